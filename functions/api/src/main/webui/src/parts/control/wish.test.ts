import { expect, test } from 'vitest';
import { wish } from './wish';

const deploy = { type: 'deploy', target_environment: 'staging' } as const;
const clone = { type: 'clone', source_environment: 'production', target_environment: 'staging' } as const;

test('a branch or a tag goes as ref, without the spaces around it', () => {
  expect(wish(deploy, ' release/1.2 ')).toEqual({ ref: 'release/1.2' });
});

test('a full hash goes as commit, a short one as ref', () => {
  const sha = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';
  expect(wish(deploy, sha)).toEqual({ commit: sha });
  expect(wish(deploy, sha.toUpperCase())).toEqual({ commit: sha.toUpperCase() });
  expect(wish(deploy, sha.slice(0, 8))).toEqual({ ref: 'a1b2c3d4' });
});

test('what takes the source as it is names nothing', () => {
  expect(wish(clone, 'main')).toEqual({});
});
