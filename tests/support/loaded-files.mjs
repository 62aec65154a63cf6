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
  const parts = process.moduleLoadList.flatMap(
    (part) => /^NativeModule (\w+)$/.exec(part)?.[1] ?? [],
  );
  for (const file of new Set([...loaded, ...Object.keys(cache)])) {
    process.stderr.write(`loaded ${file}\n`);
  }
  process.stderr.write(`parts of Node ${parts.join(' ')}\n`);
});
