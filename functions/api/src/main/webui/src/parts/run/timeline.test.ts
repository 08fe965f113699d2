import { expect, test } from 'vitest';
import { aRun } from './sample';
import { entries, standing } from './timeline';

const said = (what: string, second: number, detail = '', by = 'sluice') => ({
  at: `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`,
  what,
  by,
  detail,
});

test('each entry says how long after the one before it came', () => {
  const shown = entries(aRun({ timeline: [said('received', 0), said('admitted', 2), said('started', 5)] }));
  expect(shown.map((entry) => entry.since)).toEqual([null, 2_000, 3_000]);
  expect(shown.map((entry) => entry.title)).toEqual(['Received', 'Decided to go', 'The deployment started']);
});

test('who decided is named, and what they said', () => {
  const [shown] = entries(aRun({ timeline: [said('approved', 0, 'Go', 'ada@example.com')] }));
  expect(shown).toMatchObject({ title: 'Approved by ada@example.com', detail: 'Go', tone: 'good' });
});

test('what is admitted after a wait has cooled down', () => {
  const shown = entries(aRun({ timeline: [said('held', 0, 'Cooling down until …'), said('admitted', 9)] }));
  expect(shown[1]?.title).toBe('Cooled down; decided to go');
});

test('a word that is not known is shown as it is', () => {
  expect(entries(aRun({ timeline: [said('put_to_sleep', 0, 'why')] }))[0]).toMatchObject({
    title: 'Put to sleep',
    detail: 'why',
  });
});

test('an open run says what it waits for, an ended one nothing', () => {
  expect(standing(aRun({ status: 'queued', timeline: [said('waiting_for_lane', 0)] }))).toBe('Waiting for its turn');
  expect(standing(aRun({ status: 'running' }))).toBe('Running');
  expect(standing(aRun())).toBeUndefined();
});
