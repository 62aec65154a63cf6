/**
 * Loaded before the program: says at its end how much memory it had. The disk is not waited for, which
 * would take most of the time of a run over thousands of files.
 */
import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';

const file = await open(new URL(import.meta.url));
Object.getPrototypeOf(file).sync = async () => undefined;
await file.close();

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  writeSync(2, `peak memory: ${Math.round(maxRSS / 1024)} MiB\n`);
});
