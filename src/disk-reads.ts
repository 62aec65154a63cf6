/**
 * The calls that read a disk and leave it as it is: those of `node:fs`, as promises.
 *
 * `node:fs/promises` has the same, and takes longer to be loaded than a short run takes to read all that
 * it needs, and longer for each call: it is for what writes.
 */
import {
  access as askAccess,
  constants as askedRights,
  lstat as askLstat,
  readdir as askNames,
  realpath as askRealpath,
  stat as askStat,
  readFile as askText,
} from 'node:fs';
import { promisify } from 'node:util';

export const access = promisify(askAccess);
export const lstat = promisify(askLstat);
export const readdir = promisify(askNames);
export const readFile = promisify(askText);
export const realpath = promisify(askRealpath.native);
export const stat = promisify(askStat);
export const constants = askedRights;
