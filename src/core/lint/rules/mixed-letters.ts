import { type FieldText, fieldTexts } from '../field-texts.ts';
import { fixedText } from '../fixed-text.ts';
import type { Finding, LintInput, LintRule } from '../rule.ts';

/** Words in which a letter of another script stands for one that looks the same. */
export const mixedLetters: LintRule = {
  code: 'letters-mixed',
  summary: 'A word has a letter of another script that looks like one of its own.',
  level: 'warning',
  fix: "Writes the word in the letters of one script, if that can be the Latin one's alone.",
  find: (input) => fieldTexts(input).flatMap((found) => mixedIn(found, input)),
};

/** Letters of Cyrillic and Greek that look like a Latin one in most fonts. */
const latinFor: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['АВЕКМНОРСТХІЈЅЗаеорсухіјѕԁһԛԝѵ', 'ABEKMHOPCTXIJS3aeopcyxijsdhqwv'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ', 'ABEZHIKMNOPTYXoc'],
  ].flatMap(([others = '', latin = '']) =>
    [...others].map((letter, at) => [letter, latin.charAt(at)]).filter(([, as]) => as !== '3'),
  ),
);

// Functions: a pattern of letters takes long to make, and most runs look for none.
const words = () => /[\p{L}\p{M}]+/gu;
const isLatin = (text: string) => /\p{Script=Latin}/u.test(text);
const isOther = (text: string) => /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text);

function mixedIn(found: FieldText, { schema }: LintInput): readonly Finding[] {
  const { record, field, text, placeAt } = found;
  const mixed = [...text.matchAll(words())].filter(([word]) => isDisguised(word));
  const [first] = mixed;
  if (first === undefined) return [];
  const shown = [...new Set(mixed.map(([word]) => `'${word}'`))].join(', ');
  const fix = fixedText(found, schema, (from) =>
    from.replace(words(), (word) => (isDisguised(word) ? inLatin(word) : word)),
  );
  return [
    {
      message: `The ${field.name} has letters of two scripts in one word, which look the same: ${shown}.`,
      hint: 'Write the word anew, in one script.',
      place: placeAt(first.index),
      record: record.key,
      field: field.name,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}

/** A Latin word whose other letters all look like Latin ones: `µm` and `β-carotene` are none. */
function isDisguised(word: string): boolean {
  if (!isLatin(word) || !isOther(word)) return false;
  return [...word].every((letter) => !isOther(letter) || latinFor[letter] !== undefined);
}

function inLatin(word: string): string {
  return [...word].map((letter) => latinFor[letter] ?? letter).join('');
}
