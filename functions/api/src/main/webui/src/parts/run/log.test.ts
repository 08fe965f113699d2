import { expect, test } from 'vitest';
import type { RunDeployment } from '../../api/types';
import { append, isOver, readable, SHOWN } from './log';

const piece = (
  text: string,
  offset: number,
  end = false,
  status: RunDeployment['status'] = 'running',
): RunDeployment => ({
  status,
  progress_percent: null,
  current_step: null,
  steps: [],
  error: null,
  log: { text, offset, next_offset: offset + text.length, end },
  checked_at: '2026-01-01T00:00:00Z',
});

test('pieces follow each other', () => {
  const log = append(append(undefined, piece('one\n', 0)), piece('two\n', 4));
  expect(log).toMatchObject({ text: 'one\ntwo\n', next: 8, end: false });
});

test('a piece from elsewhere begins anew', () => {
  expect(append(append(undefined, piece('one\n', 0)), piece('new\n', 0)).text).toBe('new\n');
});

test('an answer without a log keeps what was read', () => {
  const log = append(append(undefined, piece('one\n', 0)), { ...piece('', 4), log: null });
  expect(log.text).toBe('one\n');
});

test('a long log keeps its end, from the beginning of a line', () => {
  const log = append(append(undefined, piece('first\n', 0)), piece(`${'x'.repeat(SHOWN - 6)}\nlast\n`, 6));
  expect(log.cut).toBe(true);
  expect(log.text).toBe('last\n');
});

test('it is over when the task and its log have ended', () => {
  expect(isOver(append(undefined, piece('a', 0, true, 'completed')))).toBe(true);
  expect(isOver(append(undefined, piece('a', 0, false, 'completed')))).toBe(false);
  expect(isOver(append(undefined, piece('a', 0, true, 'running')))).toBe(false);
  expect(isOver(append(undefined, { ...piece('', 0, false, 'failed'), log: null }))).toBe(true);
});

test('colours of a terminal are left out', () => {
  expect(readable(`${String.fromCodePoint(27)}[31mred${String.fromCodePoint(27)}[0m\r\n`)).toBe('red\n');
});
