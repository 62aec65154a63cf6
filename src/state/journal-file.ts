/** The journal's file, which is put aside where it has grown long, in place of the one before it. */
import { SyncError } from '../errors.ts';
import { appendDurably, fileStamp, readText, writeTextAtomically } from '../files.ts';
import {
  type Intent,
  type Journal,
  type JournalEntry,
  journalLine,
  openIntents,
  parseJournal,
} from './journal.ts';

/** A journal that runs add to. */
export interface JournalFile {
  /** The writes without an outcome, by listing. @throws {SyncError} state-damaged, file-unreadable */
  readonly open: () => Promise<ReadonlyMap<string, Intent>>;
  /** All that is kept, from the oldest on. @throws {SyncError} state-damaged, file-unreadable */
  readonly readWithOld: () => Promise<readonly JournalEntry[]>;
  /** Adds an entry, which is there to stay. @throws {SyncError} file-write-failed, state-damaged */
  readonly append: (entry: JournalEntry) => Promise<void>;
}

/** A journal of at least this many characters is put aside. */
const longest = 1_000_000;

/** What was seen of the file: it is asked about each listing, and seldom is another one by then. */
interface Seen {
  /** The file's, when it said so. */
  readonly stamp: string;
  /** Whether its last line is: a crash may have cut it. */
  readonly isWhole: boolean;
  readonly open: Map<string, Intent>;
}

/** Opens a journal, which need not be there yet. */
export function openJournal(path: string): JournalFile {
  let seen: Seen | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<Map<string, Intent>> => {
    const { stamp } = await fileStamp(path);
    if (seen?.stamp === stamp) return seen.open;
    const { entries, isWhole } = await readJournal(path);
    const found = new Map(openIntents(entries).map((intent) => [intent.listing, intent]));
    seen = { stamp, isWhole, open: found };
    return found;
  };

  const append = async (entry: JournalEntry): Promise<void> => {
    const { size, stamp } = await fileStamp(path);
    const isWhole = seen?.stamp === stamp && seen.isWhole;
    if (!isWhole || size >= longest) await makeWhole(path);
    const now = await open();
    await appendDurably(path, journalLine(entry));
    if (entry.kind !== 'outcome') now.set(entry.listing, entry);
    else if (now.get(entry.listing)?.id === entry.id) now.delete(entry.listing);
    seen = { stamp: (await fileStamp(path)).stamp, isWhole: true, open: now };
  };

  return {
    open,
    readWithOld: async () => {
      const { entries } = await readJournal(path);
      // Afterwards: what is gone from the one by now is in the other.
      const { entries: old } = await readJournal(oldPath(path));
      return [...old, ...entries];
    },
    // Wikis are worked on side by side, and two lines at once could be one that is damaged.
    append: (entry) => {
      const next = turn.then(() => append(entry));
      turn = next.catch(() => undefined);
      return next;
    },
  };
}

async function readJournal(path: string): Promise<Journal & { readonly isWhole: boolean }> {
  const text = (await readText(path)) ?? '';
  const journal = parseJournal(text);
  if (typeof journal !== 'string') return { ...journal, isWhole: journal.whole === text };
  throw new SyncError('state-damaged', `The journal '${path}' is damaged: ${journal}.`, {
    hint: 'Look at the pages whether the last edits are there, then move the file away.',
  });
}

/** Takes away a line that a crash has cut, and puts the journal aside if it is long. */
async function makeWhole(path: string): Promise<void> {
  const { whole, entries, isWhole } = await readJournal(path);
  if (!isWhole) await writeTextAtomically(path, whole);
  if (whole.length < longest) return;
  // What is open stays in sight, however long it is: a crash between these leaves it in both.
  const open = openIntents(entries).map(journalLine).join('');
  if (open.length >= longest / 2) return;
  await writeTextAtomically(oldPath(path), whole);
  await writeTextAtomically(path, open);
}

function oldPath(path: string): string {
  return path.replace(/\.jsonl$/, '.old.jsonl');
}
