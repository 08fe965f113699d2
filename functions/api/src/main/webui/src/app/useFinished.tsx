import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { isOpen, latestRuns } from '../api/queries';
import type { Run } from '../api/types';
import { STATUS } from '../parts/Tone';

const NOTHING = { project: '', open: new Set<string>(), all: new Set<string>() };

/** Tells with a toast which runs have ended while somebody looks at any page of the project. */
export function useFinished(project: string): void {
  const queries = useQueryClient();
  const { data } = useQuery({ ...latestRuns(project), enabled: project !== '' });
  const seen = useRef<{ project: string; open: ReadonlySet<string>; all: Set<string> }>(NOTHING);

  useEffect(() => {
    if (!data) return;
    const known = seen.current.project === project ? seen.current : undefined;
    const ended = known ? data.items.filter((run) => !isOpen(run) && isNews(run, known.open, known.all)) : [];
    seen.current = {
      project,
      open: new Set(data.items.filter(isOpen).map((run) => run.id)),
      all: new Set([...(known?.all ?? []), ...data.items.map((run) => run.id)]),
    };
    if (ended.length === 0) return;
    ended.forEach((run) => tell(project, run));
    void queries.invalidateQueries({ queryKey: ['project', project] });
  }, [data, project, queries]);
}

/** A run that was open at the last look, or that came and ended since; of these not what a rule skipped by itself. */
function isNews(run: Run, open: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return open.has(run.id) || (!all.has(run.id) && (run.status !== 'skipped' || run.trigger.type === 'manual'));
}

function tell(project: string, run: Run): void {
  const { tone, words } = STATUS[run.status];
  notifications.show({
    id: run.id,
    title: `${words}: ${run.rule.name}`,
    message: (
      <>
        {run.reason?.message ?? run.error ?? ''}{' '}
        <Anchor component={Link} to={`/projects/${project}/runs/${run.id}`} inherit>
          Open the run
        </Anchor>
      </>
    ),
    color: tone === 'good' ? 'green' : tone === 'bad' ? 'red' : 'gray',
    autoClose: 10_000,
  });
}
