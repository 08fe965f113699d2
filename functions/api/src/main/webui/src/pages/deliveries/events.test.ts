import { expect, test } from 'vitest';
import { type DeliveredEvent, happened, title, words } from './events';

const push: DeliveredEvent = {
  kind: 'push',
  repository: 'acme/shop',
  ref: 'main',
  before: null,
  after: null,
  commit: null,
  deleted: false,
  forced: false,
  actor: 'ann',
  message: 'Say when the shop is open\n\nOn Sundays too.',
  url: null,
  pr: null,
};
const pr = {
  number: 3,
  title: 'A new basket',
  source_branch: 'basket',
  source_repository: 'acme/shop',
  target_branch: 'main',
  fork: false,
};

test('pushes, forced ones and deletions', () => {
  expect(happened(push, 'github')).toBe('Push to main');
  expect(happened({ ...push, forced: true }, 'github')).toBe('Forced push to main');
  expect(happened({ ...push, deleted: true }, 'github')).toBe('Branch main deleted');
});

test('tags', () => {
  expect(happened({ ...push, kind: 'tag_push', ref: 'v1' }, 'gitea')).toBe('Tag v1');
  expect(happened({ ...push, kind: 'tag_push', ref: 'v1', deleted: true }, 'gitea')).toBe('Tag v1 deleted');
});

test('pull requests are called as their host calls them', () => {
  expect(happened({ ...push, kind: 'pr_open', pr }, 'github')).toBe('PR #3 opened');
  expect(happened({ ...push, kind: 'pr_merge', pr }, 'gitlab')).toBe('MR !3 merged');
});

test('a delivery of several events counts the others, and one of none says its type', () => {
  expect(title({ provider: 'bitbucket', type: 'repo:push', events: [push, push, push] })).toBe(
    'Push to main, and 2 more',
  );
  expect(title({ provider: 'github', type: 'ping', events: [] })).toBe('GitHub ping');
});

test('a commit is told by its first line, a pull request by its title', () => {
  expect(words(push)).toBe('Say when the shop is open');
  expect(words({ ...push, pr })).toBe('A new basket');
});
