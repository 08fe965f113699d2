import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../api/client';

const PATH = '/api/v1/projects/{project}/notices';

/** All channels: a project has at most 50. */
export const allChannels = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'channels', 'all'],
    queryFn: () => ok(api.GET(`${PATH}/channels`, { params: { path: { project }, query: { limit: 100 } } })),
  });

/** What became of notices, page by page. */
export const attemptPages = (project: string) =>
  infiniteQueryOptions({
    queryKey: ['project', project, 'attempts', 'pages'],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET(`${PATH}/attempts`, {
          params: { path: { project }, query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 5_000,
  });

/** What came of a test; asked until it is sent or given up. */
export const attemptsOf = (project: string, run: string) =>
  queryOptions({
    queryKey: ['project', project, 'attempts', run],
    queryFn: () => ok(api.GET(`${PATH}/attempts`, { params: { path: { project }, query: { run } } })),
    refetchInterval: (query) =>
      query.state.data?.items.some((attempt) => attempt.outcome !== 'failed') ? false : 1_000,
  });
