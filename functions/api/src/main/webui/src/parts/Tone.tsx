import {
  IconBan,
  IconCheck,
  IconClock,
  IconHourglass,
  IconLoader2,
  IconMinus,
  IconPlayerTrackNext,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunStatus } from '../api/types';

export type ToneName = 'good' | 'bad' | 'wait' | 'busy' | 'calm';

/** A small coloured word; the word says it all, the colour only helps. */
export function Tone({ tone, icon: Icon, children }: { tone: ToneName; icon?: TablerIcon; children: ReactNode }) {
  return (
    <span className="tone" data-tone={tone}>
      {Icon && <Icon size={14} aria-hidden className={Icon === IconLoader2 ? 'turning' : undefined} />}
      {children}
    </span>
  );
}

interface Look {
  tone: ToneName;
  icon: TablerIcon;
  words: string;
}

export const STATUS: Record<RunStatus, Look> = {
  queued: { tone: 'calm', icon: IconClock, words: 'Queued' },
  waiting: { tone: 'wait', icon: IconHourglass, words: 'Cooling down' },
  pending_approval: { tone: 'wait', icon: IconHourglass, words: 'Waits for approval' },
  running: { tone: 'busy', icon: IconLoader2, words: 'Running' },
  succeeded: { tone: 'good', icon: IconCheck, words: 'Succeeded' },
  failed: { tone: 'bad', icon: IconX, words: 'Failed' },
  skipped: { tone: 'calm', icon: IconMinus, words: 'Skipped' },
  rejected: { tone: 'bad', icon: IconBan, words: 'Rejected' },
  expired: { tone: 'calm', icon: IconClock, words: 'Expired' },
  cancelled: { tone: 'calm', icon: IconBan, words: 'Cancelled' },
  superseded: { tone: 'calm', icon: IconPlayerTrackNext, words: 'Superseded' },
};

export function Status({ of }: { of: RunStatus }) {
  const { tone, icon, words } = STATUS[of];
  return (
    <Tone tone={tone} icon={icon}>
      {words}
    </Tone>
  );
}

const VERDICT = {
  fire: { tone: 'good', icon: IconCheck, words: 'Fired' },
  skip: { tone: 'wait', icon: IconMinus, words: 'Skipped' },
  no_match: { tone: 'calm', icon: IconX, words: 'No match' },
} satisfies Record<string, Look>;

export function Verdict({ of }: { of: keyof typeof VERDICT }) {
  const { tone, icon, words } = VERDICT[of];
  return (
    <Tone tone={tone} icon={icon}>
      {words}
    </Tone>
  );
}
