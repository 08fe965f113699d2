import { Group } from '@mantine/core';
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, ok } from '../../api/client';
import { rules } from '../../api/queries';
import type { Rule, Run } from '../../api/types';
import { ruleRefusal, touchesProduction } from '../../app/access';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../ActionButton';
import { confirm } from '../confirm';
import { bad, good } from '../toast';
import { actionWords, headline, isCancellable, isRepeatable } from './shape';
import { useMakeRun } from './useMakeRun';

function useCancel(run: Run) {
  const { id } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ok(api.POST('/api/v1/projects/{project}/runs/{run}/cancel', { params: { path: { project: id, run: run.id } } })),
    onError: bad,
    onSuccess: (after) =>
      good(after.status === 'cancelled' ? 'Cancelled' : 'Its platform is asked to stop', headline(run)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['project', id] }),
  });
}

function useRepeat(run: Run) {
  const { id } = useProject();
  const navigate = useNavigate();
  const { mutate, isPending } = useMakeRun({
    ask: () =>
      ok(api.POST('/api/v1/projects/{project}/runs/{run}/rerun', { params: { path: { project: id, run: run.id } } })),
    told: { title: run.status === 'pending_approval' ? 'Asked again' : 'Run again', message: headline(run) },
    onError: bad,
  });
  const repeat = () =>
    mutate(undefined, {
      onSuccess: ({ page, there }) => {
        if (there) void navigate(page);
      },
    });
  return { repeat, isPending };
}

/** What repeating the run would overwrite or reach; undefined where it is not worth a question. */
function danger(run: Run, reachesProduction: boolean): string | undefined {
  const action = run.action;
  if (action.type === 'clone') {
    return `It overwrites the data of ${action.target_environment} with the data of ${action.source_environment}, once more.`;
  }
  return reachesProduction ? `It touches production: ${actionWords(action)}.` : undefined;
}

function Repeat({ run, rule, refused }: { run: Run; rule: Rule; refused: string | null }) {
  const { environments } = useProject();
  const { repeat, isPending } = useRepeat(run);
  const again = run.status === 'pending_approval';
  const warning = again ? undefined : danger(run, touchesProduction(rule.action, environments));
  const ask = (body: string) =>
    confirm({ title: 'Run it again?', body, action: 'Run again', danger: true, onYes: repeat });
  return (
    <ActionButton
      variant="default"
      size="sm"
      leftSection={<IconRefresh size={16} aria-hidden />}
      refused={refused}
      loading={isPending}
      onClick={() => (warning ? ask(warning) : repeat())}
    >
      {again ? 'Ask again' : 'Run again'}
    </ActionButton>
  );
}

function Cancel({ run, refused }: { run: Run; refused: string | null }) {
  const cancel = useCancel(run);
  const target = run.action.target_environment;
  const ask = () =>
    confirm({
      title: 'Cancel the run?',
      body: `It acts on ${target} right now. Its platform is asked to stop and to leave ${target} as it was, where it still can.`,
      action: 'Cancel the run',
      danger: true,
      onYes: () => cancel.mutate(),
    });
  return (
    <ActionButton
      variant="default"
      size="sm"
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      refused={refused}
      loading={cancel.isPending}
      onClick={() => (run.status === 'running' ? ask() : cancel.mutate())}
    >
      Cancel
    </ActionButton>
  );
}

/** Cancel and repeat, each only while it would do something; nothing at all where neither would. */
export function RunActions({ run }: { run: Run }) {
  const { id, role, environments } = useProject();
  const known = useQuery(rules(id)).data?.items;
  const rule = known?.find((each) => each.id === run.rule.id);
  const refused = ruleRefusal(role, run.action, environments);
  const cancel = isCancellable(run);
  const repeat = isRepeatable(run, rule);
  if (!cancel && !repeat) return null;
  return (
    <Group gap="xs">
      {repeat && rule && (
        <Repeat run={run} rule={rule} refused={refused ?? ruleRefusal(role, rule.action, environments)} />
      )}
      {cancel && <Cancel run={run} refused={refused} />}
    </Group>
  );
}
