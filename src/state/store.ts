/** The state folder: what was last agreed on, and what may be under way. */
import { join } from 'node:path';
import { SyncError } from '../errors.ts';
import {
  appendDurably,
  listFolder,
  moveFile,
  readText,
  removeFile,
  removeLeftovers,
  writeTextAtomically,
} from '../files.ts';
import {
  type Intent,
  type Journal,
  type JournalEntry,
  journalLine,
  type Outcome,
  openIntents,
  parseJournal,
} from './journal.ts';
import { type KeptTexts, keptTexts, snapshotFrom, type Texts } from './kept-texts.ts';
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
  /** Removes what a run that was cut off left behind. Only who has the folder's lock may. */
  readonly tidy: () => Promise<void>;
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
const folders = ['', 'snapshots', 'pending', 'people', 'history', 'made', 'good', runFolder];

/** A journal beyond this many characters is put aside, in place of the one before it. */
const longestJournal = 1_000_000;

/** Opens a state folder; it is made when something is first saved. */
export function openStateStore(folder: string): StateStore {
  const pendingPath = (listing: string): string => join(folder, 'pending', `${listing}.json`);
  const journalPath = join(folder, 'journal.jsonl');

  const append = async (entry: JournalEntry): Promise<void> => {
    await makeWhole(journalPath);
    await appendDurably(journalPath, journalLine(entry));
  };

  return {
    ...keptTexts(textFiles(folder)),
    ...runStore(folder),
    openIntent: async (listing) => {
      const { entries } = await readJournal(journalPath);
      const intent = openIntents(entries).find((open) => open.listing === listing);
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
      await append(intent);
    },
    tidy: async () => {
      for (const part of folders) await removeLeftovers(join(folder, part));
      const { entries } = await readJournal(journalPath);
      const open = new Set(openIntents(entries).map(({ listing }) => `${listing}.json`));
      for (const file of await listFolder(join(folder, 'pending'))) {
        if (!open.has(file)) await removeFile(join(folder, 'pending', file));
      }
      await rotateRuns(folder);
    },
    endIntent: async (outcome) => {
      await append(outcome);
      await removeFile(pendingPath(outcome.listing));
    },
    outcomes: async () => {
      const { entries: old } = await readJournal(oldJournal(journalPath));
      const { entries } = await readJournal(journalPath);
      const found = new Map<string, Outcome | undefined>();
      for (const entry of [...old, ...entries]) {
        found.set(entry.id, entry.kind === 'outcome' ? entry : undefined);
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
    write: (kind, name, text) => writeTextAtomically(pathOf(kind, name), text),
    placeOf: pathOf,
  };
}

async function readJournal(path: string): Promise<Journal> {
  const journal = parseJournal((await readText(path)) ?? '');
  if (typeof journal !== 'string') return journal;
  throw new SyncError('state-damaged', `The journal '${path}' is damaged: ${journal}.`, {
    hint: 'Look at the pages whether the last edits are there, then move the file away.',
  });
}

/** Takes away a line that a crash has cut, and starts a new journal if this one is long. */
async function makeWhole(path: string): Promise<void> {
  const text = await readText(path);
  if (text === undefined) return;
  const { whole, entries } = await readJournal(path);
  if (whole !== text) await writeTextAtomically(path, whole);
  if (whole.length < longestJournal || openIntents(entries).length > 0) return;
  await moveFile(path, oldJournal(path));
}

function oldJournal(path: string): string {
  return path.replace(/\.jsonl$/, '.old.jsonl');
}
