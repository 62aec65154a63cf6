/**
 * The mark of a sync point: the end of an edit's summary by which a later run knows, without any
 * state of its own, that page and data file agreed when this revision was saved.
 */
import type { ListingRecord, RecordSet } from '../record.ts';
import { fieldNames, type RecordSchema } from '../schema.ts';
import { canonicalJson, sameValue } from '../value.ts';
import { digestOf, fieldSignatures } from './digest.ts';

/** What a mark says, as digests of which it holds the beginnings. */
export interface SyncPoint {
  /** Of the mapping by which both sides were read: see `basisDigest`. */
  readonly mapping: string;
  /** The data file's id as a git object. */
  readonly data: string;
  /** Of the page's text: a wiki that merged the edit with another has a different one. */
  readonly page: string;
}

/** What the mark says in words if the config does not. */
export const defaultMarker = 'in sync';

/** What a mark says besides whose edit it is. */
export interface MarkParts {
  readonly point?: { readonly words: string; readonly at: SyncPoint };
  /** The six signs of a run that the edit takes back. */
  readonly undoes?: string;
}

/** An edit's mark, for the end of its summary. */
export function editMark(id: string, { point, undoes }: MarkParts): string {
  const own = `ws-${id.slice(0, 8)}${undoes === undefined ? '' : ` undoes ${undoes}`}`;
  if (point === undefined) return `(${own})`;
  const { mapping, data, page } = point.at;
  const digests = [mapping, data, page].map((digest) => digest.slice(0, 6));
  return `(${own}, ${point.words} ${digests.join('-')})`;
}

/** What a summary's mark says, whatever its words; `undefined` if it marks no sync point. */
export function syncPointOf(summary: string): SyncPoint | undefined {
  const found =
    /\(ws-[0-9a-f]{8}(?: undoes [0-9a-f]{6})?, [^()]* ([0-9a-f]{6})-([0-9a-f]{6})-([0-9a-f]{6})\)$/.exec(
      summary,
    );
  if (found === null) return undefined;
  const [, mapping = '', data = '', page = ''] = found;
  return { mapping, data, page };
}

/** The first eight signs of an edit's id, by the mark in its summary, and the run that it takes back. */
export function markOf(
  summary: string,
): { readonly id: string; readonly undoes: string | undefined } | undefined {
  const found = /\(ws-([0-9a-f]{8})(?: undoes ([0-9a-f]{6}))?(?:, [^()]*)?\)$/.exec(summary);
  const [, id, undoes] = found ?? [];
  return id === undefined ? undefined : { id, undoes };
}

/** SHA-256 of what decides which values a page's text and a data file stand for. */
export function basisDigest(schema: RecordSchema): string {
  const names = [schema.template, ...schema.aliases];
  return digestOf(canonicalJson([names, schema.key, [...fieldSignatures(schema)]]));
}

/** Whether both sides have the same records, and all that the data file says can be read. */
export function isInStep(data: RecordSet, wiki: RecordSet, schema: RecordSchema): boolean {
  if (hasDoubts(data) || hasDoubts(wiki) || data.records.length !== wiki.records.length) {
    return false;
  }
  const onWiki = new Map(wiki.records.map((record) => [record.key, record]));
  return data.records.every((record) => isSame(record, onWiki.get(record.key), schema));
}

function hasDoubts({ quarantined, unidentified }: RecordSet): boolean {
  return quarantined.size + unidentified > 0;
}

/** A value that cannot be read on the page stays there, and is on no other side. */
function isSame(
  data: ListingRecord,
  wiki: ListingRecord | undefined,
  schema: RecordSchema,
): boolean {
  if (wiki === undefined || data.unread.size > 0) return false;
  return fieldNames(schema)
    .filter((field) => !wiki.unread.has(field))
    .every((field) => sameValue(data.values.get(field), wiki.values.get(field)));
}
