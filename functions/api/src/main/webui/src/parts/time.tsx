import { Text, Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((each) => each());
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time in milliseconds, once a second; all that shows time moves together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "3 minutes ago", in the reader's language; under ten seconds "now". */
export function ago(at: number, from: number): string {
  const seconds = Math.round((at - from) / 1_000);
  if (Math.abs(seconds) < 10) return relative.format(0, 'second');
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / length), unit);
}

/** Date and time to the second with the time zone, in the reader's language. */
export function exact(at: string): string {
  return exactly.format(new Date(at));
}

/** Hours and minutes of the day, in the reader's time zone. */
export function timeOfDay(at: string): string {
  return clock.format(new Date(at));
}

/** A time as people speak of it, with the exact one on hover and for keyboards. */
export function When({ at }: { at: string }) {
  const current = useNow();
  return (
    <Tooltip label={exact(at)}>
      <Text component="time" dateTime={at} inherit tabIndex={-1} title={exact(at)} style={{ whiteSpace: 'nowrap' }}>
        {ago(Date.parse(at), current)}
      </Text>
    </Tooltip>
  );
}

const count = (value: number, unit: 'second' | 'minute' | 'hour' | 'day', digits = 0) =>
  new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'narrow',
    maximumFractionDigits: digits,
  }).format(value);

/** A length of time in milliseconds as "0.8s", "12s", "3m 20s" or "2h 5m". */
export function duration(ms: number): string {
  if (ms < 10_000) return count(ms / 1_000, 'second', 1);
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return count(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${count(minutes, 'minute')} ${count(seconds % 60, 'second')}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${count(hours, 'hour')} ${count(minutes % 60, 'minute')}`;
  return `${count(Math.floor(hours / 24), 'day')} ${count(hours % 24, 'hour')}`;
}

/** What is left until a moment, counting down; empty once it is over. */
export function Left({ until }: { until: string }) {
  const ms = Date.parse(until) - useNow();
  return ms <= 0 ? null : (
    <Tooltip label={exact(until)}>
      <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {duration(Math.ceil(ms / 1_000) * 1_000)}
      </span>
    </Tooltip>
  );
}
