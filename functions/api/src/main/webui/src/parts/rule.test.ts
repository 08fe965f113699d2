import { expect, test } from 'vitest';
import type { RuleDraft } from '../api/types';
import { minutes, patterns, safety, sentence } from './rule';

const plain: RuleDraft = {
  name: 'A',
  enabled: true,
  repository: 'acme/shop',
  trigger: { type: 'push', branch_patterns: ['main'] },
  conditions: { paths: [], paths_ignore: [], on_unknown_paths: 'fire', environment_statuses: [], allow_forks: false },
  cooldown: { minutes: 0, mode: 'skip' },
  approval: { required: false, expires_in_minutes: 60, prevent_self_approval: false },
  action: { type: 'deploy', target_environment: 'staging', force: true },
  circuit_breaker: { max_consecutive_failures: 0 },
};

test('a push that deploys', () => {
  expect(sentence(plain)).toBe('When main is pushed, deploy it to staging.');
});

test('a release asks first and promotes what was tested', () => {
  const release: RuleDraft = {
    ...plain,
    trigger: { type: 'tag_push', tag_pattern: 'v*' },
    approval: { ...plain.approval, required: true },
    action: { type: 'promote', source_environment: 'staging', target_environment: 'production' },
  };
  expect(sentence(release)).toBe(
    'When a tag v* is pushed, ask an Admin, then promote the build that runs in staging to production.',
  );
});

test('a clone says what is switched off', () => {
  const refresh: RuleDraft = {
    ...plain,
    trigger: { type: 'manual' },
    action: { type: 'clone', source_environment: 'production', target_environment: 'staging', neutralize: true },
  };
  expect(sentence(refresh)).toBe(
    'When somebody presses Run, overwrite staging with the data of production, with mail, crons and payments switched off.',
  );
});

test('patterns that leave something out', () => {
  expect(patterns(['main', 'release/*', '!release/old'])).toBe('main or release/*, but not release/old');
  expect(patterns(['!main'])).toBe('any branch, but not main');
});

test('a pattern that takes all reads as any', () => {
  expect(patterns(['*', '!wip/*'])).toBe('any branch, but not wip/*');
  expect(sentence({ ...plain, trigger: { type: 'tag_push', tag_pattern: '*' } })).toBe(
    'When any tag is pushed, deploy it to staging.',
  );
});

test('what is not filled in yet is left open', () => {
  const empty: RuleDraft = {
    ...plain,
    trigger: { type: 'tag_push', tag_pattern: '' },
    action: { type: 'promote', source_environment: '', target_environment: '' },
  };
  expect(sentence(empty)).toBe('When a tag … is pushed, promote the build that runs in … to …');
  expect(sentence({ ...plain, trigger: { type: 'push', branch_patterns: [] } })).toMatch(/^When … is pushed/);
});

test('a manual deployment is of what the person names', () => {
  expect(sentence({ ...plain, trigger: { type: 'manual' } })).toBe(
    'When somebody presses Run, deploy the branch, tag or commit they name to staging.',
  );
});

test('paths and the state of the target are conditions', () => {
  const conditions: RuleDraft['conditions'] = {
    ...plain.conditions,
    paths: ['addons/**'],
    paths_ignore: ['docs/**'],
    environment_statuses: ['running', 'stopped'],
  };
  expect(sentence({ ...plain, conditions })).toBe(
    'When main is pushed and changes addons/** (not counting docs/**) while staging is running or stopped, deploy it to staging.',
  );
});

test('minutes that make whole hours are said as hours', () => {
  expect([1, 5, 60, 90, 120].map(minutes)).toEqual(['1 minute', '5 minutes', '1 hour', '90 minutes', '2 hours']);
});

test('what keeps a rule safe is said, and nothing where nothing does', () => {
  expect(safety(plain)).toEqual([]);
  expect(
    safety({
      ...plain,
      cooldown: { minutes: 5, mode: 'fold' },
      approval: { ...plain.approval, required: true },
      circuit_breaker: { max_consecutive_failures: 1 },
    }),
  ).toEqual([
    'Within 5 minutes of its last run it waits; then the newest runs.',
    'The question to the Admins expires after 1 hour.',
    'One failure disables it.',
  ]);
});
