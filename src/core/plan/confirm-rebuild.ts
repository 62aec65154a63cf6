/** Proof, before a rebuilt page is sent, that it has what it should, and lost nothing. */
import type { Diagnostic } from '../diagnostic.ts';
import type { ListingRecord } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { textOf } from '../wikitext/page.ts';
import { readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import { savingHazard } from '../wikitext/saving-hazard.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import { listingOn, type NamedListing } from './page-layout.ts';

/** What a rebuilt page is held against. */
export interface RebuildProof {
  readonly schema: RecordSchema;
  readonly site: SiteSettings;
  /** The page as it was read. */
  readonly before: string;
  /** What it shall have. */
  readonly records: readonly ListingRecord[];
  /** The other listings of the page, whose records stay. */
  readonly neighbours: readonly NamedListing[];
  /** A text between whose records every line stays, and what it became; none if it is replaced. */
  readonly kept: { readonly text: string; readonly as: string } | undefined;
}

/** Why the page must not be sent; nothing if it may. */
export function confirmRebuild(after: string, proof: RebuildProof): readonly Diagnostic[] {
  const { schema, site } = proof;
  const page = parsePage(after, schema, site);
  if (typeof page === 'string') return [unconfirmed(`the new text ${page}`)];
  const { set, pairs } = readPageRecords(page, schema, '');
  const entries = new Map(pairs.map(({ record }) => [record.key, record]));
  const differing = proof.records.flatMap((record) => {
    const found = set.quarantined.has(record.key) ? undefined : entries.get(record.key);
    return differenceOf(record, found, schema);
  });
  const wanted = new Set(proof.records.map(({ key }) => key));
  const surplus = [...entries.keys()].filter(
    (key) => !wanted.has(key) && !set.quarantined.has(key),
  );
  const doubts = set.unidentified - unidentifiedIn(proof);
  const hazard = savingHazard(newLines(proof.before, after).join('\n'), site);
  return [
    ...differing,
    ...surplus.map((key) => differs(key, `'${key}' would be on it`)),
    ...(doubts > 0 ? [unconfirmed('a call in it would have no end, or no key')] : []),
    ...lostOthers(after, proof),
    ...(hazard === undefined ? [] : [unconfirmed(`the new text ${hazard}`)]),
    ...lostLines(proof),
  ];
}

function unidentifiedIn({ before, schema, site }: RebuildProof): number {
  const page = parsePage(before, schema, site);
  return typeof page === 'string' ? 0 : readPageRecords(page, schema, '').set.unidentified;
}

function differenceOf(
  record: ListingRecord,
  found: ListingRecord | undefined,
  schema: RecordSchema,
): readonly Diagnostic[] {
  const { key } = record;
  if (found === undefined) return [differs(key, `'${key}' would not be on it`)];
  const odd = fieldNames(schema).find(
    (field) =>
      !record.unread.has(field) &&
      !found.unread.has(field) &&
      !sameValue(record.values.get(field), found.values.get(field)),
  );
  if (odd === undefined) return [];
  return [{ ...differs(key, `the ${odd} of '${key}' would be another`), field: odd }];
}

/** Records of other listings that would not be there any more as they are. */
function lostOthers(
  after: string,
  { before, neighbours, site }: RebuildProof,
): readonly Diagnostic[] {
  return neighbours.flatMap((other) => {
    const [was, is] = [before, after].map((text) => listingOn(text, other, site));
    const texts = (is?.records ?? []).map((record) => JSON.stringify(is?.callOf(record)));
    return (was?.records ?? [])
      .filter((record) => !texts.includes(JSON.stringify(was?.callOf(record))))
      .map(({ key }) => differs(key, `'${key}' of '${other.name}' would not stay as it is`));
  });
}

/** Lines that people wrote, and that would not be there any more. */
function lostLines({ kept, schema, site }: RebuildProof): readonly Diagnostic[] {
  if (kept === undefined) return [];
  const left = counted(proseLines(kept.as, schema, site));
  const lost = proseLines(kept.text, schema, site).filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
  return lost
    .slice(0, 1)
    .map((line) => unconfirmed(`the line '${line.slice(0, 60)}' would be lost`));
}

/** What stands between records, without headings. */
function proseLines(text: string, schema: RecordSchema, site: SiteSettings): readonly string[] {
  const page = parsePage(text, schema, site);
  if (typeof page === 'string') return [];
  const out = [...page.calls, ...page.headings]
    .map(({ span }) => span)
    .toSorted((a, b) => a.start - b.start);
  let at = 0;
  let prose = '';
  for (const span of out) {
    if (span.start < at) continue;
    prose += `${textOf(text, { start: at, end: span.start })}\n`;
    at = span.end;
  }
  return `${prose}${text.slice(at)}`
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

function newLines(before: string, after: string): readonly string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
}

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function differs(key: string, how: string): Diagnostic {
  return {
    code: 'regenerate-differs',
    severity: 'error',
    message: `The regenerated page was refused: ${how}.`,
    hint: 'Nothing was saved; look at the record, and at the layout.',
    record: key,
  };
}

function unconfirmed(reason: string): Diagnostic {
  return {
    code: 'page-unconfirmed',
    severity: 'error',
    message: `The new text of the page was refused: ${reason}.`,
    hint: 'Nothing was sent; look at the layout, and at the values that were to be written.',
  };
}
