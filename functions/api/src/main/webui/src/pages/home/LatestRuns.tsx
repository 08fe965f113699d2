import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { latestRuns, rules } from '../../api/queries';
import type { Run } from '../../api/types';
import { useProject } from '../../app/useProject';
import { subject } from '../../parts/Commit';
import { Empty, Shown } from '../../parts/States';
import { When } from '../../parts/time';
import { Status } from '../../parts/Tone';
import { cause } from './cause';

const SHOWN = 8;

function Row({ run }: { run: Run }) {
  const { id } = useProject();
  const { trigger, reason, error } = run;
  const said = reason?.message ?? error;
  const line = trigger.type.startsWith('pr') ? '' : subject(trigger.message);
  return (
    <Stack component="li" gap={4} p="md">
      <Group justify="space-between" gap="xs">
        <Group gap="xs" miw={0}>
          <Status of={run.status} />
          <Anchor component={Link} to={`/projects/${id}/runs/${run.id}`} fw={600} className="break">
            {run.rule.name}
          </Anchor>
        </Group>
        <Text c="dimmed" size="sm">
          <When at={run.created_at} />
        </Text>
      </Group>
      <Text size="sm" className="break">
        {cause(trigger)}
        {line && `: ${line}`}
        <Text span c="dimmed" inherit>
          {' '}
          · {trigger.actor}
        </Text>
      </Text>
      {said && (
        <Text c="dimmed" size="sm" className="break" lineClamp={2}>
          {said}
        </Text>
      )}
    </Stack>
  );
}

/** Nothing has run: what is missing for it. */
function NoRuns() {
  const { id } = useProject();
  const none = useQuery(rules(id)).data?.items.length === 0;
  return (
    <Empty
      icon={IconActivity}
      title="No runs yet"
      action={
        none ? (
          <Button component={Link} to={`/projects/${id}/rules/new`}>
            Browse templates
          </Button>
        ) : (
          <>
            <Button component={Link} to={`/projects/${id}/settings/webhooks`} variant="default">
              Set up the webhook
            </Button>
            <Button component={Link} to={`/projects/${id}/deliveries`} variant="default">
              See what arrived
            </Button>
          </>
        )
      }
    >
      {none
        ? 'A rule says when to deploy what to where. Begin with one of the templates.'
        : 'Push something that a rule watches, and its run shows up here within seconds. The git host needs the project’s webhook for that.'}
    </Empty>
  );
}

/** The newest runs of the project. */
export function LatestRuns() {
  const { id } = useProject();
  const query = useQuery(latestRuns(id));
  return (
    <Stack component="section" gap="sm" aria-labelledby="latest">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4" id="latest">
          Latest runs
        </Title>
        <Anchor component={Link} to={`/projects/${id}/runs`} size="sm">
          All runs
        </Anchor>
      </Group>
      <Shown query={query} lines={5}>
        {({ items }) => (
          <Paper withBorder>
            {items.length === 0 ? (
              <NoRuns />
            ) : (
              <ul className="lines">
                {items.slice(0, SHOWN).map((run) => (
                  <Row key={run.id} run={run} />
                ))}
              </ul>
            )}
          </Paper>
        )}
      </Shown>
    </Stack>
  );
}
