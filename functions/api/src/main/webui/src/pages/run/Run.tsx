import { Alert, Anchor, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { run as runQuery } from '../../api/queries';
import type { Run as RunData } from '../../api/types';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { Shown } from '../../parts/States';
import { Status } from '../../parts/Tone';
import { When } from '../../parts/time';
import { ApprovalPanel } from '../../parts/run/ApprovalPanel';
import { DeploymentPanel } from '../../parts/run/DeploymentPanel';
import { RunFacts } from '../../parts/run/RunFacts';
import { RunActions } from '../../parts/run/RunActions';
import { Took } from '../../parts/run/RunRow';
import { RunTimeline } from '../../parts/run/RunTimeline';
import { headline, why } from '../../parts/run/shape';
import { Until } from '../../parts/run/Until';

function Heading({ run }: { run: RunData }) {
  const { id } = useProject();
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Stack gap={6} style={{ minWidth: 0 }}>
        <Title order={1} size="h2" className="break">
          {headline(run)}
        </Title>
        <Group gap="xs">
          <span role="status">
            <Status of={run.status} />
          </span>
          <Text size="sm" component="span" className="break">
            <Anchor component={Link} to={`/projects/${id}/rules/${run.rule.id}`} inherit underline="always">
              {run.rule.name}
            </Anchor>
            <Text component="span" inherit c="dimmed">
              , version {run.rule.version}
            </Text>
          </Text>
          <Text size="sm" c="dimmed" component="span">
            <When at={run.created_at} />
          </Text>
          <Text size="sm" c="dimmed" component="span">
            <Took run={run} />
          </Text>
        </Group>
      </Stack>
      <RunActions run={run} />
    </Group>
  );
}

/** What matters first: why it failed or stopped, until when it waits, who wants it cancelled. */
function Matters({ run }: { run: RunData }) {
  const reason = why(run);
  const failed = run.status === 'failed' || run.status === 'rejected';
  return (
    <>
      {reason && (
        <Alert
          color={failed ? 'red' : 'gray'}
          variant="default"
          icon={failed ? <IconAlertTriangle aria-hidden /> : <IconInfoCircle aria-hidden />}
        >
          <Text className="break" style={{ whiteSpace: 'pre-line' }}>
            {reason}
          </Text>
        </Alert>
      )}
      {run.status === 'waiting' && run.held_until && (
        <Alert color="gray" variant="default" icon={<IconInfoCircle aria-hidden />}>
          <Until at={run.held_until} words="Cooling down: it goes on in" over="Cooled down: it goes on any moment" />,
          unless a newer run takes its place.
        </Alert>
      )}
      {run.status === 'running' && run.cancel_requested && (
        <Alert color="gray" variant="default" icon={<IconInfoCircle aria-hidden />} role="status">
          {run.cancel_requested.by} asked to cancel it, <When at={run.cancel_requested.at} />. Its platform is asked to
          stop.
        </Alert>
      )}
    </>
  );
}

function Content({ run }: { run: RunData }) {
  useTitle(`${headline(run)}, ${run.rule.name}`);
  return (
    <Stack gap="lg">
      <Heading run={run} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Matters run={run} />
            <ApprovalPanel run={run} />
            <Paper withBorder p="md" component="section" aria-label="What it is">
              <RunFacts run={run} />
            </Paper>
            <DeploymentPanel run={run} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Paper withBorder p="md" component="section" aria-labelledby="timeline">
            <Title order={2} size="h4" id="timeline" mb="md">
              Timeline
            </Title>
            <RunTimeline run={run} />
          </Paper>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** One run: what it is, what happened to it, its approval and its log. */
export default function Run() {
  useTitle('Run');
  const { id } = useProject();
  const { run = '' } = useParams();
  const query = useQuery(runQuery(id, run));
  return (
    <Shown query={query} lines={5} page>
      {(data) => <Content key={data.id} run={data} />}
    </Shown>
  );
}
