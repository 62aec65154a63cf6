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
import { type GoodRun, parseGoodRun, renderGoodRun } from './good-run.ts';
import { type CachedHistory, parseHistory, renderHistory } from './history-cache.ts';
import {
  type Intent,
  type Journal,
  type JournalEntry,
  journalLine,
  type Outcome,
  openIntents,
  parseJournal,
} from './journal.ts';
import { type MadePages, parseMadePages, renderMadePages } from './made-pages.ts';
import { type PeopleRecord, parsePeople, renderPeople } from './people.ts';
import { type RunStore, rotateRuns, runFolder, runStore } from './run-store.ts';
import { parseSnapshot, renderSnapshot, type Snapshot } from './snapshot.ts';

/** A write of an earlier run whose outcome that run did not live to see. */
export interface OpenIntent {
  readonly intent: Intent;
  /** What both sides agree on if it was done; `undefined` if that is lost. */
  readonly pending: Snapshot | undefined;
}

/** Keeps snapshots and the journal in a folder. */
export interface StateStore extends RunStore {
  /**
   * The listing's snapshot, or `undefined` if there is none yet.
   *
   * @throws {SyncError} file-unreadable: a snapshot that cannot be read is never taken for none
   */
  readonly loadSnapshot: (listing: string) => Promise<Snapshot | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly saveSnapshot: (snapshot: Snapshot) => Promise<void>;
  /** What people did about the listing's edits, if anything. @throws {SyncError} file-unreadable */
  readonly loadPeople: (listing: string) => Promise<PeopleRecord | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly savePeople: (people: PeopleRecord) => Promise<void>;
  /** What was last written to pages that are made from records. @throws {SyncError} file-unreadable */
  readonly loadMadePages: (maker: string) => Promise<MadePages>;
  /** @throws {SyncError} file-write-failed */
  readonly saveMadePages: (maker: string, pages: MadePages) => Promise<void>;
  /** What was read of the page's history before; `undefined` if nothing, or if it is damaged. */
  readonly loadHistory: (listing: string) => Promise<CachedHistory | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly saveHistory: (history: CachedHistory) => Promise<void>;
  /** When the last good run ended; `undefined` if there was none, or if it cannot be read. */
  readonly loadGoodRun: (listing: string) => Promise<GoodRun | undefined>;
  /** @throws {SyncError} file-write-failed */
  readonly saveGoodRun: (run: GoodRun) => Promise<void>;
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
  const snapshotPath = (listing: string): string => join(folder, 'snapshots', `${listing}.json`);
  const pendingPath = (listing: string): string => join(folder, 'pending', `${listing}.json`);
  const journalPath = join(folder, 'journal.jsonl');

  const loadSnapshotAt = async (path: string): Promise<Snapshot | undefined> => {
    const text = await readText(path);
    if (text === undefined) return undefined;
    const snapshot = parseSnapshot(text);
    if (typeof snapshot !== 'string') return snapshot;
    throw new SyncError('file-unreadable', `The snapshot '${path}' cannot be read: ${snapshot}.`, {
      hint: 'Restore it, or delete it to begin with a first contact.',
    });
  };

  const append = async (entry: JournalEntry): Promise<void> => {
    await makeWhole(journalPath);
    await appendDurably(journalPath, journalLine(entry));
  };

  return {
    loadSnapshot: (listing) => loadSnapshotAt(snapshotPath(listing)),
    saveSnapshot: (snapshot) =>
      writeTextAtomically(snapshotPath(snapshot.listing), renderSnapshot(snapshot)),
    ...partStores(folder),
    ...runStore(folder),
    openIntent: async (listing) => {
      const { entries } = await readJournal(journalPath);
      const intent = openIntents(entries).find((open) => open.listing === listing);
      if (intent === undefined) return undefined;
      const pending = await loadSnapshotAt(pendingPath(listing));
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

/** What is kept beside snapshots, journal and runs. */
function partStores(folder: string) {
  return {
    ...peopleStore(folder),
    ...madePagesStore(folder),
    ...historyStore(folder),
    ...goodRunStore(folder),
  };
}

function peopleStore(folder: string): Pick<StateStore, 'loadPeople' | 'savePeople'> {
  const pathOf = (listing: string): string => join(folder, 'people', `${listing}.json`);
  return {
    loadPeople: async (listing) => {
      const path = pathOf(listing);
      const text = await readText(path);
      if (text === undefined) return undefined;
      const people = parsePeople(text);
      if (typeof people !== 'string') return people;
      throw new SyncError('file-unreadable', `'${path}' cannot be read: ${people}.`, {
        hint: 'Restore it, or delete it: what people took back is looked for again.',
      });
    },
    savePeople: (people) => writeTextAtomically(pathOf(people.listing), renderPeople(people)),
  };
}

function madePagesStore(folder: string): Pick<StateStore, 'loadMadePages' | 'saveMadePages'> {
  const pathOf = (maker: string): string => join(folder, 'made', `${maker}.json`);
  return {
    loadMadePages: async (maker) => {
      const path = pathOf(maker);
      const text = await readText(path);
      const pages = text === undefined ? new Map<string, string>() : parseMadePages(text);
      if (typeof pages !== 'string') return pages;
      throw new SyncError('file-unreadable', `'${path}' cannot be read: ${pages}.`, {
        hint: "Restore it, or delete it: pages are then told from people's by their history.",
      });
    },
    saveMadePages: async (maker, pages) => {
      const text = renderMadePages(pages);
      const path = pathOf(maker);
      if ((await readText(path)) !== text) await writeTextAtomically(path, text);
    },
  };
}

function historyStore(folder: string): Pick<StateStore, 'loadHistory' | 'saveHistory'> {
  const pathOf = (listing: string): string => join(folder, 'history', `${listing}.json`);
  return {
    loadHistory: async (listing) => {
      const text = await readText(pathOf(listing)).catch(() => undefined);
      return text === undefined ? undefined : parseHistory(text);
    },
    saveHistory: (history) => writeTextAtomically(pathOf(history.listing), renderHistory(history)),
  };
}

function goodRunStore(folder: string): Pick<StateStore, 'loadGoodRun' | 'saveGoodRun'> {
  const pathOf = (listing: string): string => join(folder, 'good', `${listing}.json`);
  return {
    loadGoodRun: async (listing) => {
      const text = await readText(pathOf(listing)).catch(() => undefined);
      return text === undefined ? undefined : parseGoodRun(text);
    },
    saveGoodRun: (run) => writeTextAtomically(pathOf(run.listing), renderGoodRun(run)),
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
