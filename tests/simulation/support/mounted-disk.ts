/** `node:fs/promises`, as far as wikisync uses it, on the disk that is mounted. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { BotProcess } from './bot-process.ts';
import { type Disk, diskFailure, type FileNode } from './disk.ts';

/** The disk, the process whose calls these are, and whether `fsync` does what it says. */
export interface Mount {
  readonly disk: Disk;
  readonly process: BotProcess;
  readonly syncs: boolean;
}

let mounted: Mount | undefined;
const ofProcess = new AsyncLocalStorage<Mount>();

/** Lets all calls go to this disk from now on, but for those of processes that have their own. */
export function mount(next: Mount): void {
  mounted = next;
}

/** Does a process's work on its disk: what it still does once it is dead is not another's. */
export function onDisk<T>(own: Mount, work: () => Promise<T>): Promise<T> {
  return ofProcess.run(own, work);
}

/** Makes a call: the process may die before it, and the disk may fail. */
async function calling<T>(
  call: { readonly name: string; readonly path: string; readonly writes?: boolean },
  act: (mount: Mount, failure: string | undefined) => T,
): Promise<T> {
  const at = ofProcess.getStore() ?? mounted;
  if (at === undefined) throw new Error('no disk is mounted');
  const { name, path, writes = true } = call;
  // What the system tells of itself is on no disk.
  if (path.startsWith('/proc/')) return act(at, undefined);
  const failure = await at.process.leaveForDisk(`${name} ${path}`, writes);
  // What is written before it fails is up to the call.
  if (failure !== undefined && name !== 'write') throw diskFailure(failure, path);
  return act(at, failure);
}

export const link = (from: string, to: string): Promise<void> =>
  calling({ name: 'link', path: to }, ({ disk }) => disk.link(from, to));

export const rename = (from: string, to: string): Promise<void> =>
  calling({ name: 'rename', path: to }, ({ disk }) => disk.rename(from, to));

export const mkdir = (path: string): Promise<string | undefined> =>
  calling({ name: 'mkdir', path }, ({ disk }) => disk.makeFolders(path));

export const rm = (path: string): Promise<void> =>
  calling({ name: 'rm', path }, ({ disk }) => {
    if (disk.has(path)) disk.remove(path);
  });

export const readdir = (path: string): Promise<readonly string[]> =>
  calling({ name: 'readdir', path, writes: false }, ({ disk }) => disk.names(path));

export const readFile = (path: string): Promise<Uint8Array> =>
  calling({ name: 'read', path, writes: false }, ({ disk }) => {
    const text = disk.read(path);
    if (text === undefined) throw diskFailure('ENOENT', path);
    return new TextEncoder().encode(text);
  });

export const lstat = (path: string) =>
  calling({ name: 'lstat', path, writes: false }, ({ disk }) => {
    const entry = disk.entry(path);
    const isFile = entry.kind === 'file';
    return {
      isFile: () => isFile,
      size: isFile ? entry.text.length : 0,
      mode: isFile ? entry.mode : 0o755,
    };
  });

/** There are no links. */
export const stat = lstat;

export const realpath = (path: string): Promise<string> =>
  calling({ name: 'realpath', path, writes: false }, ({ disk }) => {
    disk.entry(path);
    return path;
  });

export const access = async (path: string): Promise<void> => void (await lstat(path));

export const constants = { W_OK: 2, X_OK: 1 };

export const open = (path: string, flags: string, mode = 0o666) =>
  calling({ name: `open ${flags}`, path, writes: flags !== 'r' }, ({ disk }) => {
    if (flags === 'r') return handleOf(path, disk.entry(path));
    const known = flags === 'a' && disk.has(path) ? disk.entry(path) : undefined;
    return handleOf(path, known ?? disk.create(path, mode));
  });

function handleOf(path: string, entry: ReturnType<Disk['entry']>) {
  const file = (): FileNode => {
    if (entry.kind !== 'file') throw diskFailure('EISDIR', path);
    return entry;
  };
  return {
    chmod: (mode: number): Promise<void> =>
      calling({ name: 'chmod', path }, () => {
        file().mode = mode;
      }),
    /** To the end of what is there: a handle writes once, to a new file or by appending. */
    writeFile: (text: string): Promise<void> =>
      calling({ name: 'write', path }, (_mount, failure) => {
        // A full disk takes the beginning.
        const taken = failure === undefined ? text : text.slice(0, text.length / 2);
        file().text += taken;
        if (failure !== undefined) throw diskFailure(failure, path);
      }),
    sync: (): Promise<void> =>
      calling({ name: 'sync', path }, ({ disk, syncs }) => {
        if (syncs) disk.sync(entry);
      }),
    /** A file whose closing fails is closed all the same. */
    close: (): Promise<void> => calling({ name: 'close', path }, () => undefined),
  };
}
