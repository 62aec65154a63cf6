/** What became of a page's records from revision to revision. */
import type { RevisionInfo } from '../change.ts';
import type { ListingRecord, RecordSet } from '../record.ts';
import { type FieldValue, sameValue } from '../value.ts';

/** A version of a page. */
export interface PageVersion {
  readonly info: RevisionInfo;
  /** By which equal texts are known. */
  readonly textHash: string;
  /** `undefined` if the text is hidden, or cannot be trusted. */
  readonly records: RecordSet | undefined;
}

/** What one revision did to one field, or, without a field, to one record as a whole. */
export interface HistoryStep {
  readonly by: RevisionInfo;
  readonly key: string;
  readonly field?: string;
  /** `changed` is of fields, `came` and `went` of records; the fields of one that came changed. */
  readonly kind: 'changed' | 'came' | 'went';
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
}

/** A page's history, as far as it was read. */
export interface PageHistory {
  /** Oldest first. */
  readonly steps: readonly HistoryStep[];
  /** Whether it goes back to the page's first revision. */
  readonly isWhole: boolean;
}

const nothing: RecordSet = { records: [], quarantined: new Set(), unidentified: 0 };

/**
 * The steps from version to version. What a version that cannot be read did counts as the next one's.
 *
 * @param versions oldest first
 */
export function historyOf(versions: readonly PageVersion[], isWhole: boolean): PageHistory {
  const steps: HistoryStep[] = [];
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
export function effectiveVersions(versions: readonly PageVersion[]): readonly PageVersion[] {
  const effective: PageVersion[] = [];
  for (const version of versions) {
    const same = effective.findLastIndex(({ textHash }) => textHash === version.textHash);
    if (same === -1) effective.push(version);
    else effective.length = same + 1;
  }
  return effective;
}

/** The steps of one field, or of one record as a whole, oldest first. */
export function stepsOf(
  { steps }: PageHistory,
  what: { readonly key: string; readonly field?: string | undefined },
): readonly HistoryStep[] {
  return steps.filter(({ key, field }) => key === what.key && field === what.field);
}

function stepsBetween(
  before: RecordSet,
  after: RecordSet,
  by: RevisionInfo,
): readonly HistoryStep[] {
  const [old, now] = [byKey(before), byKey(after)];
  const isDoubtful = (key: string): boolean =>
    before.quarantined.has(key) || after.quarantined.has(key);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !isDoubtful(key))
    .flatMap((key) => recordSteps(key, { before: old.get(key), after: now.get(key), by }));
}

function recordSteps(
  key: string,
  step: {
    readonly before: ListingRecord | undefined;
    readonly after: ListingRecord | undefined;
    readonly by: RevisionInfo;
  },
): readonly HistoryStep[] {
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
    .map((change): HistoryStep => ({ ...change, by, key, kind: 'changed' }));
  return before === undefined ? [{ ...whole, kind: 'came' }, ...changed] : changed;
}

function byKey({ records }: RecordSet): ReadonlyMap<string, ListingRecord> {
  return new Map(records.map((record) => [record.key, record]));
}
