import { expect, test } from 'vitest';
import { HOSTS, HOW_TO, pieces } from './hosts';

test('a step knows the names of the host in it', () => {
  expect(pieces('Open *Settings* and wait.')).toEqual([
    { text: 'Open ', name: false },
    { text: 'Settings', name: true },
    { text: ' and wait.', name: false },
  ]);
});

test('each name in each step is closed', () => {
  for (const host of HOSTS) {
    for (const step of HOW_TO[host].steps) expect(step.split('*').length % 2, step).toBe(1);
  }
});
