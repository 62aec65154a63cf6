/** A snapshot: what both sides of one listing last agreed on, as text that is kept. */
import { z } from 'zod';
import type { Base, BaseRecord } from '../core/reconcile/base.ts';
import type { FieldValue } from '../core/value.ts';

/** A version of a data file, by the ids that git gives to texts. */
export interface FileVersion {
  readonly id: string;
  /** The version that was committed then: the same one, or the one that it was written over. */
  readonly committed: string;
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
}

const fieldValue: z.ZodType<FieldValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(fieldValue),
    z.record(z.string(), fieldValue),
  ]),
);

const written = z.strictObject({
  version: z.literal(1),
  listing: z.string(),
  wiki: z.string(),
  page: z.string(),
  revision: z.number().int().optional(),
  time: z.string().optional(),
  intent: z.string().optional(),
  file: z.strictObject({ id: z.string(), committed: z.string() }).optional(),
  signatures: z.record(z.string(), z.string()),
  unmet: z.array(z.string()),
  records: z.array(
    z.strictObject({
      key: z.string(),
      values: z.record(z.string(), fieldValue),
      unknown: z.array(z.string()).optional(),
      disputed: z.array(z.string()).optional(),
    }),
  ),
});

/** A snapshot as text: the same snapshot gives the same text, in an order that diffs well. */
export function renderSnapshot(snapshot: Snapshot): string {
  const { listing, wiki, page, revision, time, intent, file, signatures, base } = snapshot;
  const content: z.input<typeof written> = {
    version: 1,
    listing,
    wiki,
    page,
    ...(revision === undefined ? {} : { revision }),
    ...(time === undefined ? {} : { time }),
    ...(intent === undefined ? {} : { intent }),
    ...(file === undefined ? {} : { file }),
    signatures: Object.fromEntries(signatures),
    unmet: [...base.unmet].sort(),
    records: [...base.records].map(([key, record]) => ({
      key,
      values: Object.fromEntries(record.values),
      ...(record.unknown.size === 0 ? {} : { unknown: [...record.unknown].sort() }),
      ...(record.disputed.size === 0 ? {} : { disputed: [...record.disputed].sort() }),
    })),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** Reads a snapshot's text, or says in a clause why it is none. */
export function parseSnapshot(text: string): Snapshot | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const result = written.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a snapshot'}`;
  }
  const { listing, wiki, page, revision, time, intent, file, signatures, unmet, records } =
    result.data;
  const base: Base = {
    records: new Map(
      records.map(({ key, values, unknown, disputed }) => [
        key,
        {
          values: new Map(Object.entries(values)),
          unknown: new Set(unknown),
          disputed: new Set(disputed),
        },
      ]),
    ),
    unmet: new Set(unmet),
  };
  return {
    listing,
    wiki,
    page,
    ...(revision === undefined ? {} : { revision }),
    ...(time === undefined ? {} : { time }),
    ...(intent === undefined ? {} : { intent }),
    ...(file === undefined ? {} : { file }),
    signatures: new Map(Object.entries(signatures)),
    base,
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
