import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import { listed } from '../../api/listed';
import { useProject } from '../../app/useProject';
import { good } from '../toast';

interface Made {
  /** The run's page. */
  page: string;
  /** Whether the run is there by now. Where it is not, a toast has said so. */
  there: boolean;
}

interface Making<T> {
  ask: (wish: T) => Promise<{ run_id: string }>;
  /** What a toast says of the run once it is there. */
  told: { title: string; message: string };
  onError?: (error: Error) => void;
}

/** Asks for a run and waits until it is there. */
export function useMakeRun<T = void>({ ask, told, onError }: Making<T>) {
  const { id } = useProject();
  const queries = useQueryClient();
  const newest = () =>
    ok(api.GET('/api/v1/projects/{project}/runs', { params: { path: { project: id }, query: { limit: 20 } } }));
  return useMutation({
    mutationFn: async (wish: T): Promise<Made> => {
      const { run_id: run } = await ask(wish);
      return { page: `/projects/${id}/runs/${run}`, there: await listed(queries, run, newest) };
    },
    ...(onError ? { onError } : {}),
    onSuccess: ({ there }) =>
      there
        ? good(told.title, told.message)
        : good('Accepted', 'It waits in the queue and shows up in the list of runs.'),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['project', id] }),
  });
}
