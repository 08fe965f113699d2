import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { Check } from '../api/types';

export type Change = NonNullable<Check['changes']>[number];

interface Props {
  checks: Check[];
  /** Offers a hint as a button, where it is nothing but edits of the rule's own text. */
  onApply?: (changes: Change[]) => void;
}

/** "environment_status" as "Environment status". */
function words(name: string): string {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** All that a rule looked at for one event, in the order in which it looked; the first that did not pass decided. */
export function Checks({ checks, onApply }: Props) {
  if (checks.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was looked at.
      </Text>
    );
  }
  return (
    <Table className="checks" withRowBorders verticalSpacing={6} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Check</Table.Th>
          <Table.Th scope="col">Wanted</Table.Th>
          <Table.Th scope="col">Seen</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {checks.map((check) => (
          <Row key={check.name} check={check} {...(onApply ? { onApply } : {})} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ check, onApply }: { check: Check; onApply?: (changes: Change[]) => void }) {
  const Mark = check.passed ? IconCheck : IconX;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Group gap={6} wrap="nowrap" align="flex-start">
          <Mark
            size={16}
            aria-hidden
            style={{ flex: 'none', marginTop: 2 }}
            color={`var(--sluice-${check.passed ? 'good' : 'bad'})`}
          />
          <span>
            {words(check.name)}
            <VisuallyHidden>{check.passed ? ', passed' : ', not passed'}</VisuallyHidden>
          </span>
        </Group>
      </Table.Th>
      <Table.Td data-label="Wanted">{check.wanted}</Table.Td>
      <Table.Td data-label="Seen">
        {check.seen}
        {!check.passed && check.hint && (
          <Hint hint={check.hint} changes={check.changes} {...(onApply && { onApply })} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface HintProps {
  hint: string;
  changes: Change[] | null;
  onApply?: (changes: Change[]) => void;
}

function Hint({ hint, changes, onApply }: HintProps) {
  return (
    <Group gap="xs" mt={6} align="center">
      <Text size="sm" fw={600} className="break">
        {hint}
      </Text>
      {onApply && changes && changes.length > 0 && (
        <Button size="compact-xs" variant="default" aria-label={`Apply: ${hint}`} onClick={() => onApply(changes)}>
          Apply
        </Button>
      )}
    </Group>
  );
}
