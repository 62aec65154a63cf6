/** A snapshot: what both sides of one listing last agreed on, as text that is kept. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Base, BaseRecord } from '../core/reconcile/base.ts';
import type { UndoneChange } from '../core/undo/undone.ts';
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';
import { diagnostic } from './report-shapes.ts';
import { agreed, change, readBase, readJson, writtenBase } from './shapes.ts';

/** A version of a data file, by the ids that git gives to texts. */
export interface FileVersion {
  readonly id: string;
  /** The version that was committed then: the same one, or the one that it was written over. */
  readonly committed: string;
  /** The commit that was checked out then. */
  readonly head?: string;
}

/**
 * What the sides were when a plan from the snapshot had nothing to do: while they still are, there is
 * nothing to read.
 */
export interface QuietSides {
  /** SHA-256, in hex, of the data file, of the page, and of all settings that a plan follows from. */
  readonly data: string;
  readonly page: string;
  readonly settings: string;
  /** The page's title, as the wiki writes it. */
  readonly title: string;
  /** Names the plan: see `planDigest`. */
  readonly plan: string;
  /** The template's other names, as the wiki knows them. */
  readonly redirects: readonly string[];
  /** What there was to tell of the sides, none of it an error; absent if nothing. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** What is kept of one listing. */
export interface Snapshot {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  /** The revision at which it was made; `undefined` on a folder wiki. */
  readonly revision?: number;
  /** When that revision was saved, in ISO 8601 by the wiki's clock. */
  readonly time?: string;
  /** The write that it comes true with, by its id in the journal; `undefined` if it is true. */
  readonly intent?: string;
  /** The data file's version then; `undefined` if git has none of it. */
  readonly file?: FileVersion;
  /** By field: what decided how its values were read. */
  readonly signatures: ReadonlyMap<string, string>;
  readonly base: Base;
  /** What runs did that were taken back: it is not done again. */
  readonly undone?: readonly UndoneChange[];
  /** Absent if a plan would have something to do, or if that is not known. */
  readonly quiet?: QuietSides;
}

const written = lazily(() =>
  z.strictObject({
    version: z.literal(1),
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    revision: z.optional(z.int()),
    time: z.optional(z.string()),
    intent: z.optional(z.string()),
    file: z.optional(
      z.strictObject({ id: z.string(), committed: z.string(), head: z.exactOptional(z.string()) }),
    ),
    signatures: z.record(z.string(), z.string()),
    ...agreed(),
    undone: z.optional(
      z.array(
        z.strictObject({ side: z.enum(['page', 'data']), run: z.string(), change: change() }),
      ),
    ),
    quiet: z.optional(
      z.strictObject({
        data: z.string(),
        page: z.string(),
        settings: z.string(),
        title: z.string(),
        plan: z.string(),
        redirects: z.readonly(z.array(z.string())),
        diagnostics: z.exactOptional(z.readonly(z.array(diagnostic()))),
      }),
    ),
  }),
);

/** A snapshot as text: the same snapshot gives the same text, in an order that diffs well. */
export function renderSnapshot(snapshot: Snapshot): string {
  const {
    listing,
    wiki,
    page,
    revision,
    time,
    intent,
    file,
    signatures,
    base,
    undone = [],
    quiet,
  } = snapshot;
  const content: z.input<ReturnType<typeof written>> = {
    version: 1,
    listing,
    wiki,
    page,
    ...(revision === undefined ? {} : { revision }),
    ...(time === undefined ? {} : { time }),
    ...(intent === undefined ? {} : { intent }),
    ...(file === undefined ? {} : { file }),
    signatures: Object.fromEntries(signatures),
    ...writtenBase(base),
    ...(undone.length === 0 ? {} : { undone: writtenUndone(undone) }),
    ...(quiet === undefined ? {} : { quiet }),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** A snapshot from which another plan is made than the last one: that is not known to be empty. */
export function withoutQuiet({ quiet: _quiet, ...snapshot }: Snapshot): Snapshot {
  return snapshot;
}

function writtenUndone(
  undone: readonly UndoneChange[],
): z.input<ReturnType<typeof written>>['undone'] {
  return undone.map(({ side, run, change: { kind, key, fields } }) => ({
    side,
    run,
    change: { kind, key, fields: [...fields] },
  }));
}

/** Reads a snapshot's text, or says in a clause why it is none. */
export function parseSnapshot(text: string): Snapshot | string {
  const read = readJson(text, written());
  if (typeof read === 'string') return read;
  const { listing, wiki, page, revision, time, intent, file, signatures, unmet, records } = read;
  const { undone, quiet } = read;
  return {
    listing,
    wiki,
    page,
    ...(revision === undefined ? {} : { revision }),
    ...(time === undefined ? {} : { time }),
    ...(intent === undefined ? {} : { intent }),
    ...(file === undefined ? {} : { file }),
    signatures: new Map(Object.entries(signatures)),
    base: readBase({ unmet, records }),
    ...(undone === undefined ? {} : { undone }),
    ...(quiet === undefined ? {} : { quiet }),
  };
}

/**
 * The snapshot's base by today's mapping: a field that is now read otherwise than when the snapshot
 * was made was never agreed on.
 */
export function baseOf(snapshot: Snapshot, signatures: ReadonlyMap<string, string>): Base {
  const changed = [...signatures]
    .filter(([field, signature]) => snapshot.signatures.get(field) !== signature)
    .map(([field]) => field);
  const records = new Map<string, BaseRecord>();
  for (const [key, record] of snapshot.base.records) {
    const values = [...record.values].filter(([field]) => !changed.includes(field));
    records.set(key, {
      values: new Map(values),
      unknown: new Set([...record.unknown, ...changed]),
      disputed: new Set([...record.disputed].filter((field) => !changed.includes(field))),
    });
  }
  return { records, unmet: snapshot.base.unmet };
}
