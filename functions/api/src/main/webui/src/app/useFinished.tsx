import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { isOpen, latestRuns } from '../api/queries';
import type { Run, RunStatus } from '../api/types';
import { STATUS } from '../parts/Tone';

/** Tells with a toast which runs have ended while somebody looks at any page of the project. */
export function useFinished(project: string): void {
  const queries = useQueryClient();
  const { data } = useQuery({ ...latestRuns(project), enabled: project !== '' });
  const seen = useRef<{ project: string; open: Map<string, RunStatus> }>({ project: '', open: new Map() });

  useEffect(() => {
    if (!data) return;
    const known = seen.current;
    const ended = known.project === project ? data.items.filter((run) => known.open.has(run.id) && !isOpen(run)) : [];
    seen.current = {
      project,
      open: new Map(data.items.filter(isOpen).map((run) => [run.id, run.status])),
    };
    if (ended.length === 0) return;
    ended.forEach((run) => tell(project, run));
    void queries.invalidateQueries({ queryKey: ['project', project] });
  }, [data, project, queries]);
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
