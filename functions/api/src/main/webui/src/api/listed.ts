import type { QueryClient } from '@tanstack/react-query';
import { isRefusal } from './client';

const TRIES = 40;
const PAUSE = 500;

interface Listed {
  items: { id: string }[];
}

/**
 * Waits until a list has what was accepted a moment ago: asked for by its id it would be a 404 until then. False where it
 * does not show up within 20 seconds, or the list cannot be had; it was accepted all the same.
 */
export async function listed(queries: QueryClient, id: string, list: () => Promise<Listed>): Promise<boolean> {
  const find = async () => {
    const { items } = await list();
    if (items.some((item) => item.id === id)) return true;
    throw new Error(`${id} is not listed yet`);
  };
  try {
    return await queries.fetchQuery({
      queryKey: ['listed', id],
      queryFn: find,
      retry: (count, error) => count < TRIES && !isRefusal(error),
      retryDelay: PAUSE,
    });
  } catch {
    return false;
  }
}
