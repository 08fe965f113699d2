import { Text } from '@mantine/core';
import type { Rule } from '../../api/types';
import { minutes } from '../rule';
import { Left, useNow, When } from '../time';
import { Tone } from '../Tone';

/** How many failures the rule may still have, or that it has stopped. */
export function Breaker({ rule }: { rule: Rule }) {
  const { open, failures, max, tripped_at: at } = rule.state.breaker;
  if (open) {
    return (
      <>
        <Tone tone="bad">Open</Tone>{' '}
        {at && (
          <>
            since <When at={at} />
          </>
        )}
      </>
    );
  }
  return max === 0 ? 'None' : `Closed, ${failures} of ${max} ${max === 1 ? 'failure' : 'failures'}`;
}

/** What is left of the cooldown, else how long it will be. */
export function Cooldown({ rule }: { rule: Rule }) {
  const now = useNow();
  const until = rule.state.cooldown_until;
  const { minutes: length, mode } = rule.cooldown;
  if (until && Date.parse(until) > now) {
    return (
      <Tone tone="wait">
        <Left until={until} /> left
      </Tone>
    );
  }
  if (length === 0) return 'None';
  return (
    <>
      {minutes(length)}
      <Text span c="dimmed" inherit>
        , {mode === 'fold' ? 'the newest waits' : 'others are skipped'}
      </Text>
    </>
  );
}
