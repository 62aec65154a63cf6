/** The journal's file, which is put aside where it has grown long, in place of the one before it. */
import { SyncError } from '../errors.ts';
import { appendDurably, readText, writeTextAtomically } from '../files.ts';
import {
  type Journal,
  type JournalEntry,
  journalLine,
  openIntents,
  parseJournal,
} from './journal.ts';

/** A journal of at least this many characters is put aside. */
const longest = 1_000_000;

/** Reads it; none is an empty one. @throws {SyncError} state-damaged, file-unreadable */
export async function readJournal(path: string): Promise<Journal> {
  const journal = parseJournal((await readText(path)) ?? '');
  if (typeof journal !== 'string') return journal;
  throw new SyncError('state-damaged', `The journal '${path}' is damaged: ${journal}.`, {
    hint: 'Look at the pages whether the last edits are there, then move the file away.',
  });
}

/** All that is kept, from the oldest on. @throws {SyncError} state-damaged, file-unreadable */
export async function readWithOld(path: string): Promise<readonly JournalEntry[]> {
  const { entries } = await readJournal(path);
  // Afterwards: what is gone from the one by now is in the other.
  const { entries: old } = await readJournal(oldPath(path));
  return [...old, ...entries];
}

/** Adds an entry, which is there to stay. @throws {SyncError} file-write-failed, state-damaged */
export async function appendEntry(path: string, entry: JournalEntry): Promise<void> {
  await makeWhole(path);
  await appendDurably(path, journalLine(entry));
}

/** Takes away a line that a crash has cut, and puts the journal aside if it is long. */
async function makeWhole(path: string): Promise<void> {
  const text = await readText(path);
  if (text === undefined) return;
  const { whole, entries } = await readJournal(path);
  if (whole !== text) await writeTextAtomically(path, whole);
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
