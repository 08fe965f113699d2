import { expect, test } from 'vitest';
import type { Rule, Run } from '../../api/types';
import { acted, actionWords, headline, isCancellable, isRepeatable, origin } from './shape';
import { aRun } from './sample';

const rule = (trigger: string, action: string) => ({ trigger: { type: trigger }, action: { type: action } }) as Rule;
const trigger = (of: object) => aRun({ trigger: { ...aRun().trigger, ...of } as Run['trigger'] });

test('a deployment names its target, a promotion both', () => {
  expect(actionWords(aRun().action)).toBe('Deploy to staging');
  expect(actionWords({ type: 'promote', source_environment: 'staging', target_environment: 'production' })).toBe(
    'Promote staging → production',
  );
});

test('each trigger says where it came from', () => {
  expect(origin(aRun())).toBe('main');
  expect(origin(trigger({ type: 'tag_push', tag: 'v1' }))).toBe('tag v1');
  expect(origin(trigger({ type: 'pr_open', pr: { number: 7, title: 'Pay' } }))).toBe('pull request #7');
  expect(origin(trigger({ type: 'manual', ref: 'main' }))).toBe('by hand, main');
  expect(origin(trigger({ type: 'manual', ref: null }))).toBe('by hand');
});

test('a run without a message is known by its action', () => {
  expect(headline(aRun())).toBe('Fix the cart');
  expect(headline(trigger({ message: '' }))).toBe('Deploy to staging');
});

test('only what is open and was not asked before can be cancelled', () => {
  expect(isCancellable(aRun({ status: 'running' }))).toBe(true);
  expect(isCancellable(aRun({ status: 'failed' }))).toBe(false);
  expect(isCancellable(aRun({ status: 'running', cancel_requested: { at: '', by: 'a@b.c' } }))).toBe(false);
});

test('what has ended can be repeated while its rule is still of its kind', () => {
  expect(isRepeatable(aRun({ status: 'failed' }), rule('push', 'deploy'))).toBe(true);
  expect(isRepeatable(aRun({ status: 'pending_approval' }), rule('push', 'deploy'))).toBe(true);
  expect(isRepeatable(aRun({ status: 'running' }), rule('push', 'deploy'))).toBe(false);
  expect(isRepeatable(aRun({ status: 'failed' }), rule('push', 'quick_update'))).toBe(false);
  expect(isRepeatable(aRun({ status: 'failed' }), undefined)).toBe(false);
});

test('an action that still runs counts from its start', () => {
  const started = { status: 'running' as const, started_at: '2026-01-01T00:00:00Z' };
  expect(acted(aRun(started), Date.parse('2026-01-01T00:00:05Z'))).toBe(5_000);
  expect(acted(aRun({ status: 'skipped', finished_at: '2026-01-01T00:00:00Z' }), 0)).toBeUndefined();
});
