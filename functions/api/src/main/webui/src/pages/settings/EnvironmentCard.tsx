import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconKey, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { environmentNow } from '../../api/queries';
import type { Environment, EnvironmentNow } from '../../api/types';
import { ActionButton } from '../../parts/ActionButton';
import { Commit, isWeb } from '../../parts/Commit';
import { Fact, Facts } from '../../parts/Facts';
import { Tone, type ToneName } from '../../parts/Tone';
import { When } from '../../parts/time';
import { KIND, PLATFORM } from './platforms';

/** One environment with its platform, and what an Admin can do with it. */
export function EnvironmentCard({
  project,
  environment,
  refused,
  onEdit,
  onDelete,
}: {
  project: string;
  environment: Environment;
  refused: string | null;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { platform, build, url, kind, name } = environment;
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Group gap="xs">
            <Title order={3} size="h4" className="break">
              {name}
            </Title>
            <Tone tone={kind === 'production' ? 'wait' : 'calm'}>{KIND[kind]}</Tone>
          </Group>
          <Group gap="xs">
            <ActionButton refused={refused} size="xs" variant="default" aria-label={`Edit ${name}`} onClick={onEdit}>
              Edit
            </ActionButton>
            <ActionButton
              refused={refused}
              size="xs"
              variant="default"
              aria-label={`Delete ${name}`}
              onClick={onDelete}
            >
              Delete
            </ActionButton>
          </Group>
        </Group>
        <Facts>
          <Fact name="Id">
            <code>{environment.id}</code>
          </Fact>
          <Fact name="Public address">
            {isWeb(url) ? (
              <Anchor href={url} target="_blank" rel="noreferrer" inherit>
                {url}
              </Anchor>
            ) : (
              'none'
            )}
          </Fact>
          <Fact name="Platform">
            {PLATFORM[platform.type].name} at {platform.url}, there <code>{platform.environment_id}</code>
          </Fact>
          <Fact name="API key">
            <Group gap={4} component="span" style={{ display: 'inline-flex' }}>
              <IconKey size={14} aria-hidden />
              {platform.key_set ? 'stored, encrypted' : 'none'}
            </Group>
          </Fact>
          <Fact name="Build that Sluice put there">{build ? <Commit sha={build.commit} /> : 'none yet'}</Fact>
        </Facts>
        <Live project={project} environment={environment} />
      </Stack>
    </Paper>
  );
}

const LIVE: Record<EnvironmentNow['status'], { tone: ToneName; words: string }> = {
  running: { tone: 'good', words: 'Running' },
  deploying: { tone: 'busy', words: 'Deploying' },
  stopped: { tone: 'calm', words: 'Stopped' },
  failed: { tone: 'bad', words: 'Failed' },
  unknown: { tone: 'wait', words: 'Unknown' },
};

/** Asks the platform once somebody wants to know; that shows whether address, id and key are right. */
function Live({ project, environment }: { project: string; environment: Environment }) {
  const [asked, setAsked] = useState(false);
  const query = useQuery({ ...environmentNow(project, environment.id), enabled: asked, refetchInterval: false });
  const found = asked ? query.data : undefined;
  return (
    <Group gap="sm">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={query.isFetching}
        aria-label={`Check the connection of ${environment.name}`}
        onClick={() => (asked ? void query.refetch() : setAsked(true))}
      >
        Check the connection
      </Button>
      <Text size="sm" role="status" className="break" component="div">
        {found && !query.isFetching && (
          <>
            <Tone tone={LIVE[found.status].tone}>{LIVE[found.status].words}</Tone> {found.message}{' '}
            <Text c="dimmed" inherit component="span">
              <When at={found.checked_at} />
            </Text>
          </>
        )}
        {asked && query.error && !query.isFetching && query.error.message}
      </Text>
    </Group>
  );
}
