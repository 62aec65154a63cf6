import { spellingsFor } from '../../fields/spelt.ts';
import { ownerOf } from '../../schema.ts';
import { isTypo, nearest } from '../../suggest.ts';
import type { FieldValue } from '../../value.ts';
import { type FieldText, fieldTexts, isUnread } from '../field-texts.ts';
import type { Finding, LintInput, LintRule } from '../rule.ts';

/** A value of a choice or a flag that is a letter or two away from one that there is. */
export const nearMissChoices: LintRule = {
  code: 'choice-near-miss',
  summary: 'A choice or flag is a letter or two away from one of its spellings.',
  level: 'warning',
  refines: 'value-unreadable',
  fix: 'Writes the choice, if one letter is wrong, and no other choice is as near.',
  find: (input) =>
    fieldTexts(input)
      .filter(isUnread)
      .flatMap((found) => nearMiss(found, input)),
};

function nearMiss(found: FieldText, { schema }: LintInput): readonly Finding[] {
  const { side, record, field, text, place } = found;
  const near = nearestMeanings(found);
  const [first] = near;
  if (first === undefined) return [];
  const isSafe =
    near.length === 1 && isTypo(text, first.spelling) && ownerOf(schema, field.name) === 'data';
  const spellings = near.map(({ spelling }) => `'${spelling}'`).join(' or ');
  const fix = { side, record: record.key, field: field.name, value: first.value };
  return [
    {
      message: `The ${field.name} '${text}' is no choice, but nearly ${spellings}.`,
      hint: `Write it as ${spellings}; until then it stays as it is on both sides.`,
      place,
      record: record.key,
      field: field.name,
      ...(isSafe ? { fix: { kind: 'value', ...fix } } : {}),
    },
  ];
}

interface Meaning {
  readonly spelling: string;
  readonly value: FieldValue;
}

/** The values that the text may be meant as, each with the spelling that is near. */
function nearestMeanings({ side, field, text }: FieldText): readonly Meaning[] {
  const { type, options } = field;
  const read = side === 'page' ? type.read : type.fromData;
  const meanings = new Map<FieldValue, Meaning>();
  for (const spelling of nearest(text, spellingsFor(type, options, side))) {
    const reading = read(spelling, options);
    if (reading.kind !== 'value' || meanings.has(reading.value)) continue;
    meanings.set(reading.value, { spelling, value: reading.value });
  }
  return [...meanings.values()];
}
