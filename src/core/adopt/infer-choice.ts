/** Whether values are some few words that stand again and again: flags and choices. */
import { foldSpelling } from '../fields/spellings.ts';
import type { InferredType } from './infer-type.ts';
import { meantBy } from './misspelt.ts';
import { slugOf } from './names.ts';
import type { AdoptionNote, SeenValue } from './seen.ts';

/** Words for yes and for no that go together. */
const flagWords = [
  ['yes', 'no'],
  ['y', 'n'],
  ['true', 'false'],
  ['1', '0'],
  ['x', '-'],
  ['✓', '✗'],
  ['ja', 'nein'],
  ['ja', 'nee'],
  ['ja', 'nej'],
  ['oui', 'non'],
  ['sí', 'no'],
  ['sì', 'no'],
  ['sim', 'não'],
  ['tak', 'nie'],
  ['да', 'нет'],
  ['是', '否'],
  ['はい', 'いいえ'],
  ['כן', 'לא'],
  ['نعم', 'لا'],
] as const;

/** Yes and no, in the words of the page. */
export function inferFlag(values: readonly SeenValue[]): InferredType | undefined {
  const spellings = [...new Set(values.map(({ text }) => text))];
  const isOneOf = (words: readonly string[]) =>
    spellings.filter((spelling) => words.includes(foldSpelling(spelling)));
  const meanYes = isOneOf(flagWords.map(([yes]) => yes));
  const meanNo = isOneOf(flagWords.map(([, no]) => no));
  if (meanYes.length + meanNo.length < spellings.length) return undefined;
  // A lone letter says too little.
  if (values.length === 1 && spellings.every((spelling) => spelling.length === 1)) return undefined;
  // Numbers that happen to be nothing but 0 and 1 may be counts.
  if (spellings.every((spelling) => /^[01]$/.test(spelling))) return undefined;
  const options = {
    values: {
      true: meanYes.length === 0 ? [partner(meanNo, 'yes')] : meanYes,
      false: meanNo.length === 0 ? [partner(meanYes, 'no')] : meanNo,
    },
  };
  return { type: 'flag', options, notes: [] };
}

/** The word that nobody has written yet, in the language and the case of the other. */
function partner([spelling = '']: readonly string[], missing: 'yes' | 'no'): string {
  const [known, wanted] = missing === 'yes' ? ([1, 0] as const) : ([0, 1] as const);
  const pair = flagWords.find((words) => words[known] === foldSpelling(spelling));
  const word = pair?.[wanted] ?? missing;
  const isUpper = spelling.charAt(0) !== spelling.charAt(0).toLowerCase();
  return isUpper ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** So many different values at most, and each of so many signs. */
const mostChoices = 12;
const longestChoice = 40;

/** What is known of a parameter whose values may be choices. */
export interface ChoiceHints {
  /**
   * Values that the template's description has: any number of values that are among them, or are new
   * and few, make a choice.
   */
  readonly suggested?: readonly string[];
  /** Whether its name says that there are few: then one that comes again is enough. */
  readonly isLikely?: boolean;
}

/** Some few values that stand several times each on average. */
export function inferChoice(
  values: readonly SeenValue[],
  { suggested = [], isLikely = false }: ChoiceHints = {},
): InferredType | undefined {
  const all = [...suggested, ...values.map(({ text }) => text)];
  const groups = new Map<string, string[]>();
  for (const spelling of new Set(all)) {
    const folded = foldSpelling(spelling);
    groups.set(folded, [...(groups.get(folded) ?? []), spelling]);
  }
  const isPlain = all.every(
    (text) => text.length <= longestChoice && !/[[\]{}<>|\n,;:*]/.test(text),
  );
  if (!isPlain) return undefined;
  const isRepeated = groups.size * 2 <= values.length || (isLikely && groups.size < values.length);
  const isFew = groups.size <= mostChoices && isRepeated;
  const isSuggested = suggested.length > 0 && groups.size <= suggested.length + mostChoices / 4;
  if (!isFew && !isSuggested) return undefined;
  const notes = joinMisspelt(groups, { values, suggested });
  return { type: 'choice', options: { values: named(groups) }, notes };
}

/** A value's name is no other value's spelling: it would mean another on the page. */
function named(groups: ReadonlyMap<string, readonly string[]>): Record<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const [folded, spellings] of groups) {
    const taken = {
      has: (name: string) => names.has(name) || (groups.has(name) && name !== folded),
    };
    names.set(slugOf(folded, taken), spellings);
  }
  return Object.fromEntries(names);
}

/** A value that stands once, and is like one that stands often, is taken for that one. */
function joinMisspelt(
  groups: Map<string, string[]>,
  seen: { readonly values: readonly SeenValue[]; readonly suggested: readonly string[] },
): AdoptionNote[] {
  const known = new Set(seen.suggested.map(foldSpelling));
  const standing = (folded: string) =>
    seen.values.filter(({ text }) => foldSpelling(text) === folded);
  const notes: AdoptionNote[] = [];
  for (const [folded, spellings] of [...groups]) {
    const [only, ...more] = standing(folded);
    if (only === undefined || more.length > 0 || known.has(folded)) continue;
    const often = [...groups.keys()].filter(
      (other) => other !== folded && (known.has(other) || standing(other).length > 2),
    );
    const meant = meantBy(folded, often);
    if (meant === undefined) continue;
    groups.set(meant, [...(groups.get(meant) ?? []), ...spellings]);
    groups.delete(folded);
    notes.push({ text: `'${only.text}' is taken for '${groups.get(meant)?.[0]}'`, at: only.at });
  }
  return notes;
}
