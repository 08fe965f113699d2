import { Button, Paper, Stack, Text } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { run as oneRun, runPages } from '../../api/queries';
import type { Run, RunStatus } from '../../api/types';
import { useProject } from '../../app/useProject';
import { LoadMore } from '../LoadMore';
import { Empty, Failure, Loading } from '../States';
import { STATUS } from '../Tone';
import { RunRow } from './RunRow';
import { StatusFilter, statusOf } from './StatusFilter';

/** What the address says of the list: which status is shown and which run is open. */
function useChoice() {
  const [params, setParams] = useSearchParams();
  const change = (name: string, value: string | undefined, replace: boolean) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === undefined) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace, preventScrollReset: true },
    );
  return {
    status: statusOf(params.get('status')),
    open: params.get('run'),
    setStatus: (status: RunStatus | undefined) => change('status', status, false),
    setOpen: (run: string | undefined) => change('run', run, true),
  };
}

/** The run that the address opens, where it is none of the list's pages so far. */
function useLinked(open: string | null, listed: Run[], rule: string | undefined): Run | undefined {
  const { id } = useProject();
  const absent = open !== null && !listed.some((run) => run.id === open);
  const { data } = useQuery({ ...oneRun(id, open ?? ''), enabled: absent });
  return absent && data && (rule === undefined || data.rule.id === rule) ? data : undefined;
}

/** Brings the run that a link opens into view, once. */
function useArrival(open: string | null, ready: boolean) {
  const arrived = useRef(open === null);
  useEffect(() => {
    if (!ready || arrived.current) return;
    const row = document.getElementById(`run-${open}`);
    if (!row) return;
    arrived.current = true;
    row.scrollIntoView({ block: 'nearest' });
  });
}

function Rows({ runs, children }: { runs: Run[]; children: (run: Run) => ReactNode }) {
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      <ul className="rows">{runs.map(children)}</ul>
    </Paper>
  );
}

/** Where "No … runs" would not be English. */
const NONE: Partial<Record<RunStatus, string>> = {
  running: 'Nothing is running',
  waiting: 'No run is cooling down',
  pending_approval: 'No run waits for approval',
};

function Nothing({ status, hint, onAll }: { status: RunStatus | undefined; hint: ReactNode; onAll: () => void }) {
  if (status === undefined) {
    return (
      <Empty icon={IconActivity} title="No runs yet">
        {hint}
      </Empty>
    );
  }
  return (
    <Empty
      icon={IconActivity}
      title={NONE[status] ?? `No ${STATUS[status].words.toLowerCase()} runs`}
      action={
        <Button variant="default" size="xs" onClick={onAll}>
          Show all runs
        </Button>
      }
    />
  );
}

/** Runs, newest first, that open in place: of one rule, or of the whole project. The address keeps filter and open row. */
export function RunList({ rule, hint }: { rule?: string; hint: ReactNode }) {
  const { id } = useProject();
  const { status, open, setStatus, setOpen } = useChoice();
  const query = useInfiniteQuery(runPages(id, { ...(rule ? { rule } : {}), ...(status ? { status } : {}) }));
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const linked = useLinked(open, runs, rule);
  useArrival(open, query.isSuccess);
  const row = (run: Run) => (
    <RunRow
      key={run.id}
      run={run}
      showRule={rule === undefined}
      open={run.id === open}
      onToggle={() => setOpen(run.id === open ? undefined : run.id)}
    />
  );
  return (
    <Stack gap="sm">
      <StatusFilter value={status} onChange={setStatus} />
      {linked && (
        <Stack gap={4}>
          <Text size="sm" c="dimmed">
            Opened by its address; it is not among the runs below.
          </Text>
          <Rows runs={[linked]}>{row}</Rows>
        </Stack>
      )}
      {query.isPending && <Loading lines={5} />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && runs.length === 0 && <Nothing status={status} hint={hint} onAll={() => setStatus(undefined)} />}
      {runs.length > 0 && <Rows runs={runs}>{row}</Rows>}
      <LoadMore query={query} />
    </Stack>
  );
}
