/** Whether a folder can be written to, asked of the system: nothing is tried. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whether there is a folder at the path, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
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
