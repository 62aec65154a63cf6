/** Where the run log is kept: a file for each run and listing, of which the oldest go. */
import { join } from 'node:path';
import { SyncError } from '../errors.ts';
import { fileStamp, listFolder, readText, removeFile, writeTextAtomically } from '../files.ts';
import { type LoggedRun, parseRun, renderRun } from './run-log.ts';
import {
  parseRotation,
  type RotatedRuns,
  type Rotation,
  type RunLimits,
  renderRotation,
  rotationWith,
  runsBeyond,
} from './run-rotation.ts';

/** A run's part in one listing, by its file's name. */
export interface RunPart {
  readonly run: string;
  readonly listing: string;
}

/** Keeps the run log. */
export interface RunStore {
  /** All that is kept, newest run first. @throws {SyncError} file-unreadable: the folder */
  readonly runParts: () => Promise<readonly RunPart[]>;
  /** A part; `undefined` if there is none, a clause if it is damaged. */
  readonly loadRun: (part: RunPart) => Promise<LoggedRun | string | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly saveRun: (run: LoggedRun) => Promise<void>;
  /** What was removed from the log as it grew; `undefined` if nothing was. */
  readonly rotatedRuns: () => Promise<RotatedRuns | undefined>;
}

/** The folder's name in the state folder. */
export const runFolder = 'runs';

/** The run log of a state folder. */
export function runStore(folder: string): RunStore {
  const pathOf = ({ run, listing }: RunPart): string =>
    join(folder, runFolder, nameOf(run, listing));
  // A run comes back to its own part again and again.
  let newest: LoggedRun | undefined;
  return {
    runParts: async () => {
      const parts = await partsIn(folder);
      // Afterwards: a run of which a file is gone already was written down as going before that.
      const going = new Set((await loadRotation(folder))?.removing);
      return parts.filter(({ run }) => !going.has(run));
    },
    loadRun: async (part) => {
      if (newest?.run === part.run && newest.listing === part.listing) return newest;
      try {
        const text = await readText(pathOf(part));
        return text === undefined ? undefined : parseRun(text);
      } catch (error) {
        if (error instanceof SyncError) return error.message;
        throw error;
      }
    },
    saveRun: async (run) => {
      newest = undefined;
      await writeTextAtomically(pathOf(run), renderRun(run));
      newest = run;
    },
    rotatedRuns: () => loadRotation(folder),
  };
}

/**
 * Removes the oldest runs beyond what is kept. Which ones go is written down first, and from then on
 * nobody sees them, however much of their files is still there. Only who has the folder's lock may.
 *
 * @throws {SyncError} file-write-failed
 */
export async function rotateRuns(
  folder: string,
  how: { readonly limits: RunLimits; readonly now: number },
): Promise<void> {
  const before = await loadRotation(folder);
  const left = new Set(before?.removing);
  const parts = await partsIn(folder);
  const pathOf = ({ run, listing }: RunPart): string =>
    join(folder, runFolder, nameOf(run, listing));
  const sizes = new Map<string, number>();
  for (const part of parts.filter(({ run }) => !left.has(run))) {
    sizes.set(part.run, (sizes.get(part.run) ?? 0) + (await fileStamp(pathOf(part))).size);
  }
  const beyond = runsBeyond(
    [...sizes].map(([run, bytes]) => ({ run, bytes })),
    how,
  );
  const going = parts.filter(({ run }) => left.has(run) || beyond.includes(run));
  if (beyond.length > 0) {
    const removing = [...new Set(going.map(({ run }) => run))];
    const after = rotationWith(before, beyond, removing);
    await writeTextAtomically(rotationPath(folder), renderRotation(after));
  }
  for (const part of going) await removeFile(pathOf(part));
}

async function loadRotation(folder: string): Promise<Rotation | undefined> {
  const text = await readText(rotationPath(folder)).catch(() => undefined);
  return text === undefined ? undefined : parseRotation(text);
}

function rotationPath(folder: string): string {
  return join(folder, 'rotated.json');
}

async function partsIn(folder: string): Promise<readonly RunPart[]> {
  const names = await listFolder(join(folder, runFolder));
  const parts = names.flatMap((name): readonly RunPart[] => {
    const [, run, listing] = /^([\w-]+)\.(.+)\.json$/.exec(name) ?? [];
    return run === undefined || listing === undefined ? [] : [{ run, listing }];
  });
  return parts.toSorted((a, b) => compare(b.run, a.run) || compare(a.listing, b.listing));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function nameOf(run: string, listing: string): string {
  return `${run}.${listing}.json`;
}
