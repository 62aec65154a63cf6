// Tells on standard error, at the end of a process, which files it loaded.
import { createRequire } from 'node:module';

const { cache } = createRequire(import.meta.url);
process.on('exit', () => {
  for (const file of Object.keys(cache)) process.stderr.write(`loaded ${file}\n`);
});
