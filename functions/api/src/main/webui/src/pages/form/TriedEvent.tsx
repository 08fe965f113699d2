import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconMinus, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { type Change, Checks } from '../../parts/Checks';
import { Commit } from '../../parts/Commit';
import { When } from '../../parts/time';
import { Tone } from '../../parts/Tone';
import { told, type TriedItem } from './told';

const WOULD = {
  fire: { tone: 'good', icon: IconCheck, words: 'Would fire' },
  skip: { tone: 'wait', icon: IconMinus, words: 'Would skip' },
  no_match: { tone: 'calm', icon: IconX, words: 'No match' },
} as const;

const DID = { fire: 'fired', skip: 'skipped', no_match: 'did not match' } as const;

/** One event, what the rule would make of it and why; the checks open below. */
export function TriedEvent({ item, onApply }: { item: TriedItem; onApply: (changes: Change[]) => void }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { what, actor, commit, subject } = told(item.event);
  const { tone, icon, words } = WOULD[item.verdict];
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li className="tried">
      <UnstyledButton
        w="100%"
        pt={8}
        pb={2}
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        onClick={() => setOpen(!open)}
      >
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <Chevron size={16} aria-hidden style={{ flex: 'none', marginTop: 4 }} />
          <Stack gap={2} flex={1} miw={0}>
            <Group gap="xs">
              <Text size="sm" fw={600} className="break">
                {what}
              </Text>
              <Tone tone={tone} icon={icon}>
                {words}
              </Tone>
              {item.changed && <Tone tone="busy">Changed</Tone>}
            </Group>
            <Text size="sm" c="dimmed" className="break">
              {[actor, subject].filter((each) => each !== '').join(': ')}
            </Text>
          </Stack>
        </Group>
      </UnstyledButton>
      <Stack gap={2} pl={28} pb={8}>
        <Why item={item} />
        <Group gap="xs" fz="sm" c="dimmed">
          <When at={item.received_at} />
          {commit !== '' && <Commit sha={commit} />}
        </Group>
      </Stack>
      {open && (
        <Stack gap="xs" id={id} pl={{ base: 0, xs: 28 }} pb="sm">
          {item.checks ? (
            <Checks checks={item.checks} onApply={onApply} />
          ) : (
            <Text size="sm" c="dimmed">
              The answer would have become too large with the checks of this one. Try fewer deliveries.
            </Text>
          )}
        </Stack>
      )}
    </li>
  );
}

function Why({ item }: { item: TriedItem }) {
  const { reason, before, waits_until: waits, folded_into: folded, repeated } = item;
  return (
    <>
      {reason && (
        <Text size="sm" className="break">
          {reason.message}
        </Text>
      )}
      {repeated && <Text size="sm">It was told before, so no second run is made.</Text>}
      {folded !== null && <Text size="sm">A newer run takes its place.</Text>}
      {waits !== null && folded === null && (
        <Text size="sm">
          It waits for the end of the cooldown, <When at={waits} />.
        </Text>
      )}
      {item.changed && before && (
        <Text size="sm" c="dimmed" className="break">
          {before.recorded ? `Then, version ${before.version}` : `As it stands, version ${before.version}`}{' '}
          {DID[before.verdict]}
          {before.reason ? `: ${before.reason.message}` : '.'}
        </Text>
      )}
    </>
  );
}
