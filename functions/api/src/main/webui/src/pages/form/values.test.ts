import { expect, test } from 'vitest';
import type { Environment, RuleText } from '../../api/types';
import { at, edited, withEnvironments } from './edits';
import { BLANK, draftOf, fits, type RuleValues, valuesOf } from './values';

const release: RuleText = {
  name: 'Release',
  trigger: { type: 'tag_push', tag_pattern: 'v*' },
  action: { type: 'promote', source_environment: 'staging', target_environment: 'production' },
};

test('what the server left out is its default, and comes back spelled out', () => {
  expect(draftOf(valuesOf(release))).toEqual({
    name: 'Release',
    enabled: true,
    trigger: { type: 'tag_push', tag_pattern: 'v*' },
    conditions: BLANK.conditions,
    cooldown: BLANK.cooldown,
    approval: BLANK.approval,
    action: { ...release.action, require_tag_commit: true },
    circuit_breaker: BLANK.circuit_breaker,
  });
});

test('only what fits the trigger and the action is sent', () => {
  const values: RuleValues = {
    ...valuesOf(release),
    conditions: { ...BLANK.conditions, paths: ['a/**'], on_unknown_paths: 'skip', allow_forks: true },
    cooldown: { minutes: 0, mode: 'fold' },
    approval: { required: false, expires_in_minutes: '', prevent_self_approval: true },
  };
  const draft = draftOf(values);
  expect(draft.conditions).toEqual(BLANK.conditions);
  expect(draft.cooldown.mode).toBe('skip');
  expect(draft.approval).toEqual(BLANK.approval);
  expect(draftOf({ ...values, action: { ...values.action, type: 'quick_update' } }).action).toEqual({
    type: 'quick_update',
    target_environment: 'production',
  });
});

test('by hand there is no commit to compare a build with', () => {
  const byHand = valuesOf({ ...release, trigger: { type: 'manual' } });
  expect(fits('action.require_tag_commit', byHand)).toBe(false);
  expect(draftOf(byHand).action.require_tag_commit).toBe(false);
});

test('an empty number is not sent as the default', () => {
  expect(draftOf({ ...BLANK, cooldown: { minutes: '', mode: 'skip' } }).cooldown.minutes).toBe(-1);
});

test('edits set, add and remove', () => {
  const values = { ...BLANK, trigger: { ...BLANK.trigger, branch_patterns: ['main', '!dev'], tag_pattern: 'v*' } };
  const { trigger, cooldown } = edited(values, [
    { field: 'trigger.branch_patterns', op: 'remove', value: '!dev' },
    { field: 'trigger.branch_patterns', op: 'add', value: 'dev' },
    { field: 'trigger.branch_patterns', op: 'add', value: 'main' },
    { field: 'cooldown.mode', op: 'set', value: 'fold' },
  ]);
  expect(trigger.branch_patterns).toEqual(['dev', 'main']);
  expect(cooldown.mode).toBe('fold');
  expect(values.trigger.branch_patterns).toEqual(['main', '!dev']);
});

test('a set trigger forgets what was typed for another', () => {
  const values = { ...BLANK, trigger: { ...BLANK.trigger, target_branch_patterns: ['main'] } };
  const { trigger } = edited(values, [{ field: 'trigger', op: 'set', value: { type: 'pr_open' } }]);
  expect(trigger).toEqual({ ...BLANK.trigger, type: 'pr_open' });
});

test('an edit of what the form does not have, or of another shape, changes nothing', () => {
  const changes = [
    { field: 'trigger.nothing', op: 'set', value: 1 },
    { field: '__proto__.polluted', op: 'set', value: 1 },
    { field: 'cooldown', op: 'set', value: 5 },
    { field: 'name', op: 'add', value: 'x' },
  ] as const;
  expect(edited(BLANK, [...changes])).toEqual(BLANK);
  expect(at({}, 'polluted')).toBeUndefined();
});

test('an environment that is not there becomes the only one of its kind, or stays open', () => {
  const environments = [
    { id: 'stage-eu', kind: 'staging' },
    { id: 'live-1', kind: 'production' },
    { id: 'live-2', kind: 'production' },
  ] as Environment[];
  const { values, missing } = withEnvironments(valuesOf(release), environments);
  expect(values.action).toMatchObject({ source_environment: 'stage-eu', target_environment: '' });
  expect(missing).toEqual({ target_environment: 'production' });
});
