import { Group } from '@mantine/core';
import { IconCheck, IconMinus, IconRepeat, IconX } from '@tabler/icons-react';
import type { Delivery } from '../../api/types';
import { Tone } from '../../parts/Tone';

/** How many rules did what; nothing where the server does not say. */
export function Counts({ of }: { of: Delivery['summary'] | undefined }) {
  if (!of) return null;
  const none = of.fired + of.skipped + of.no_match + of.repeated === 0;
  return (
    <Group gap={6}>
      {of.fired > 0 && (
        <Tone tone="good" icon={IconCheck}>
          {of.fired} fired
        </Tone>
      )}
      {of.skipped > 0 && (
        <Tone tone="wait" icon={IconMinus}>
          {of.skipped} skipped
        </Tone>
      )}
      {of.repeated > 0 && (
        <Tone tone="calm" icon={IconRepeat}>
          {of.repeated} repeated
        </Tone>
      )}
      {of.no_match > 0 && (
        <Tone tone="calm" icon={IconX}>
          {of.no_match} no match
        </Tone>
      )}
      {none && <Tone tone="calm">No rule looked at it</Tone>}
    </Group>
  );
}
