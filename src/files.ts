/** The disk: the only file that writes to it. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { lstat, readdir, readFile } from './disk-reads.ts';
import { SyncError } from './errors.ts';
import { decodeUtf8 } from './utf-8.ts';

/** Largest file that is read: 16 MiB, twice what a MediaWiki answers at once. */
const maxBytes = 16 * 1024 * 1024;

/**
 * Reads a text file, refusing what is not strict UTF-8; a byte order mark stays in the text.
 *
 * @returns `undefined` if there is no such file
 * @throws {SyncError} file-unreadable: no regular file, too large, not UTF-8, no permission
 */
export async function readText(path: string): Promise<string | undefined> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) throw unreadable(path, 'it is not a regular file');
    if (stats.size > maxBytes) throw unreadable(path, `it is larger than ${maxBytes} bytes`);
    const text = decodeUtf8(await readFile(path));
    if (typeof text === 'string') return text;
    throw unreadable(path, `it is not UTF-8: byte ${text.badByte} begins no character`);
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
    if (error instanceof SyncError) throw error;
    throw unreadable(path, errorCode(error));
  }
}

/**
 * Replaces a file's text so that a reader, or a crash at any moment, meets the old text or the new
 * one and nothing between: temporary file in the same folder, fsync, rename, fsync of the folder.
 * Folders that are missing are made.
 *
 * @throws {SyncError} file-write-failed
 */
export async function writeTextAtomically(path: string, text: string): Promise<void> {
  await replaceText(path, text, { isDurable: true });
  await keepNames(path);
}

/**
 * The same without waiting for the disk: for what may be lost, old text and new, with the power.
 *
 * @throws {SyncError} file-write-failed
 */
export function writeTextSoon(path: string, text: string): Promise<void> {
  return replaceText(path, text, { isDurable: false });
}

async function replaceText(
  path: string,
  text: string,
  { isDurable }: { readonly isDurable: boolean },
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName());
  try {
    await makeFolder(folder);
    const mode = await modeOf(path);
    await using(await open(temporary, 'wx', mode ?? 0o666), async (file) => {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(text, 'utf8');
      if (isDurable) await file.sync();
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const hint = 'Nothing was changed there; check the permissions and the free space.';
    throw writeFailure(path, error, hint);
  }
}

/**
 * Adds a line to a file, which is there to stay when this returns: a crash leaves it whole, cut or
 * not there, and what was before it untouched. The file and its folder are made if need be.
 *
 * @throws {SyncError} file-write-failed: whether the line is there is not known
 */
export async function appendDurably(path: string, line: string): Promise<void> {
  const folder = dirname(path);
  try {
    await makeFolder(folder);
    await using(await open(path, 'a', 0o666), async (file) => {
      await file.writeFile(line, 'utf8');
      await file.sync();
    });
    // Always: who made the file may have been cut off before its name was there to stay.
    await syncFolder(folder);
  } catch (error) {
    throw writeFailure(path, error, 'Nothing else was done; check the permissions and the space.');
  }
}

/**
 * Makes a file that must not be there yet, with its text in it from the first moment on.
 *
 * @returns `false` if there is one already
 * @throws {SyncError} file-write-failed
 */
export async function createExclusively(path: string, text: string): Promise<boolean> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName());
  try {
    await makeFolder(folder);
    await using(await open(temporary, 'wx', 0o666), async (file) => {
      await file.writeFile(text, 'utf8');
      await file.sync();
    });
    await link(temporary, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw writeFailure(path, error, 'Check the permissions and the free space.');
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Removes a file, if there is one. @throws {SyncError} file-write-failed */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    throw writeFailure(path, error, 'Check the permissions.');
  }
}

/** Renames a file over another one, or none. @throws {SyncError} file-write-failed */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    throw writeFailure(to, error, 'Check the permissions.');
  }
  await keepNames(to);
}

/** The names of a folder's entries, sorted; none if there is no such folder. */
export async function listFolder(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw unreadable(path, errorCode(error));
  }
}

/** What a file is like from outside: while that is the same, so is its text. */
export async function fileStamp(path: string): Promise<{ size: number; stamp: string }> {
  try {
    const { size, mtimeNs, ctimeNs, ino } = await lstat(path, { bigint: true });
    return { size: Number(size), stamp: `${size} ${mtimeNs} ${ctimeNs} ${ino}` };
  } catch {
    return { size: 0, stamp: '' };
  }
}

/** Removes what writes into a folder left behind when they were cut off. Nobody may be writing. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await listFolder(folder);
  for (const name of names.filter((each) => /^\.[0-9a-f-]{36}\.wikisync-tmp$/.test(each))) {
    await removeFile(join(folder, name));
  }
}

/** Not the file's own name with something added: that may be as long as a name can be. */
function temporaryName(): string {
  return `.${randomUUID()}.wikisync-tmp`;
}

/** A file's permissions, which its successor gets; `undefined` for a new one. */
async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).mode & 0o777;
  } catch {
    return undefined;
  }
}

/** Makes a folder and those above it, names that a crash leaves there. */
async function makeFolder(path: string): Promise<void> {
  const outermost = await mkdir(path, { recursive: true });
  if (outermost === undefined) return;
  for (let made = resolve(path); made.length >= outermost.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

/** Makes a rename survive a crash. @throws {SyncError} file-write-failed: it is done, and may not */
async function keepNames(path: string): Promise<void> {
  try {
    await syncFolder(dirname(path));
  } catch (error) {
    throw writeFailure(path, error, 'It was written, and may be lost if the power goes.');
  }
}

/** What systems and network disks say that cannot sync a folder; on Windows none can be opened. */
const noFolderSync = ['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOSYS', 'ENOTSUP', 'EPERM'];

/** Makes a folder's names survive a crash, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    await using(await open(folder, 'r'), (handle) => handle.sync());
  } catch (error) {
    if (!noFolderSync.includes(errorCode(error))) throw error;
  }
}

async function using(file: FileHandle, use: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await use(file);
  } finally {
    await file.close();
  }
}

function writeFailure(path: string, error: unknown, hint: string): SyncError {
  const detail = errorCode(error);
  return new SyncError('file-write-failed', `Cannot write '${path}': ${detail}.`, { hint, detail });
}

function unreadable(path: string, reason: string): SyncError {
  return new SyncError('file-unreadable', `Cannot read '${path}': ${reason}.`, {
    hint: 'Check that it is the right file, and its permissions.',
  });
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure';
}

function isCode(error: unknown, code: string): boolean {
  return errorCode(error) === code;
}
