import { Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconInfoCircle,
  IconLoader2,
  IconLock,
  type TablerIcon,
} from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import type { RuleDraft } from '../../api/types';
import { safety, sentence } from '../../parts/rule';

interface Props {
  draft: RuleDraft;
  notes: string[];
  /** Why this person may not save it; null where they may. */
  refused: string | null;
  /** What the server makes of the draft as it is now. */
  state: 'asking' | 'good' | 'wrong' | { failure: string };
}

/** It is read aloud when it changes, so not at each letter; milliseconds. */
const CALM = 250;

/** The rule in one sentence, and what the server says about it; it goes along while the form is filled in. */
export function Said({ draft, notes, refused, state }: Props) {
  const safe = safety(draft);
  const [said] = useDebouncedValue(sentence(draft), CALM);
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="said" pos={{ md: 'sticky' }} top={16}>
      <Stack gap="sm">
        <Title order={2} size="h4" id="said">
          What it will do
        </Title>
        <Text fw={600} className="break" aria-live="polite" aria-atomic lh={1.5}>
          {said}
        </Text>
        {safe.length > 0 && (
          <List size="sm" spacing={4} className="break">
            {safe.map((each) => (
              <List.Item key={each}>{each}</List.Item>
            ))}
          </List>
        )}
        {!draft.enabled && (
          <Note icon={IconInfoCircle}>It is disabled: what it would take is recorded as skipped.</Note>
        )}
        {notes.map((note) => (
          <Note key={note} icon={IconInfoCircle}>
            {note}
          </Note>
        ))}
        {refused !== null && <Note icon={IconLock}>{refused}</Note>}
        <State of={state} />
      </Stack>
    </Paper>
  );
}

function State({ of }: { of: Props['state'] }) {
  if (of === 'asking') return <Note icon={IconLoader2}>Checking…</Note>;
  if (of === 'good') return <Note icon={IconCheck}>The server would take it like this.</Note>;
  if (of === 'wrong') return <Note icon={IconAlertTriangle}>Something is missing or wrong yet.</Note>;
  return <Note icon={IconAlertTriangle}>Not checked: {of.failure}</Note>;
}

function Note({ icon: Icon, children }: { icon: TablerIcon; children: React.ReactNode }) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Icon size={16} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <Text size="sm" c="dimmed" className="break">
        {children}
      </Text>
    </Group>
  );
}
