import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import { listed } from '../../api/listed';
import { bad, good } from '../../parts/toast';

interface Redelivered {
  /** The page of the new delivery. */
  page: string;
  /** Whether the new delivery is there by now. Where it is not, a toast has said so. */
  there: boolean;
}

/** Tells a delivery's events again and waits for the new delivery. */
export function useRedeliver(project: string, delivery: string) {
  const queries = useQueryClient();
  const newest = () =>
    ok(api.GET('/api/v1/projects/{project}/deliveries', { params: { path: { project }, query: { limit: 20 } } }));
  return useMutation({
    mutationFn: async (): Promise<Redelivered> => {
      const params = { path: { project, delivery } };
      const accepted = await ok(api.POST('/api/v1/projects/{project}/deliveries/{delivery}/redeliver', { params }));
      const id = accepted.delivery_id;
      return { page: `/projects/${project}/deliveries/${id}`, there: await listed(queries, id, newest) };
    },
    onError: bad,
    onSuccess: ({ there }) =>
      there
        ? good('Redelivered', 'The rules have looked at it again.')
        : good('The redelivery is accepted', 'It waits in the queue and shows up in the list of deliveries.'),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['project', project] }),
  });
}
