/** What names a plan: a digest of what it does, and of all that it was made from. */
import type { Change, Conflict } from '../change.ts';
import type { Choice } from '../reconcile/choices.ts';
import type { RecordSet } from '../record.ts';
import { canonicalJson, type FieldValue } from '../value.ts';
import { digestOf } from './digest.ts';
import type { AroundChange } from './plan.ts';

/** One record of a side, with a short digest of each of its values. */
export interface DigestedRecord {
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The records of both sides. */
export interface DigestedSides {
  readonly data: readonly DigestedRecord[];
  readonly wiki: readonly DigestedRecord[];
}

/** All that a digest covers. A page's text is not in it: people may write between the records. */
export interface DigestedPlan {
  readonly listing: string;
  readonly wiki: string;
  readonly page: string;
  /** Of the listing's and its wiki's settings. */
  readonly config: string;
  /** Of the data file's text. */
  readonly data: string;
  readonly toPage: readonly Change[];
  /** Absent if nothing changes on the page around its records. */
  readonly around?: readonly AroundChange[];
  readonly toData: readonly Change[];
  readonly conflicts: readonly Conflict[];
  readonly records: DigestedSides;
  /** Guards that a person allowed, in their order. */
  readonly allowed: readonly string[];
}

/** SHA-256 in hex. The same changes from the same records have the same, whatever is around them. */
export function planDigest(plan: DigestedPlan): string {
  const { listing, wiki, page, config, data, toPage, around, toData, conflicts, records, allowed } =
    plan;
  const conflictParts = conflicts.map(
    ({ key, field, base, data: inData, wiki: onWiki }): FieldValue =>
      present({ key, field, base, data: inData, wiki: onWiki }),
  );
  const parts: FieldValue = {
    ...{ listing, wiki, page, config, data },
    toPage: sorted(toPage.map(changeParts)),
    ...(around === undefined ? {} : { around: sorted(around.map(aroundParts)) }),
    toData: sorted(toData.map(changeParts)),
    conflicts: sorted(conflictParts),
    dataRecords: sorted(records.data.map(recordParts)),
    wikiRecords: sorted(records.wiki.map(recordParts)),
    ...(allowed.length === 0 ? {} : { allowed }),
  };
  return digestOf(canonicalJson(parts));
}

/**
 * Names a plan together with what a reviewer chose of it; without choices that is the plan's own
 * digest.
 */
export function chosenDigest(plan: {
  readonly digest: string;
  readonly choices: readonly Choice[];
}): string {
  if (plan.choices.length === 0) return plan.digest;
  const choices = plan.choices.map(({ of, key, field, take }) => present({ of, key, field, take }));
  return digestOf(canonicalJson({ plan: plan.digest, choices: sorted(choices) }));
}

/** How much of a digest people see, and may name a plan by. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}

/** Both sides' records in their orders; what cannot be read is in them as such. */
export function digestedSides({ data, wiki }: Record<'data' | 'wiki', RecordSet>): DigestedSides {
  // What both sides say, and what many records say, is most of it.
  const known = new Map<string, string>();
  const digestOfValue = (value: FieldValue): string => {
    const json = canonicalJson(value);
    const digest = known.get(json) ?? digestOf(json).slice(0, 16);
    known.set(json, digest);
    return digest;
  };
  const digested = ({ records }: RecordSet): readonly DigestedRecord[] =>
    records.map(({ key, values, unread }) => ({
      key,
      fields: {
        ...Object.fromEntries([...values].map(([field, value]) => [field, digestOfValue(value)])),
        ...Object.fromEntries([...unread].map((field) => [field, 'unread'])),
      },
    }));
  return { data: digested(data), wiki: digested(wiki) };
}

/** What of a side is not as it was. */
export interface MovedPart {
  readonly key: string;
  /** The record as a whole if absent: it came, or it went. */
  readonly field?: string;
  readonly kind: 'came' | 'went' | 'changed';
}

/** What differs between the records as they were and as they are, in their order. */
export function movedParts(
  before: readonly DigestedRecord[],
  now: readonly DigestedRecord[],
): readonly MovedPart[] {
  const was = byKey(before);
  const is = byKey(now);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): readonly MovedPart[] => {
    const [old, current] = [was.get(key), is.get(key)];
    if (old === undefined) return [{ key, kind: 'came' }];
    if (current === undefined) return [{ key, kind: 'went' }];
    return [...new Set([...old.keys(), ...current.keys()])]
      .filter((field) => old.get(field) !== current.get(field))
      .map((field) => ({ key, field, kind: 'changed' }));
  });
}

/** A key that stands twice has the values of both. */
function byKey(
  records: readonly DigestedRecord[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { key, fields } of records) {
    const known = found.get(key) ?? new Map<string, string>();
    found.set(key, known);
    for (const [field, digest] of Object.entries(fields)) {
      known.set(field, [known.get(field), digest].filter(Boolean).join(' '));
    }
  }
  return found;
}

/** Where records stand on the page is the affair of people. */
function sorted(values: readonly FieldValue[]): FieldValue {
  return values.map(canonicalJson).sort();
}

function changeParts({ kind, key, fields }: Change): FieldValue {
  const steps = fields.map(({ field, before, after }) => present({ field, before, after }));
  return { kind, key, fields: steps };
}

function aroundParts({ what, name, before, after }: AroundChange): FieldValue {
  return present({ what, name, before, after });
}

function recordParts({ key, fields }: DigestedRecord): FieldValue {
  return { key, fields: { ...fields } };
}

function present(parts: Readonly<Record<string, FieldValue | undefined>>): FieldValue {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
