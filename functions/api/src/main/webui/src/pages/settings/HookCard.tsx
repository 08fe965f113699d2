import { Box, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { Hook } from '../../api/types';
import { CopyText } from '../../parts/CopyText';
import { Tone } from '../../parts/Tone';
import { exact, useNow, When } from '../../parts/time';
import { HOST, HOW_TO, pieces } from './hosts';

/** One git host: the URL and the secret that its webhook needs, and how to set it up there. */
export function HookCard({
  hook,
  rotating,
  opened,
  onToggle,
  onRotate,
  onGive,
}: {
  hook: Hook;
  rotating: boolean;
  /** Whether the how-to is shown. */
  opened: boolean;
  onToggle: () => void;
  onRotate: () => void;
  /** Asks for a secret that the host made. */
  onGive: () => void;
}) {
  const name = HOST[hook.provider];
  const region = useId();
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h4">
            {name}
          </Title>
          <Tone tone={hook.secret_set ? 'good' : 'calm'}>{hook.secret_set ? 'Secret set' : 'No secret yet'}</Tone>
        </Group>
        <CopyText label={`URL for ${name}`} text={hook.url} />
        <SecretState hook={hook} />
        <Group gap="xs">
          <Button size="xs" variant="default" loading={rotating} aria-label={rotateWords(hook)} onClick={onRotate}>
            {hook.secret_set ? 'Rotate the secret' : 'Make a secret'}
          </Button>
          {hook.provider === 'gitlab' && (
            <Button size="xs" variant="default" onClick={onGive}>
              I have a signing token
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            leftSection={<Chevron size={14} aria-hidden />}
            aria-expanded={opened}
            aria-controls={region}
            onClick={onToggle}
          >
            How to set it up at {name}
          </Button>
        </Group>
        <Box id={region} hidden={!opened}>
          <List type="ordered" size="sm" spacing={6} pr="md">
            {HOW_TO[hook.provider].steps.map((step) => (
              <List.Item key={step}>
                {pieces(step).map(({ text, name: isName }) => (isName ? <strong key={text}>{text}</strong> : text))}
              </List.Item>
            ))}
          </List>
        </Box>
      </Stack>
    </Paper>
  );
}

function rotateWords(hook: Hook): string {
  return `${hook.secret_set ? 'Rotate the secret' : 'Make a secret'} for ${HOST[hook.provider]}`;
}

function SecretState({ hook }: { hook: Hook }) {
  const now = useNow();
  if (!hook.secret_set) {
    return (
      <Text size="sm" c="dimmed">
        Until there is a secret, deliveries from here are refused.
      </Text>
    );
  }
  const former = hook.former_valid_until;
  return (
    <Text size="sm" c="dimmed">
      {hook.rotated_at && (
        <>
          The secret was set <When at={hook.rotated_at} />.
        </>
      )}
      {former && Date.parse(former) > now && ` The former one is valid until ${exact(former)}.`}
    </Text>
  );
}
