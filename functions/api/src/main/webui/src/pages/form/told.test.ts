import { expect, test } from 'vitest';
import { told } from './told';

test.each([
  [{ kind: 'push', ref: 'main' }, 'Push to main'],
  [{ kind: 'tag_push', ref: 'v1' }, 'Tag v1'],
  [{ kind: 'pr_merge', ref: '7' }, 'Pull request 7 merged'],
  [{ kind: 'manual', ref: null }, 'Run by hand'],
])('an event in words', (event, words) => {
  expect(told(event).what).toBe(words);
});

test('what an event lacks is empty', () => {
  expect(told({ kind: 'push', ref: 'main', commit: null })).toEqual({
    what: 'Push to main',
    actor: '',
    commit: '',
    subject: '',
  });
});
