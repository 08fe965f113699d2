import { Button, Group, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { RunStatus } from '../../api/types';
import { STATUS } from '../Tone';

const FIRST: RunStatus[] = ['running', 'pending_approval', 'succeeded', 'failed', 'skipped'];
const MORE: RunStatus[] = ['queued', 'waiting', 'rejected', 'expired', 'cancelled', 'superseded'];

/** The status that a word of the address names; undefined for all others. */
export function statusOf(word: string | null): RunStatus | undefined {
  return [...FIRST, ...MORE].find((status) => status === word);
}

function Choice({ on, onClick, children }: { on: boolean; onClick: () => void; children: string }) {
  return (
    <Button size="xs" radius="xl" variant={on ? 'filled' : 'default'} aria-pressed={on} onClick={onClick}>
      {children}
    </Button>
  );
}

/** Which runs to list, by status; the common ones at once, the others in a menu. */
export function StatusFilter({
  value,
  onChange,
}: {
  value: RunStatus | undefined;
  onChange: (status: RunStatus | undefined) => void;
}) {
  const rare = MORE.find((status) => status === value);
  return (
    <Group gap={6} role="group" aria-label="Filter by status">
      <Choice on={value === undefined} onClick={() => onChange(undefined)}>
        All
      </Choice>
      {FIRST.map((status) => (
        <Choice key={status} on={value === status} onClick={() => onChange(status)}>
          {STATUS[status].words}
        </Choice>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="xs"
            radius="xl"
            variant={rare ? 'filled' : 'default'}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {rare ? STATUS[rare].words : 'More'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {MORE.map((status) => (
            <Menu.Item
              key={status}
              role="menuitemradio"
              aria-checked={value === status}
              onClick={() => onChange(status)}
            >
              {STATUS[status].words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
