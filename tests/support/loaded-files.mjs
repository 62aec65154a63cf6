// Tells on standard error, at the end of a process, which files it loaded: by Node's way or by its own.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const { cache } = createRequire(import.meta.url);
const { readFileSync } = fs;
const loaded = new Set();
fs.readFileSync = (path, ...how) => {
  if (typeof path === 'string' && /\.c?js$/.test(path)) loaded.add(path);
  return readFileSync(path, ...how);
};
process.on('exit', () => {
  for (const file of new Set([...loaded, ...Object.keys(cache)])) {
    process.stderr.write(`loaded ${file}\n`);
  }
});
