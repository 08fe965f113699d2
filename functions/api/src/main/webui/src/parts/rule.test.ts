import { expect, test } from 'vitest';
import type { RuleDraft } from '../api/types';
import { patterns, sentence } from './rule';

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
