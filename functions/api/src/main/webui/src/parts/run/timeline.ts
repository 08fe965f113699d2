import { isOpen } from '../../api/queries';
import type { Run } from '../../api/types';
import { STATUS, type ToneName } from '../Tone';

export interface Entry {
  at: string;
  /** The stable word for what happened. */
  what: string;
  title: string;
  /** More about it; empty where there is no more. */
  detail: string;
  tone: ToneName;
  /** Milliseconds since the entry before; null for the first. */
  since: number | null;
}

const ACTING = {
  deploy: 'The deployment started',
  quick_update: 'The quick update started',
  promote: 'The promotion started',
  clone: 'The clone started',
} as const;

type Said = Run['timeline'][number];

/** A title says the detail itself where `detail` is given empty. */
interface Saying {
  title: string;
  detail?: string;
  tone?: ToneName;
}

const SAY: Record<string, (said: Said, run: Run) => Saying> = {
  received: () => ({ title: 'Received' }),
  skipped: () => ({ title: 'Skipped' }),
  held: () => ({ title: 'Cooling down', tone: 'wait' }),
  admitted: (_, run) => ({
    title: run.timeline.some((entry) => entry.what === 'held') ? 'Cooled down; decided to go' : 'Decided to go',
  }),
  approval_requested: () => ({ title: 'Asked for approval', tone: 'wait' }),
  approved: ({ by }) => ({ title: `Approved by ${by}`, tone: 'good' }),
  rejected: ({ by }) => ({ title: isPerson(by) ? `Rejected by ${by}` : 'Rejected', tone: 'bad' }),
  expired: () => ({ title: 'The approval expired' }),
  superseded: () => ({ title: 'Superseded by a newer run' }),
  waiting_for_lane: () => ({ title: 'Waiting for its turn', tone: 'wait' }),
  entered_lane: ({ detail }) => ({ title: `Its turn on ${detail}`, detail: '' }),
  started: (_, run) => ({ title: ACTING[run.action.type], detail: '', tone: 'busy' }),
  cancel_requested: ({ by }) => ({ title: `${by} asked to cancel`, tone: 'wait' }),
  cancelled: ({ by }) => ({ title: isPerson(by) ? `Cancelled by ${by}` : 'Cancelled' }),
  succeeded: () => ({ title: 'Finished: succeeded', tone: 'good' }),
  failed: () => ({ title: 'Finished: failed', tone: 'bad' }),
};

function isPerson(by: string): boolean {
  return by !== '' && by !== 'sluice';
}

/** What happened to the run, in words for people and in order; a word that is not known here is shown as it is. */
export function entries(run: Run): Entry[] {
  return run.timeline.map((said, index) => {
    const before = run.timeline[index - 1];
    const saying: Saying = SAY[said.what]?.(said, run) ?? { title: plain(said.what) };
    return {
      at: said.at,
      what: said.what,
      title: saying.title,
      detail: saying.detail ?? said.detail,
      tone: saying.tone ?? 'calm',
      since: before ? Math.max(0, Date.parse(said.at) - Date.parse(before.at)) : null,
    };
  });
}

function plain(what: string): string {
  const words = what.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an open run does at this moment; undefined once it has ended. */
export function standing(run: Run): string | undefined {
  if (!isOpen(run)) return undefined;
  if (run.cancel_requested) return 'Being cancelled';
  if (run.status === 'queued' && run.timeline.at(-1)?.what === 'waiting_for_lane') return 'Waiting for its turn';
  return STATUS[run.status].words;
}
