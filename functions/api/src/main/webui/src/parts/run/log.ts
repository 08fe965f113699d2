import type { RunDeployment } from '../../api/types';

/** A deployment and as much of its log as has been read. */
export interface LogSoFar {
  now: RunDeployment;
  text: string;
  /** Where the next piece begins, in bytes. */
  next: number;
  end: boolean;
  /** Whether the beginning was left out, because the whole would be too long for a page. */
  cut: boolean;
}

/** As many characters of a log as a page shows; what came before is left out. */
export const SHOWN = 500_000;

/** The log with one more piece. A piece from another place than asked for begins the log anew: it was written anew. */
export function append(before: LogSoFar | undefined, now: RunDeployment): LogSoFar {
  const piece = now.log;
  if (!piece) {
    return {
      now,
      text: before?.text ?? '',
      next: before?.next ?? 0,
      end: before?.end ?? false,
      cut: before?.cut ?? false,
    };
  }
  const follows = before !== undefined && piece.offset === before.next;
  const whole = (follows ? before.text : '') + piece.text;
  const cut = whole.length > SHOWN;
  return {
    now,
    text: cut ? whole.slice(lineFrom(whole, whole.length - SHOWN)) : whole,
    next: piece.next_offset,
    end: piece.end,
    cut: cut || (follows && before.cut),
  };
}

/** Where the first whole line from a place on begins; the place itself where no line does. */
function lineFrom(text: string, place: number): number {
  const end = text.indexOf('\n', place);
  return end < 0 ? place : end + 1;
}

/** Whether nothing more can come. */
export function isOver({ now, end }: LogSoFar): boolean {
  return (now.log === null || end) && ['completed', 'failed', 'cancelled'].includes(now.status);
}

const ESCAPE = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** Text without a terminal's colours and movements. */
export function readable(text: string): string {
  return text.replace(ESCAPE, '').replaceAll('\r\n', '\n');
}
