import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Change } from '../../parts/Checks';
import { TriedEvent } from './TriedEvent';
import { FILTERS, type Filter, isShown } from './told';
import type { Simulation } from '../../api/types';

const STEP = 25;
const NAME: Record<Filter, string> = {
  all: 'All',
  fire: 'Would fire',
  skip: 'Would skip',
  no_match: 'No match',
  changed: 'Changed',
};

/** The events that the rule was tried on: how many came out how, then one by one. */
export function TriedEvents({ tried, onApply }: { tried: Simulation; onApply: (changes: Change[]) => void }) {
  const [filter, setFilter] = useState<Filter>('all');
  const [length, setLength] = useState(STEP);
  const { counts, items } = tried;
  const shown = items.filter((item) => isShown(item, filter));
  const rest = shown.length - length;
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {say(tried)}
      </Text>
      <Group gap={6} role="group" aria-label="Which events to show">
        {FILTERS.filter((each) => each !== 'changed' || tried.compared_with !== null).map((each) => (
          <Button
            key={each}
            size="compact-sm"
            variant={each === filter ? 'filled' : 'default'}
            aria-pressed={each === filter}
            onClick={() => {
              setFilter(each);
              setLength(STEP);
            }}
          >
            {NAME[each]} {items.filter((item) => isShown(item, each)).length.toLocaleString()}
          </Button>
        ))}
      </Group>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          None of the {counts.events.toLocaleString()} events.
        </Text>
      )}
      <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {shown.slice(0, length).map((item) => (
          <TriedEvent key={`${item.delivery_id}.${item.event_index}`} item={item} onApply={onApply} />
        ))}
      </Stack>
      {rest > 0 && (
        <Button variant="default" size="xs" onClick={() => setLength(length + 4 * STEP)}>
          Show more ({rest.toLocaleString()} left)
        </Button>
      )}
    </Stack>
  );
}

/** "Of 20 events, 3 would have acted; 1 folded into a newer run, 2 were told before." */
function say({ counts, deliveries }: Simulation): string {
  const more = [
    counts.folded > 0 ? `${counts.folded.toLocaleString()} folded into a newer run` : '',
    counts.repeated > 0 ? `${counts.repeated.toLocaleString()} told before and not run again` : '',
  ].filter((each) => each !== '');
  const begin = `Of ${counts.events.toLocaleString()} events in ${deliveries.toLocaleString()} deliveries, ${counts.fired.toLocaleString()} would have made a run that acts`;
  return more.length > 0 ? `${begin}; ${more.join(', ')}.` : `${begin}.`;
}
