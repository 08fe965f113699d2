import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, isRefusal, ok } from './client';
import type { Page, Rule, Run, RunDeployment, RunStatus, Template } from './types';

/** How often a page looks again while something moves, and while nothing does; milliseconds. Unchanged answers are 304. */
const LIVE = 2_000;
const CALM = 8_000;

const MOVING: ReadonlySet<RunStatus> = new Set(['queued', 'waiting', 'pending_approval', 'running']);

/** Whether the run can still change. */
export function isOpen(run: Pick<Run, 'status'>): boolean {
  return MOVING.has(run.status);
}

export function pace(runs: Pick<Run, 'status'>[]): number {
  return runs.some(isOpen) ? LIVE : CALM;
}

/** What is not there is not looked for again and again: its page would change to and fro with each look. */
function isAbsent({ data, error }: { data: unknown; error: unknown }): boolean {
  return data === undefined && isRefusal(error);
}

const within = (project: string) => ({ path: { project } });

export const me = queryOptions({ queryKey: ['me'], queryFn: () => ok(api.GET('/api/v1/me')), staleTime: 60_000 });

export const projects = queryOptions({
  queryKey: ['projects'],
  queryFn: () => ok(api.GET('/api/v1/projects', { params: { query: { limit: 100 } } })),
  staleTime: 30_000,
});

export const templates = queryOptions({
  queryKey: ['templates'],
  queryFn: () => ok(api.GET('/api/v1/templates')) as Promise<Page<Template>>,
  staleTime: Number.POSITIVE_INFINITY,
});

export const project = (id: string) =>
  queryOptions({
    queryKey: ['project', id],
    queryFn: () => ok(api.GET('/api/v1/projects/{project}', { params: within(id) })),
    staleTime: 30_000,
  });

export const environments = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'environments'],
    queryFn: () =>
      ok(api.GET('/api/v1/projects/{project}/environments', { params: { ...within(id), query: { limit: 100 } } })),
    refetchInterval: CALM,
  });

export const rules = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'rules'],
    queryFn: () =>
      ok(api.GET('/api/v1/projects/{project}/rules', { params: { ...within(id), query: { limit: 100 } } })) as Promise<
        Page<Rule>
      >,
    refetchInterval: 4_000,
  });

export const rule = (id: string, ruleId: string) =>
  queryOptions({
    queryKey: ['project', id, 'rules', ruleId],
    queryFn: () =>
      ok(
        api.GET('/api/v1/projects/{project}/rules/{rule}', { params: { path: { project: id, rule: ruleId } } }),
      ) as Promise<Rule>,
    refetchInterval: (query) => (isAbsent(query.state) ? false : 4_000),
  });

/** The newest runs of the project: what the home page shows, and what tells that something has finished. */
export const latestRuns = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'runs', 'latest'],
    queryFn: () => ok(api.GET('/api/v1/projects/{project}/runs', { params: { ...within(id), query: { limit: 20 } } })),
    refetchInterval: (query) => pace(query.state.data?.items ?? []),
  });

/** Runs of the project, or of one of its rules, page by page; `status` absent means all. */
export const runPages = (id: string, of: { rule?: string; status?: RunStatus }) =>
  infiniteQueryOptions({
    queryKey: ['project', id, 'runs', 'pages', of.rule ?? '', of.status ?? ''],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 20,
        ...(of.status ? { status: of.status } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      return of.rule
        ? ok(
            api.GET('/api/v1/projects/{project}/rules/{rule}/runs', {
              params: { path: { project: id, rule: of.rule }, query },
            }),
          )
        : ok(api.GET('/api/v1/projects/{project}/runs', { params: { ...within(id), query } }));
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: (query) => pace(query.state.data?.pages.flatMap((page) => page.items) ?? []),
  });

export const run = (id: string, runId: string) =>
  queryOptions({
    queryKey: ['project', id, 'runs', runId],
    queryFn: () =>
      ok(api.GET('/api/v1/projects/{project}/runs/{run}', { params: { path: { project: id, run: runId } } })),
    refetchInterval: ({ state }) => (isAbsent(state) || (state.data && !isOpen(state.data)) ? false : LIVE),
  });

export const approvals = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'approvals'],
    queryFn: () => ok(api.GET('/api/v1/projects/{project}/approvals', { params: within(id) })),
    refetchInterval: 4_000,
  });

export const deliveryPages = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['project', id, 'deliveries'],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/api/v1/projects/{project}/deliveries', {
          params: { ...within(id), query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 5_000,
  });

export const delivery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['project', id, 'deliveries', deliveryId],
    queryFn: () =>
      ok(
        api.GET('/api/v1/projects/{project}/deliveries/{delivery}', {
          params: { path: { project: id, delivery: deliveryId } },
        }),
      ),
  });

export const members = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'members'],
    queryFn: () =>
      ok(api.GET('/api/v1/projects/{project}/members', { params: { ...within(id), query: { limit: 100 } } })),
  });

export const hooks = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'hooks'],
    queryFn: () => ok(api.GET('/api/v1/projects/{project}/hooks', { params: within(id) })),
  });

export const channels = (id: string) =>
  queryOptions({
    queryKey: ['project', id, 'channels'],
    queryFn: () => ok(api.GET('/api/v1/projects/{project}/notices/channels', { params: within(id) })),
  });

/** How an environment is now, asked from its platform each time. */
export const environmentNow = (id: string, environment: string) =>
  queryOptions({
    queryKey: ['project', id, 'environments', environment, 'now'],
    queryFn: () =>
      ok(
        api.GET('/api/v1/projects/{project}/environments/{environment}/status', {
          params: { path: { project: id, environment } },
        }),
      ),
    refetchInterval: CALM,
  });

/** How far a run's deployment is, with the piece of its log from `offset` (bytes). */
export const deployment = (id: string, runId: string, offset: number): Promise<RunDeployment> =>
  ok(
    api.GET('/api/v1/projects/{project}/runs/{run}/deployment', {
      params: { path: { project: id, run: runId }, query: { log_offset: offset } },
    }),
  );
