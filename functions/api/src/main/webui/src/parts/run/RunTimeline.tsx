import { Text, Timeline } from '@mantine/core';
import {
  IconCheck,
  IconClock,
  IconHourglass,
  IconLoader2,
  IconPlayerPlay,
  IconPoint,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Run } from '../../api/types';
import { STATUS, type ToneName } from '../Tone';
import { duration, useNow, When } from '../time';
import { type Entry, entries, standing } from './timeline';
import './run.css';

const ICON: Record<ToneName, TablerIcon> = {
  good: IconCheck,
  bad: IconX,
  wait: IconHourglass,
  busy: IconPlayerPlay,
  calm: IconPoint,
};

function Bullet({ tone, icon: Icon = ICON[tone] }: { tone: ToneName; icon?: TablerIcon }) {
  return (
    <span className="bullet" data-tone={tone}>
      <Icon size={14} aria-hidden className={Icon === IconLoader2 ? 'turning' : undefined} />
    </span>
  );
}

function Happened({ entry }: { entry: Entry }) {
  return (
    <>
      {entry.detail && (
        <Text size="sm" className="break" style={{ whiteSpace: 'pre-line' }}>
          {entry.detail}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        <When at={entry.at} />
        {entry.since !== null && ` · ${duration(entry.since)} later`}
      </Text>
    </>
  );
}

function Since({ at }: { at: string }) {
  const now = useNow();
  return (
    <Text size="sm" c="dimmed">
      for {duration(Math.max(0, Math.floor((now - Date.parse(at)) / 1_000) * 1_000))}
    </Text>
  );
}

/** What happened to a run, each with its time and the time since the one before; and, while it is open, what it does now. */
export function RunTimeline({ run }: { run: Run }) {
  const all = entries(run);
  const last = all.at(-1);
  const now = standing(run);
  return (
    <Timeline className="run-timeline" bulletSize={24} lineWidth={2} role="list" aria-label="Timeline">
      {all.map((entry) => (
        <Timeline.Item
          key={`${entry.at} ${entry.what} ${entry.detail}`}
          role="listitem"
          title={entry.title}
          bullet={<Bullet tone={entry.tone} />}
          {...(entry === last && now ? { lineVariant: 'dashed' as const } : {})}
        >
          <Happened entry={entry} />
        </Timeline.Item>
      ))}
      {now && last && (
        <Timeline.Item
          role="listitem"
          title={now}
          bullet={<Bullet tone={STATUS[run.status].tone} icon={run.status === 'running' ? IconLoader2 : IconClock} />}
        >
          <Since at={last.at} />
        </Timeline.Item>
      )}
    </Timeline>
  );
}
