/** Which field identifies a record. */
import { recordKey } from '../record.ts';
import type { TemplateCall } from '../wikitext/page.ts';
import { argumentFor } from '../wikitext/page-records.ts';
import type { ProposedField } from './infer-fields.ts';
import type { AdoptionNote } from './seen.ts';

/** A field that may be the key. */
export interface KeyCandidate {
  readonly field: ProposedField;
  /** Calls that have a value of their own there. */
  readonly distinct: number;
}

/** Fields that may be the key, best first; none if nothing has a value. */
export function keyCandidates(
  fields: readonly ProposedField[],
  calls: readonly TemplateCall[],
): readonly KeyCandidate[] {
  const counted = fields
    .map((field) => ({ field, distinct: distinctKeys(field, calls), rank: rankOf(field, calls) }))
    .filter(({ distinct }) => distinct > 0);
  const good = counted.filter(
    ({ rank, distinct }) => rank < unlikely && distinct * 2 > calls.length,
  );
  const others = counted.filter((candidate) => !good.includes(candidate));
  const inOrder = (list: typeof counted) =>
    list.toSorted((a, b) => b.distinct - a.distinct || a.rank - b.rank);
  return [...inOrder(good), ...inOrder(others)];
}

/** A key that happens to look like a number, or like a choice, is a name all the same. */
export function asKey(field: ProposedField, calls: readonly TemplateCall[]): ProposedField {
  const values = calls.flatMap((call) => argumentFor(call, field.parameter)?.value ?? []);
  const isPlain = !values.some((value) => /[[\]{}<>|\n]|''|https?:\/\/|^[*#:;=]|~~~/.test(value));
  return { ...field, type: isPlain ? 'text' : 'wikitext', options: {}, notes: [] };
}

/** What a person should know of a key that does not tell all records apart. */
export function keyNotes(
  { field, distinct }: KeyCandidate,
  calls: readonly TemplateCall[],
): readonly AdoptionNote[] {
  const missing = calls.length - distinct;
  if (missing === 0) return [];
  const text = `No parameter tells all records apart: ${missing} of ${calls.length} have no '${field.parameter}' of their own, and are left alone`;
  return [{ text }];
}

function distinctKeys({ parameter }: ProposedField, calls: readonly TemplateCall[]): number {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const key = recordKey(argumentFor(call, parameter)?.value ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].filter(([key, count]) => key !== '' && count === 1).length;
}

const nameLike =
  /^(?:id|key|no|nr|code|slug|isbn|name|title|project|item|label|subject|titel|nom|titre|nombre|título|nome|titolo|имя|название|名称|名字|名前|题名|標題|标题|이름|제목|שם|اسم|عنوان)$/iu;

/** Longer texts are descriptions, on average. */
const longestName = 80;

/** A rank from which on a field is a key only if nothing else is. */
const unlikely = 3;

function rankOf(
  { parameter, type, required }: ProposedField,
  calls: readonly TemplateCall[],
): number {
  const values = calls.flatMap((call) => argumentFor(call, parameter)?.value || []);
  const length = values.reduce((sum, value) => sum + value.length, 0) / values.length;
  const isLong = length > longestName || values.some((value) => value.includes('\n'));
  if (isLong) return unlikely + 1;
  if (nameLike.test(parameter)) return 0;
  if (type === 'text' && required) return 1;
  if (type === 'text' || parameter === '1') return 1.5;
  return ['link', 'url', 'number'].includes(type) ? 2 : unlikely;
}
