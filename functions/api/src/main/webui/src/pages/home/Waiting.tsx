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
import { headline, origin } from '../../parts/run/shape';
import { Failure } from '../../parts/States';
import { Left, When } from '../../parts/time';
import { useDialog } from '../../parts/useDialog';
import { capital } from './words';
import { DecideDialog } from './DecideDialog';

/** One question that waits for an Admin. */
function Question({ run, onDecide }: { run: Run; onDecide: () => void }) {
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
        <Text className="break">{capital(what(run.action))}.</Text>
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
          onClick={onDecide}
          aria-label={`Approve or reject…  ${run.rule.name}`}
        >
          Approve or reject…
        </ActionButton>
      </Group>
    </Stack>
  );
}

/** What waits for an Admin's word; nothing at all where nothing waits. */
export function Waiting() {
  const { id } = useProject();
  const query = useQuery(approvals(id));
  const decide = useDialog('decide');
  const waiting = query.data?.items ?? [];
  return (
    <>
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {waiting.length > 0 && (
        <Stack component="section" gap="sm" aria-labelledby="waiting">
          <Title order={2} size="h4" id="waiting">
            Approvals
          </Title>
          <Paper withBorder component="ul" className="lines">
            {waiting.map((run) => (
              <Question key={run.id} run={run} onDecide={() => decide.open(run.id)} />
            ))}
          </Paper>
        </Stack>
      )}
      <DecideDialog runId={decide.about} onClose={decide.close} />
    </>
  );
}
