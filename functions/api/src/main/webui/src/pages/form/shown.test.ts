import { expect, test } from 'vitest';
import { shownAtFields } from './shown';
import { BLANK } from './values';

const errors = [
  { field: 'name', message: 'Text.' },
  { field: 'cooldown.minutes', message: 'A whole number.' },
  { field: 'trigger.tag_pattern', message: 'Hidden.' },
];

test('an empty field that nobody touched is not wrong yet', () => {
  expect(shownAtFields(errors, BLANK, () => false)).toEqual({ 'cooldown.minutes': 'A whole number.' });
});

test('a touched field says what is wrong with it', () => {
  expect(shownAtFields(errors, BLANK, (path) => path === 'name')).toEqual({
    name: 'Text.',
    'cooldown.minutes': 'A whole number.',
  });
});

test('two errors of one field are both shown', () => {
  const two = [...errors, { field: 'cooldown.minutes', message: 'At most 5.' }];
  expect(shownAtFields(two, BLANK, () => true)['cooldown.minutes']).toBe('A whole number. At most 5.');
});
