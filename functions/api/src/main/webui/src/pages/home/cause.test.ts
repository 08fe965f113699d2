import { expect, test } from 'vitest';
import type { Run } from '../../api/types';
import { cause } from './cause';

const trigger = (parts: object) => ({ branch: '', tag: '', ref: null, ...parts }) as Run['trigger'];

test('a push is told by its branch and a tag by its name', () => {
  expect(cause(trigger({ type: 'push', branch: 'main' }))).toBe('main');
  expect(cause(trigger({ type: 'tag_push', tag: 'v1.2' }))).toBe('tag v1.2');
});

test('a pull request is told by number and title', () => {
  const pr = { number: 12, title: 'Greet customers' };
  expect(cause(trigger({ type: 'pr_open', pr }))).toBe('pull request #12: Greet customers');
  expect(cause(trigger({ type: 'pr_merge', pr }))).toBe('pull request #12: Greet customers (merged)');
});

test('a pull request that says nothing of itself is still one', () => {
  expect(cause(trigger({ type: 'pr_open', pr: null }))).toBe('a pull request');
});

test('a run by hand names its ref where it took one', () => {
  expect(cause(trigger({ type: 'manual', ref: 'main' }))).toBe('by hand: main');
  expect(cause(trigger({ type: 'manual' }))).toBe('by hand');
});
