import { expect, test } from 'vitest';
import { place } from './fieldErrors';

const values = { id: '', repositories: [], platform: { url: '', key: '' } };

test('an error lands at its field, also deep and in a list', () => {
  const fields = [
    { field: 'id', message: 'Too long.' },
    { field: 'platform.key', message: 'Required.' },
    { field: 'repositories[1]', message: 'A full name.' },
  ];
  expect(place(fields, values)).toEqual({
    errors: { id: 'Too long.', 'platform.key': 'Required.', repositories: 'A full name.' },
    rest: [],
  });
});

test('two errors of one field are both shown', () => {
  const fields = [
    { field: 'id', message: 'Too long.' },
    { field: 'id', message: 'No slug.' },
  ];
  expect(place(fields, values).errors).toEqual({ id: 'Too long. No slug.' });
});

test('what the form has no field for is told with its name', () => {
  expect(place([{ field: 'cursor', message: 'Unknown.' }], values).rest).toEqual(['cursor: Unknown.']);
});

test('a field may have another name in the form', () => {
  expect(place([{ field: 'slug', message: 'Taken.' }], values, { slug: 'id' }).errors).toEqual({ id: 'Taken.' });
});
