/**
 * The lock of a state folder: two runs that write never overlap there.
 *
 * A lock whose run is gone is taken over; that a run takes long is never a reason. Taking over is
 * itself locked, by a file that is named after the lock it follows, so that of several runs that see
 * the same dead one a single one takes its place.
 */
import { join } from 'node:path';
import { SyncError } from '../errors.ts';
import { createExclusively, readText, removeFile } from '../files.ts';
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';

/** Who takes a lock. */
export interface LockOwner {
  readonly pid: number;
  /** The machine's name: nothing is known of processes on others. */
  readonly machine: string;
  /** Whether such a process is there, on this machine. */
  readonly isRunning: (pid: number) => boolean;
  /** A name that no other lock has. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const holder = lazily(() =>
  z.strictObject({
    id: z.string().check(z.regex(/^[\w-]+$/)),
    pid: z.int(),
    machine: z.string(),
    /** The machine's boot and the process's start, where the system tells: ids are used again. */
    boot: z.optional(z.string()),
    started: z.optional(z.string()),
    since: z.string(),
  }),
);

type Holder = ShapeOf<typeof holder>;

/** Deepest chain of runs that died while they took over; more is not chance any more. */
const maxDepth = 8;

/**
 * Takes the lock of a state folder.
 *
 * @returns what gives it back
 * @throws {SyncError} state-locked: another run has it; state-damaged, file-write-failed
 */
export async function takeLock(folder: string, owner: LockOwner): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  await take(path, owner, 0);
  return () => release(path, owner);
}

async function take(path: string, owner: LockOwner, depth: number): Promise<void> {
  if (await createExclusively(path, await describe(owner))) return;
  const found = await readHolder(path);
  if (found === undefined) return take(path, owner, depth);
  if (depth === maxDepth || (await isThere(found, owner))) throw locked(path, found);
  const succession = `${path}.after-${found.id}`;
  await take(succession, owner, depth + 1);
  try {
    // Another run may have taken its place before we came to it.
    if ((await readHolder(path))?.id === found.id) await removeFile(path);
    if (await createExclusively(path, await describe(owner))) return;
  } finally {
    await release(succession, owner);
  }
  return take(path, owner, depth + 1);
}

async function release(path: string, owner: LockOwner): Promise<void> {
  if ((await readHolder(path))?.id === owner.id) await removeFile(path);
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  try {
    return holder().parse(JSON.parse(text));
  } catch {
    throw new SyncError('state-damaged', `The lock '${path}' is not one of wikisync's.`, {
      hint: 'Delete it if no run is under way.',
    });
  }
}

/** Whether the holder still runs, as far as can be told from here. */
async function isThere(found: Holder, owner: LockOwner): Promise<boolean> {
  if (found.machine !== owner.machine) return true;
  if (found.boot !== (await bootId())) return false;
  if (found.pid === owner.pid) return found.started === (await startOf(found.pid));
  return owner.isRunning(found.pid) && found.started === (await startOf(found.pid));
}

async function describe({ id, pid, machine, now }: LockOwner): Promise<string> {
  const [boot, started] = [await bootId(), await startOf(pid)];
  const content: Holder = {
    id,
    pid,
    machine,
    ...(boot === undefined ? {} : { boot }),
    ...(started === undefined ? {} : { started }),
    since: new Date(now).toISOString(),
  };
  return `${JSON.stringify(content)}\n`;
}

/** Linux alone tells these; elsewhere the process's number has to do. */
async function bootId(): Promise<string | undefined> {
  return (await systemText('/proc/sys/kernel/random/boot_id'))?.trim();
}

/** In ticks since the boot: field 22 of proc(5), after a name that may hold anything. */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await systemText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

async function systemText(path: string): Promise<string | undefined> {
  return readText(path).catch(() => undefined);
}

function locked(path: string, { pid, machine, since }: Holder): SyncError {
  return new SyncError(
    'state-locked',
    `Another run has the state folder: process ${pid} on ${machine}, since ${since}.`,
    { hint: `Run again when it is through. If it is gone for good, delete '${path}'.` },
  );
}
