// Says how much script the first page loads, compressed as it is served, and fails over the budget.
import { readFileSync, statSync } from 'node:fs';

const BUDGET = 250_000;
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const files = new Set();

function follow(name) {
  const chunk = manifest[name];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.imports ?? []).forEach(follow);
}

follow('app.html');
const bytes = [...files].reduce((sum, file) => sum + statSync(`dist/${file}.br`).size, 0);
console.log(`first load: ${(bytes / 1000).toFixed(1)} kB of JavaScript compressed, of ${BUDGET / 1000} kB allowed`);
if (bytes > BUDGET) process.exit(1);
