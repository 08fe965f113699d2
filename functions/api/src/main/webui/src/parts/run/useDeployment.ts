import { useQuery, useQueryClient } from '@tanstack/react-query';
import { deployment, isOpen } from '../../api/queries';
import type { Run } from '../../api/types';
import { append, isOver, type LogSoFar } from './log';

const LIVE = 1_500;
/** While the platform gives no answer; milliseconds. */
const SLOW = 6_000;
const PIECES_AT_ONCE = 40;

/** A run's deployment and its log, read on piece by piece until both have ended. */
export function useDeployment(project: string, run: Run) {
  const queries = useQueryClient();
  const queryKey = ['project', project, 'runs', run.id, 'deployment'];
  return useQuery({
    queryKey,
    queryFn: async () => {
      let log = queries.getQueryData<LogSoFar>(queryKey);
      for (let piece = 0; piece < PIECES_AT_ONCE; piece++) {
        const before = log;
        log = append(before, await deployment(project, run.id, before?.next ?? 0));
        if (log.end || log.next === (before?.next ?? 0)) return log;
      }
      return log;
    },
    enabled: run.started_at !== null,
    structuralSharing: false,
    refetchInterval: (query) => {
      if (query.state.data && isOver(query.state.data)) return false;
      if (!query.state.error) return LIVE;
      return isOpen(run) ? SLOW : false;
    },
  });
}
