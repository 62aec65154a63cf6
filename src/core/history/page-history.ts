/** What became of a side's records from version to version: of a page's, or of a data file's. */
import type { RevisionInfo } from '../change.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { type FieldValue, sameValue } from '../value.ts';

/** A version of a side. */
export interface Version<By> {
  readonly info: By;
  /** By which equal texts are known. */
  readonly textHash: string;
  /** `undefined` if the text is hidden, or cannot be trusted. */
  readonly records: RecordSet | undefined;
}

/** What one revision did to one field, or, without a field, to one record as a whole. */
export interface HistoryStep<By = RevisionInfo> {
  readonly by: By;
  readonly key: string;
  readonly field?: string;
  /** `changed` is of fields, `came` and `went` of records; the fields of one that came changed. */
  readonly kind: 'changed' | 'came' | 'went';
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
}

/** A history, as far as it was read. */
export interface History<By> {
  /** Oldest first. */
  readonly steps: readonly HistoryStep<By>[];
  /** Whether it goes back to the first version. */
  readonly isWhole: boolean;
}

/** A version of a page. */
export type PageVersion = Version<RevisionInfo>;

/** A page's history. */
export type PageHistory = History<RevisionInfo>;

const nothing: RecordSet = { records: [], quarantined: new Set(), unidentified: 0 };

/**
 * The steps from version to version. What a version that cannot be read did counts as the next one's.
 *
 * @param versions oldest first
 */
export function historyOf<By>(versions: readonly Version<By>[], isWhole: boolean): History<By> {
  const steps: HistoryStep<By>[] = [];
  let before = isWhole ? nothing : undefined;
  for (const { info, records } of versions) {
    if (records === undefined) continue;
    if (before !== undefined) steps.push(...stepsBetween(before, records, info));
    before = records;
  }
  return { steps, isWhole };
}

/**
 * The versions without those that were taken back whole: a text that stood there before makes all
 * between it and its return as if it had never been, as for one who asks where a value comes from.
 *
 * @param versions oldest first
 */
export function effectiveVersions<By>(versions: readonly Version<By>[]): readonly Version<By>[] {
  const effective: Version<By>[] = [];
  for (const version of versions) {
    const same = effective.findLastIndex(({ textHash }) => textHash === version.textHash);
    if (same === -1) effective.push(version);
    else effective.length = same + 1;
  }
  return effective;
}

/** The steps of one field, or of one record as a whole, oldest first. */
export function stepsOf<By>(
  { steps }: History<By>,
  what: { readonly key: string; readonly field?: string | undefined },
): readonly HistoryStep<By>[] {
  return steps.filter(({ key, field }) => key === what.key && field === what.field);
}

function stepsBetween<By>(before: RecordSet, after: RecordSet, by: By): readonly HistoryStep<By>[] {
  const [old, now] = [byKey(before), byKey(after)];
  const isDoubtful = (key: string): boolean =>
    before.quarantined.has(key) || after.quarantined.has(key);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !isDoubtful(key))
    .flatMap((key) => recordSteps(key, { before: old.get(key), after: now.get(key), by }));
}

function recordSteps<By>(
  key: string,
  step: {
    readonly before: ListingRecord | undefined;
    readonly after: ListingRecord | undefined;
    readonly by: By;
  },
): readonly HistoryStep<By>[] {
  const { before, after, by } = step;
  const whole = { by, key, before: undefined, after: undefined };
  if (after === undefined) return [{ ...whole, kind: 'went' }];
  const fields = new Set([...(before?.values.keys() ?? []), ...after.values.keys()]);
  const isUnread = (field: string): boolean =>
    before?.unread.has(field) === true || after.unread.has(field);
  const changed = [...fields]
    .filter((field) => !isUnread(field))
    .map((field) => ({ field, before: before?.values.get(field), after: after.values.get(field) }))
    .filter((change) => !sameValue(change.before, change.after))
    .map((change): HistoryStep<By> => ({ ...change, by, key, kind: 'changed' }));
  return before === undefined ? [{ ...whole, kind: 'came' }, ...changed] : changed;
}

function byKey({ records }: RecordSet): ReadonlyMap<string, ListingRecord> {
  return new Map(records.map((record) => [record.key, record]));
}
