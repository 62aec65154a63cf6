/** What there is in a folder, and whether it can be written to, asked of the system: nothing is tried. */
import { dirname, join } from 'node:path';
import { access, constants, lstat, readdir, realpath, stat } from './disk-reads.ts';

/** Whether there is a folder at the path, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a folder, or one above it, has an entry of a name; `true` if the system does not tell. */
export async function isBelowOneWith(name: string, path: string): Promise<boolean> {
  try {
    return await hasOrIsBelow(name, await realpath(path));
  } catch (error) {
    const parent = dirname(path);
    return isMissing(error) && parent !== path ? isBelowOneWith(name, parent) : true;
  }
}

async function hasOrIsBelow(name: string, path: string): Promise<boolean> {
  try {
    await lstat(join(path, name));
    return true;
  } catch (error) {
    const parent = dirname(path);
    if (!isMissing(error)) return true;
    return parent === path ? false : hasOrIsBelow(name, parent);
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * Why no file can be made in a folder, or in one that is made there first.
 *
 * @returns a clause such as `EACCES: '/srv'`; `undefined` if nothing is in the way
 */
export async function unwritableFolder(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return `it is not a folder: '${path}'`;
    await access(path, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure';
    const parent = dirname(path);
    if (code === 'ENOENT' && parent !== path) return unwritableFolder(parent);
    return `${code}: '${path}'`;
  }
}

/**
 * The files in a folder and in those below it, relative to it, with `/` between the parts; none if there
 * is no such folder. What is hidden, as git's own folder, is left out, and no link is followed.
 */
export async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.filter(({ name }) => !name.startsWith('.'))) {
    if (entry.isFile()) found.push(entry.name);
    if (!entry.isDirectory()) continue;
    const inside = await filesBelow(join(path, entry.name));
    found.push(...inside.map((file) => `${entry.name}/${file}`));
  }
  return found;
}
