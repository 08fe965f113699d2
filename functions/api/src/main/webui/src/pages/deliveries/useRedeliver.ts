import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, ok } from '../../api/client';
import { bad, good } from '../../parts/toast';

const TRIES = 40;
const PAUSE = 500;

/** Waits until the list has the delivery; asked for by its id it would be a 404 until then. */
async function listed(project: string, delivery: string): Promise<boolean> {
  const params = { path: { project }, query: { limit: 10 } };
  for (let tried = 0; tried < TRIES; tried++) {
    const { items } = await ok(api.GET('/api/v1/projects/{project}/deliveries', { params }));
    if (items.some((item) => item.id === delivery)) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}

/** Tells a delivery's events again and goes to the new delivery once it is there. */
export function useRedeliver(project: string, delivery: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      const params = { path: { project, delivery } };
      const accepted = await ok(api.POST('/api/v1/projects/{project}/deliveries/{delivery}/redeliver', { params }));
      return { id: accepted.delivery_id, there: await listed(project, accepted.delivery_id) };
    },
    onError: bad,
    onSuccess: async ({ id, there }) => {
      await queries.invalidateQueries({ queryKey: ['project', project] });
      if (there) {
        good('Redelivered', 'The rules have looked at it again.');
        await navigate(`/projects/${project}/deliveries/${id}`);
      } else {
        good('The redelivery is accepted', 'It waits in the queue and shows up in the list of deliveries.');
      }
    },
  });
}
