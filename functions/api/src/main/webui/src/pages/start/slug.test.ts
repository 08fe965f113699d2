import { expect, test } from 'vitest';
import { slug } from './slug';

test('letters lose their marks and their case, all else becomes a hyphen', () => {
  expect(slug('  Café Zürich: 2!')).toBe('cafe-zurich-2');
});

test('an id is no longer than the server takes it, and ends with no hyphen', () => {
  expect(slug(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39));
});

test('a name without a letter gives none', () => {
  expect(slug('–')).toBe('');
});
