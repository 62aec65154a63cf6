/**
 * The calls that read a disk and leave it as it is: those of `node:fs`, as promises.
 *
 * `node:fs/promises` has the same, and takes longer to be loaded than a short run takes to read all that
 * it needs, and longer for each call: it is for what writes.
 */
import {
  access as askAccess,
  lstat as askLstat,
  stat as askStat,
  readdir as askNames,
  realpath as askRealpath,
  readFile as askText,
} from 'node:fs';
import { promisify } from 'node:util';

export { constants } from 'node:fs';

export const access = promisify(askAccess);
export const lstat = promisify(askLstat);
export const readdir = promisify(askNames);
export const readFile = promisify(askText);
export const realpath = promisify(askRealpath.native);
export const stat = promisify(askStat);
