import { Button, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NoticeChannel } from '../../api/types';
import { confirm } from '../../parts/confirm';
import { Tone } from '../../parts/Tone';
import { exact, useNow, When } from '../../parts/time';
import { attemptsOf } from './noticeQueries';
import { CHANNEL, EVENT, OUTCOME } from './notices';
import { useChannel } from './useChannel';

interface Props {
  project: string;
  channel: NoticeChannel;
  onEdit: () => void;
  onSecret: (made: NoticeChannel) => void;
}

/** One channel, what it is told, and what an Admin can do with it. */
export function ChannelCard({ project, channel, onEdit, onSecret }: Props) {
  const { name, kind, target, events, enabled } = channel;
  const does = useChannel(project, channel, onSecret);
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Title order={3} size="h4" className="break">
              {name}
            </Title>
            <Text size="sm" c="dimmed" className="break">
              {CHANNEL[kind].name} · {target}
            </Text>
          </div>
          <Switch
            label={enabled ? 'On' : 'Off'}
            aria-label={`${name}: ${enabled ? 'On' : 'Off'}`}
            checked={enabled}
            disabled={does.toggle.isPending}
            onChange={(event) => does.toggle.mutate(event.currentTarget.checked)}
          />
        </Group>
        <Text size="sm">
          {events.length === 0 ? 'Is told nothing: no event is chosen.' : events.map((e) => EVENT[e]).join(' · ')}
        </Text>
        {channel.secret_rotated_at && <Signing at={channel.secret_rotated_at} former={channel.former_valid_until} />}
        <Buttons channel={channel} does={does} onEdit={onEdit} />
        {does.test.data && <TestOutcome project={project} run={does.test.data.run_id} />}
      </Stack>
    </Paper>
  );
}

function Signing({ at, former }: { at: string; former: string | null }) {
  const now = useNow();
  return (
    <Text size="sm" c="dimmed">
      Its signing secret was made <When at={at} />.
      {former && Date.parse(former) > now && ` Until ${exact(former)} notices carry the former one’s signature too.`}
    </Text>
  );
}

function Buttons({
  channel: { name, kind },
  does,
  onEdit,
}: {
  channel: NoticeChannel;
  does: ReturnType<typeof useChannel>;
  onEdit: () => void;
}) {
  const rotate = () =>
    confirm({
      title: `Rotate the signing secret of ${name}?`,
      body: 'A new secret is made and shown once. For 24 hours each notice has a signature of the former secret too.',
      action: 'Rotate',
      danger: true,
      onYes: () => does.rotate.mutate(),
    });
  const remove = () =>
    confirm({
      title: `Delete ${name}?`,
      body: 'Nothing is told to it any more, and what waits to be sent to it is not sent.',
      action: 'Delete the channel',
      danger: true,
      onYes: () => does.remove.mutate(),
    });
  const look = { size: 'xs', variant: 'default' } as const;
  return (
    <Group gap="xs">
      <Button
        {...look}
        loading={does.test.isPending}
        aria-label={`Send a test to ${name}`}
        onClick={() => does.test.mutate()}
      >
        Send a test
      </Button>
      <Button {...look} aria-label={`Edit ${name}`} onClick={onEdit}>
        Edit
      </Button>
      {kind === 'webhook' && (
        <Button {...look} loading={does.rotate.isPending} aria-label={`Rotate the secret of ${name}`} onClick={rotate}>
          Rotate the secret
        </Button>
      )}
      <Button {...look} loading={does.remove.isPending} aria-label={`Delete ${name}`} onClick={remove}>
        Delete
      </Button>
    </Group>
  );
}

function TestOutcome({ project, run }: { project: string; run: string }) {
  const [newest] = useQuery(attemptsOf(project, run)).data?.items ?? [];
  return (
    <Text size="sm" role="status" className="break" component="div">
      {newest ? (
        <>
          Test: <Tone tone={OUTCOME[newest.outcome].tone}>{OUTCOME[newest.outcome].words}</Tone> {newest.detail}
        </>
      ) : (
        'The test is on its way …'
      )}
    </Text>
  );
}
