import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { approvals } from '../../api/queries';
import type { Run } from '../../api/types';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../../parts/ActionButton';
import { Commit } from '../../parts/Commit';
import { what } from '../../parts/rule';
import { actionOf, headline, origin } from '../../parts/run/shape';
import { Failure } from '../../parts/States';
import { Left, When } from '../../parts/time';
import { useDialog } from '../../parts/useDialog';
import { capital } from './words';
import { DecideDialog } from './DecideDialog';

/** One question that waits for an Admin. */
function Question({ run, onDecide }: { run: Run; onDecide: (decision: 'approve' | 'reject') => void }) {
  const { id, role } = useProject();
  const refused = refusal(role, 'admin');
  const { trigger, approval } = run;
  const commit = approval?.bound_to.commit ?? trigger.commit;
  return (
    <Stack component="li" gap="sm" p="md">
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={`/projects/${id}/runs/${run.id}`} fw={600} className="break">
          {run.rule.name}
        </Anchor>
        {approval && (
          <Text size="sm">
            Expires in <Left until={approval.expires_at} />
          </Text>
        )}
      </Group>
      <Stack gap={4}>
        <Text className="break">{capital(what(actionOf(run)))}.</Text>
        <Text c="dimmed" size="sm" className="break">
          {origin(run)}
          {commit && (
            <>
              {' '}
              · <Commit sha={commit} url={trigger.url} /> {approval?.subject ?? headline(run)}
            </>
          )}{' '}
          · asked for by {trigger.actor} <When at={approval?.requested_at ?? run.created_at} />
        </Text>
      </Stack>
      <Group gap="xs">
        <ActionButton
          size="xs"
          refused={refused}
          onClick={() => onDecide('approve')}
          aria-label={`Approve ${run.rule.name}`}
        >
          Approve…
        </ActionButton>
        <ActionButton
          size="xs"
          variant="default"
          refused={refused}
          onClick={() => onDecide('reject')}
          aria-label={`Reject ${run.rule.name}`}
        >
          Reject…
        </ActionButton>
      </Group>
    </Stack>
  );
}

/** What waits for an Admin's word; nothing at all where nothing waits. */
export function Waiting() {
  const { id } = useProject();
  const query = useQuery(approvals(id));
  const approve = useDialog('approve');
  const reject = useDialog('reject');
  const waiting = query.data?.items ?? [];
  const decided = approve.about ?? reject.about;
  return (
    <>
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {waiting.length > 0 && (
        <Stack component="section" gap="sm" aria-labelledby="waiting">
          <Title order={2} size="h4" id="waiting">
            Waits for approval
          </Title>
          <Paper withBorder component="ul" className="lines">
            {waiting.map((run) => (
              <Question
                key={run.id}
                run={run}
                onDecide={(decision) => (decision === 'approve' ? approve : reject).open(run.id)}
              />
            ))}
          </Paper>
        </Stack>
      )}
      {query.data && (
        <DecideDialog
          runId={decided}
          run={waiting.find((run) => run.id === decided)}
          decision={approve.about ? 'approve' : 'reject'}
          onClose={approve.about ? approve.close : reject.close}
        />
      )}
    </>
  );
}
