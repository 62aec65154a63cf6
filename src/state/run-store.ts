/** Where the run log is kept: a file for each run and listing, of which the oldest go. */
import { join } from 'node:path';
import { SyncError } from '../errors.ts';
import { fileSize, listFolder, readText, removeFile, writeTextAtomically } from '../files.ts';
import { type LoggedRun, parseRun, renderRun } from './run-log.ts';

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
}

/** The folder's name in the state folder. */
export const runFolder = 'runs';

/** Runs that are kept at most, and bytes of them; the newest is kept whatever its size. */
const mostRuns = 200;
const mostBytes = 30_000_000;

/** The run log of a state folder. */
export function runStore(folder: string): RunStore {
  const pathOf = ({ run, listing }: RunPart): string =>
    join(folder, runFolder, nameOf(run, listing));
  return {
    runParts: () => partsIn(folder),
    loadRun: async (part) => {
      try {
        const text = await readText(pathOf(part));
        return text === undefined ? undefined : parseRun(text);
      } catch (error) {
        if (error instanceof SyncError) return error.message;
        throw error;
      }
    },
    saveRun: (run) => writeTextAtomically(pathOf(run), renderRun(run)),
  };
}

/** Removes the oldest runs beyond what is kept. @throws {SyncError} file-write-failed */
export async function rotateRuns(folder: string): Promise<void> {
  const parts = await partsIn(folder);
  const kept = new Set<string>();
  let bytes = 0;
  for (const { run, listing } of parts) {
    const path = join(folder, runFolder, nameOf(run, listing));
    bytes += await fileSize(path);
    const isKept = kept.has(run) || (kept.size < mostRuns && bytes <= mostBytes);
    if (isKept || kept.size === 0) kept.add(run);
    else await removeFile(path);
  }
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
