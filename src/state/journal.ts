/**
 * The journal: a line for each write that is about to be tried, and one for what became of it.
 *
 * An intent is on the disk before its write begins, so that whatever ends the program, the next run
 * knows that there is something to find out. Lines have a checksum: only the last one can be cut by
 * a crash, and anything else that is wrong is damage.
 */
import { hash } from 'node:crypto';
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';

const written = {
  /** Of the intent and its outcome alike. */
  id: z.string().check(z.minLength(1)),
  listing: z.string(),
  /** Milliseconds since 1970, by this machine's clock. */
  time: z.number(),
};

const pageIntent = lazily(() =>
  z.strictObject({
    ...written,
    kind: z.literal('page'),
    wiki: z.string(),
    title: z.string(),
    /** None on a folder wiki. */
    pageId: z.optional(z.number()),
    baseRevision: z.optional(z.number()),
    /** Whether the page is to be made. */
    isNew: z.optional(z.boolean()),
    /** SHA-1 of the text in UTF-8, in hexadecimal, as MediaWiki keeps it. */
    textHash: z.string(),
    /** The edit's summary, with a mark that no other edit has. */
    summary: z.string(),
  }),
);

const dataIntent = lazily(() =>
  z.strictObject({
    ...written,
    kind: z.literal('data'),
    file: z.string(),
    /** Of the file before; none if there was no file. */
    baseHash: z.optional(z.string()),
    textHash: z.string(),
  }),
);

const outcome = lazily(() =>
  z.strictObject({
    ...written,
    kind: z.literal('outcome'),
    result: z.enum(['done', 'merged', 'changed', 'not-done', 'unclear']),
    /** The page's revision that came of it. */
    revision: z.optional(z.number()),
  }),
);

const journalEntry = lazily(() =>
  z.discriminatedUnion('kind', [pageIntent(), dataIntent(), outcome()]),
);

/** A page that is about to be saved. */
export type PageIntent = ShapeOf<typeof pageIntent>;
/** A data file that is about to be written. */
export type DataIntent = ShapeOf<typeof dataIntent>;
/** A write that is about to be tried. */
export type Intent = PageIntent | DataIntent;
/** What became of an intent. */
export type Outcome = ShapeOf<typeof outcome>;
/** One line of the journal. */
export type JournalEntry = Intent | Outcome;

/** A journal, read. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** Its text up to the last whole line: the rest is of a line that a crash has cut. */
  readonly whole: string;
}

/** An entry's line. */
export function journalLine(entry: JournalEntry): string {
  const json = JSON.stringify(entry);
  return `${checksum(json)} ${json}\n`;
}

/** Reads a journal, or says in a clause why it is damaged. */
export function parseJournal(text: string): Journal | string {
  const entries: JournalEntry[] = [];
  let whole = '';
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    if (isLast && line === '') break;
    const entry = entryOf(line);
    if (entry === undefined) {
      if (isLast) break;
      return `line ${index + 1} is not what was written`;
    }
    entries.push(entry);
    whole += `${line}\n`;
  }
  return { entries, whole };
}

/** The intents without an outcome, in order. */
export function openIntents(entries: readonly JournalEntry[]): readonly Intent[] {
  const ended = new Set(entries.filter(({ kind }) => kind === 'outcome').map(({ id }) => id));
  return entries.filter(
    (entry): entry is Intent => entry.kind !== 'outcome' && !ended.has(entry.id),
  );
}

function entryOf(line: string): JournalEntry | undefined {
  const [, sum, json = ''] = /^([0-9a-f]{16}) (.*)$/s.exec(line) ?? [];
  if (sum !== checksum(json)) return undefined;
  return journalEntry().safeParse(JSON.parse(json)).data;
}

function checksum(json: string): string {
  return hash('sha256', json).slice(0, 16);
}
