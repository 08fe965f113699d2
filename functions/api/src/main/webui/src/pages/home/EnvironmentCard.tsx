import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconExternalLink, IconHelp, IconLoader2, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { environmentNow } from '../../api/queries';
import type { Environment, EnvironmentNow } from '../../api/types';
import { Commit, isWeb } from '../../parts/Commit';
import { When } from '../../parts/time';
import { Tone } from '../../parts/Tone';
import { useProject } from '../../app/useProject';
import { capital } from './words';

const LOOK = {
  running: { tone: 'good', icon: IconCircleCheck, words: 'Running' },
  deploying: { tone: 'busy', icon: IconLoader2, words: 'Deploying' },
  stopped: { tone: 'calm', icon: IconPlayerStop, words: 'Stopped' },
  failed: { tone: 'bad', icon: IconX, words: 'Failed' },
  unknown: { tone: 'calm', icon: IconHelp, words: 'Status unknown' },
} as const satisfies Record<EnvironmentNow['status'], object>;

/** How the environment is at this moment. */
function Live({ status }: { status: EnvironmentNow['status'] }) {
  const { tone, icon, words } = LOOK[status];
  return (
    <Tone tone={tone} icon={icon}>
      {words}
    </Tone>
  );
}

function Running({ environment, now }: { environment: Environment; now: EnvironmentNow | undefined }) {
  const { id } = useProject();
  const build = now?.build ?? environment.build;
  if (!build) return <Text c="dimmed">Nothing is deployed here yet.</Text>;
  const ours = build.id === environment.build?.id;
  const { deployed } = environment;
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Commit sha={build.commit} />
        {ours && deployed?.commit_subject && (
          <Text lineClamp={2} className="break">
            {deployed.commit_subject}
          </Text>
        )}
      </Group>
      <Text c="dimmed" size="sm" className="break">
        Build <span className="commit">{build.id}</span>
      </Text>
      {ours && deployed && (
        <Text c="dimmed" size="sm" className="break">
          Deployed by {deployed.by} <When at={deployed.at} /> with{' '}
          <Anchor component={Link} to={`/projects/${id}/runs/${deployed.run_id}`} inherit underline="always">
            {deployed.rule.name}
          </Anchor>
        </Text>
      )}
      {!ours && !environment.lane.holder && (
        <Text c="dimmed" size="sm">
          No run of Sluice put this build here.
        </Text>
      )}
    </Stack>
  );
}

/** Which run acts on the environment, and how many wait for it. */
function Lane({ lane }: { lane: Environment['lane'] }) {
  const { id } = useProject();
  const { holder, waiting } = lane;
  return (
    <Text size="sm" className="break">
      {holder ? (
        <>
          Held by{' '}
          <Anchor component={Link} to={`/projects/${id}/runs/${holder.run_id}`} inherit underline="always">
            {holder.rule_name ?? 'a run'}
          </Anchor>{' '}
          {holder.since && (
            <>
              since <When at={holder.since} />
            </>
          )}
          .
        </>
      ) : (
        'No run is under way.'
      )}
      {waiting > 0 && ` ${waiting} ${waiting === 1 ? 'run waits' : 'runs wait'} for it.`}
    </Text>
  );
}

export function EnvironmentCard({ environment }: { environment: Environment }) {
  const { id } = useProject();
  const { data: now, error, isPending } = useQuery(environmentNow(id, environment.id));
  const { name, kind, url, lane } = environment;
  const why = now ? now.message : error?.message;
  return (
    <Paper withBorder p="md">
      <Stack gap="sm" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Stack gap={0} miw={0}>
            <Title order={3} size="h5" className="break">
              {name}
            </Title>
            {name.toLowerCase() !== kind && (
              <Text c="dimmed" size="sm">
                {capital(kind)}
              </Text>
            )}
          </Stack>
          {!isPending && <Live status={now?.status ?? 'unknown'} />}
        </Group>
        {why && (
          <Text c="dimmed" size="sm" className="break">
            {why}
          </Text>
        )}
        <Running environment={environment} now={now} />
        <Group justify="space-between" align="flex-end" gap="md" wrap="nowrap" mt="auto">
          <Lane lane={lane} />
          {isWeb(url) && (
            <Anchor href={url} target="_blank" rel="noreferrer" size="sm" aria-label={`Open ${name} in a new tab`}>
              <Group gap={4} wrap="nowrap" component="span">
                Open
                <IconExternalLink size={14} aria-hidden />
              </Group>
            </Anchor>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
