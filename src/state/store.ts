/** The state folder: what was last agreed on, and what may be under way. */
import { join } from 'node:path';
import {
  listFolder,
  readText,
  removeFile,
  removeLeftovers,
  writeTextAtomically,
  writeTextSoon,
} from '../files.ts';
import type { Intent, Outcome } from './journal.ts';
import { openJournal } from './journal-file.ts';
import { type KeptTexts, keptTexts, snapshotFrom, type Texts } from './kept-texts.ts';
import { defaultRunLimits, type RunLimits } from './run-rotation.ts';
import { type RunStore, rotateRuns, runFolder, runStore } from './run-store.ts';
import { renderSnapshot, type Snapshot } from './snapshot.ts';

/** A write of an earlier run whose outcome that run did not live to see. */
export interface OpenIntent {
  readonly intent: Intent;
  /** What both sides agree on if it was done; `undefined` if that is lost. */
  readonly pending: Snapshot | undefined;
}

/** Keeps what was last agreed on, and the journal. */
export interface StateStore extends RunStore, KeptTexts {
  /**
   * The listing's write that has no outcome yet. There is at most one: each is settled before the
   * next begins.
   *
   * @throws {SyncError} state-damaged, file-unreadable
   */
  readonly openIntent: (listing: string) => Promise<OpenIntent | undefined>;
  /**
   * Writes an intent down; the write may begin when this has returned, and must not if it throws.
   *
   * @param pending the snapshot if the write is done
   * @throws {SyncError} file-write-failed, state-damaged
   */
  readonly beginIntent: (intent: Intent, pending: Snapshot) => Promise<void>;
  /**
   * Removes what a run that was cut off left behind, and what the run log does not keep. Only who has
   * the folder's lock may.
   *
   * @param now milliseconds since 1970
   */
  readonly tidy: (now: number) => Promise<void>;
  /** Writes down what became of an intent. @throws {SyncError} file-write-failed */
  readonly endIntent: (outcome: Outcome) => Promise<void>;
  /**
   * What became of writes, by their ids: `undefined` for one that is not settled yet. An id that is
   * not there was never begun, or is long past.
   *
   * @throws {SyncError} state-damaged, file-unreadable
   */
  readonly outcomes: () => Promise<ReadonlyMap<string, Outcome | undefined>>;
}

/** Where files are written. */
const folders = [
  '',
  'snapshots',
  'pending',
  'people',
  'history',
  'made',
  'good',
  'trouble',
  runFolder,
];

/**
 * Opens a state folder; it is made when something is first saved.
 *
 * @param limits how much of the run log is kept, where that is not the usual
 */
export function openStateStore(folder: string, limits: Partial<RunLimits> = {}): StateStore {
  const pendingPath = (listing: string): string => join(folder, 'pending', `${listing}.json`);
  const journal = openJournal(join(folder, 'journal.jsonl'));

  return {
    ...keptTexts(textFiles(folder)),
    ...runStore(folder),
    openIntent: async (listing) => {
      const intent = (await journal.open()).get(listing);
      if (intent === undefined) return undefined;
      const path = pendingPath(listing);
      const text = await readText(path);
      const pending = text === undefined ? undefined : snapshotFrom(text, path);
      return { intent, pending: pending?.intent === intent.id ? pending : undefined };
    },
    beginIntent: async (intent, pending) => {
      await writeTextAtomically(
        pendingPath(intent.listing),
        renderSnapshot({ ...pending, intent: intent.id }),
      );
      await journal.append(intent);
    },
    tidy: async (now) => {
      for (const part of folders) await removeLeftovers(join(folder, part));
      const open = await journal.open();
      for (const file of await listFolder(join(folder, 'pending'))) {
        if (!open.has(file.replace(/\.json$/, ''))) await removeFile(join(folder, 'pending', file));
      }
      await rotateRuns(folder, { limits: { ...defaultRunLimits, ...limits }, now });
    },
    endIntent: async (outcome) => {
      await journal.append(outcome);
      await removeFile(pendingPath(outcome.listing));
    },
    outcomes: async () => {
      const found = new Map<string, Outcome | undefined>();
      for (const entry of await journal.readWithOld()) {
        found.set(entry.id, entry.kind === 'outcome' ? entry : found.get(entry.id));
      }
      return found;
    },
  };
}

/** A file for each text. */
function textFiles(folder: string): Texts {
  const pathOf: Texts['placeOf'] = (kind, name) => join(folder, kind, `${name}.json`);
  return {
    read: (kind, name) => readText(pathOf(kind, name)),
    // Each run says of each listing that it was good, and decides nothing by it.
    write: (kind, name, text) =>
      (kind === 'good' ? writeTextSoon : writeTextAtomically)(pathOf(kind, name), text),
    placeOf: pathOf,
  };
}
