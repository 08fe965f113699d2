import { expect, test } from 'vitest';
import type { Environment, Rule } from '../../api/types';
import { isOn, nameOf, runRefusal } from './standing';

const production = { id: 'prod', name: 'Live shop', kind: 'production' } as Environment;
const staging = { id: 'staging', name: 'Staging', kind: 'staging' } as Environment;
const all = [production, staging];

function rule(target: string, { enabled = true, open = false } = {}): Rule {
  return { enabled, action: { type: 'deploy', target_environment: target }, state: { breaker: { open } } } as Rule;
}

test('a rule that its breaker stopped is not on, though it is enabled', () => {
  expect(isOn(rule('staging'))).toBe(true);
  expect(isOn(rule('staging', { open: true }))).toBe(false);
  expect(isOn(rule('staging', { enabled: false }))).toBe(false);
});

test('a run is refused to whoever may not, before it is refused for how the rule stands', () => {
  expect(runRefusal(rule('prod', { open: true }), 'developer', all)).toContain('production');
  expect(runRefusal(rule('staging'), 'viewer', all)).toContain('Viewer');
  expect(runRefusal(rule('staging', { open: true }), 'developer', all)).toContain('circuit breaker');
  expect(runRefusal(rule('staging', { enabled: false }), 'developer', all)).toContain('disabled');
  expect(runRefusal(rule('prod'), 'admin', all)).toBeNull();
});

test('an environment goes by its name, an unknown one by its id', () => {
  expect(nameOf('prod', all)).toBe('Live shop');
  expect(nameOf('gone', all)).toBe('gone');
});
