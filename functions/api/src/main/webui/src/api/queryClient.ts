import { QueryClient } from '@tanstack/react-query';
import { isRefusal } from './client';

const MAX_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What the server refuses, it refuses again; only silence and its own faults are worth another try.
      retry: (count, error) => count < MAX_RETRIES && !isRefusal(error),
    },
  },
});
