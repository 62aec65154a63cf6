import { type FieldText, fieldTexts } from '../field-texts.ts';
import { fixedText } from '../fixed-text.ts';
import type { Finding, LintInput, LintRule } from '../rule.ts';

/** Characters that nobody sees, and that make two texts differ that look the same. */
export const unseenCharacters: LintRule = {
  code: 'characters-unseen',
  summary: 'A value has characters that nobody sees, such as a zero-width space.',
  level: 'warning',
  fix: 'Takes them out.',
  find: (input) => fieldTexts(input).flatMap((found) => unseenIn(found, input)),
};

/** Zero-width spaces and joiners of words, soft hyphens, byte order marks, marks of direction. */
const unseen = /[\u00AD\u180E\u200B\u2060-\u2064\u206A-\u206F\uFEFF]/gu;

/** Marks of direction mean something where there is text from right to left. */
const direction = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const isRightToLeft = (text: string) =>
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
    text,
  );

/** Joiners mean something in many scripts and between emoji: between these letters they do not. */
const joiners = () =>
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d\s]|^)[\u200C\u200D]+(?=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d\s]|$)/gu;

function unseenIn(found: FieldText, { schema }: LintInput): readonly Finding[] {
  const { record, field, text, placeAt } = found;
  const offsets = offsetsIn(text);
  const [first] = offsets;
  if (first === undefined) return [];
  const names = [...new Set(offsets.map((at) => codePoint(text, at)))].join(', ');
  const fix = fixedText(found, schema, without);
  return [
    {
      message: `The ${field.name} has ${offsets.length === 1 ? 'a character that is' : `${offsets.length} characters that are`} not seen: ${names}.`,
      hint: 'Most are copied along by mistake: write the value anew, without them.',
      place: placeAt(first),
      record: record.key,
      field: field.name,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}

function patternsFor(text: string): readonly RegExp[] {
  return isRightToLeft(text) ? [unseen, joiners()] : [unseen, direction, joiners()];
}

function offsetsIn(text: string): readonly number[] {
  return patternsFor(text)
    .flatMap((pattern) => [...text.matchAll(pattern)].map(({ index }) => index))
    .toSorted((a, b) => a - b);
}

function without(text: string): string {
  return patternsFor(text).reduce((left, pattern) => left.replace(pattern, ''), text);
}

function codePoint(text: string, at: number): string {
  return `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
}
