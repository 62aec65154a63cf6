/** The disk: the only file that touches `node:fs`. */
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SyncError } from './errors.ts';

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
    return decodeUtf8(await readFile(path), path);
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
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.wikisync-tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await using(await open(temporary, 'w', 0o666), async (file) => {
      await file.writeFile(text, 'utf8');
      await file.sync();
    });
    await rename(temporary, path);
    await using(await open(folder, 'r'), (handle) => handle.sync());
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new SyncError('file-write-failed', `Cannot write '${path}': ${errorCode(error)}.`, {
      hint: 'Nothing was changed there; check the permissions and the free space.',
      detail: errorCode(error),
    });
  }
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

async function using(file: FileHandle, use: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await use(file);
  } finally {
    await file.close();
  }
}

function decodeUtf8(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable(path, `it is not UTF-8: byte ${firstBadByte(bytes)} begins no character`);
  }
}

/** Offset, from 0, of the first byte that is no UTF-8: the longest decodable prefix ends there. */
function firstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    try {
      decoder.decode(bytes.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      high = middle - 1;
    }
    decoder.decode(new Uint8Array());
  }
  return low;
}

function unreadable(path: string, reason: string): SyncError {
  return new SyncError('file-unreadable', `Cannot read '${path}': ${reason}.`);
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure';
}

function isCode(error: unknown, code: string): boolean {
  return errorCode(error) === code;
}
