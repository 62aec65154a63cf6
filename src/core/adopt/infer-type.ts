/** Which type the values of a parameter have: the narrowest that reads all of them. */
import type { FieldOptions } from '../fields/field-type.ts';
import { fieldTypeNamed } from '../fields/field-types.ts';
import { suggest } from '../suggest.ts';

/** A type, with what it is set up with. */
export interface InferredType {
  readonly type: string;
  readonly options: FieldOptions;
  /** What a person should look at: one sentence each. */
  readonly notes: readonly string[];
}

/** The first that fits is taken; what fits nothing else is wikitext. */
export function inferType(values: readonly string[]): InferredType {
  const filled = values.filter((value) => value !== '');
  const found =
    filled.length === 0
      ? undefined
      : (inferDate(filled) ??
        inferFlag(filled) ??
        plainType('number', filled) ??
        plainType('url', filled) ??
        inferChoice(filled) ??
        inferPeople(filled) ??
        inferList(filled) ??
        plainType('link', filled) ??
        inferText(filled));
  return found ?? { type: 'wikitext', options: {}, notes: [] };
}

/** Formats that people write, by which of two readings of one text is taken first. */
const dateFormats = [
  'yyyy-MM-dd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'dd-MM-yyyy',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'd MMMM yyyy',
  'MMMM d, yyyy',
  'd MMM yyyy',
  'MMM d, yyyy',
] as const;

function inferDate(values: readonly string[]): InferredType | undefined {
  const reading = (formats: readonly string[]) => readersOf('date', { formats });
  const left = new Set(values);
  const formats: string[] = [];
  while (left.size > 0) {
    const counted = dateFormats
      .filter((format) => !formats.includes(format))
      .map((format) => ({ format, read: [...left].filter(reading([format])) }));
    // ISO is read whatever the formats are.
    const best = counted.reduce((a, b) => (b.read.length > a.read.length ? b : a));
    if (best.read.length === 0) return undefined;
    formats.push(best.format);
    for (const value of best.read) left.delete(value);
  }
  const doubtful = values.filter((value) => isReadInTwoWays(value)).length;
  const note = `${doubtful} of ${values.length} can be read in two ways: the first format that fits is taken`;
  return { type: 'date', options: { formats }, notes: doubtful === 0 ? [] : [note] };
}

function isReadInTwoWays(value: string): boolean {
  const reads = (format: string) => readersOf('date', { formats: [format] })(value);
  return !/^\d{4}/.test(value) && reads('d/M/yyyy') && reads('M/d/yyyy');
}

const yes = ['yes', 'y', 'true', '1', 'x'];
const no = ['no', 'n', 'false', '0', '-'];

function inferFlag(values: readonly string[]): InferredType | undefined {
  const distinct = spellingsIn(values);
  const isOneOf = (words: readonly string[]) =>
    distinct.filter((value) => words.includes(value.toLowerCase()));
  const [meanYes, meanNo] = [isOneOf(yes), isOneOf(no)];
  if (meanYes.length + meanNo.length < distinct.length) return undefined;
  // Numbers that happen to be nothing but 0 and 1 may be counts.
  if (distinct.every((value) => /^[01]$/.test(value))) return undefined;
  const options = {
    values: {
      true: meanYes.length === 0 ? ['Yes'] : meanYes,
      false: meanNo.length === 0 ? ['No'] : meanNo,
    },
  };
  return fits({ type: 'flag', options, notes: [] }, values);
}

/** So many different values at most, each of so many signs, and each several times on average. */
const mostChoices = 12;
const longestChoice = 40;

function inferChoice(values: readonly string[]): InferredType | undefined {
  const spellings = spellingsIn(values);
  const groups = new Map<string, string[]>();
  for (const spelling of spellings) {
    const folded = spelling.toLowerCase();
    groups.set(folded, [...(groups.get(folded) ?? []), spelling]);
  }
  const isPlain = spellings.every(
    (value) => value.length <= longestChoice && !/[[\]{}<>|\n,;:*]/.test(value),
  );
  if (!isPlain || groups.size > mostChoices || groups.size * 2 > values.length) return undefined;
  const notes = joinMisspelt(groups, values);
  const named = new Map<string, string[]>();
  for (const [folded, all] of groups) named.set(slugOf(folded, named), all);
  const options = { values: Object.fromEntries(named) };
  return fits({ type: 'choice', options, notes }, values);
}

/** A value that stands once, and is like one that stands often, is taken for that one. */
function joinMisspelt(groups: Map<string, string[]>, values: readonly string[]): string[] {
  const countOf = (folded: string): number =>
    values.filter((value) => value.toLowerCase() === folded).length;
  const notes: string[] = [];
  for (const [folded, spellings] of [...groups]) {
    if (countOf(folded) > 1 || folded.length < 4) continue;
    const others = [...groups.keys()].filter((other) => other !== folded && countOf(other) > 2);
    const meant = suggest(folded, others);
    if (meant === undefined) continue;
    groups.set(meant, [...(groups.get(meant) ?? []), ...spellings]);
    groups.delete(folded);
    notes.push(`'${spellings[0]}' is taken for '${groups.get(meant)?.[0]}'`);
  }
  return notes;
}

/** Names with roles, in most of the values at least. */
function inferPeople(values: readonly string[]): InferredType | undefined {
  const withRoles = values.filter((value) => /^[\p{L} ]{2,30}:\s*\p{Lu}/u.test(value));
  if (withRoles.length * 2 < values.length) return undefined;
  return plainType('people', values);
}

function inferList(values: readonly string[]): InferredType | undefined {
  return values.every((value) => /^[*#]/.test(value)) ? plainType('list', values) : undefined;
}

function inferText(values: readonly string[]): InferredType | undefined {
  return values.some((value) => /[[\]{}<>|\n]|''|https?:\/\/|^[*#:;=]/.test(value))
    ? undefined
    : plainType('text', values);
}

function plainType(type: string, values: readonly string[]): InferredType | undefined {
  return fits({ type, options: {}, notes: [] }, values);
}

function fits(found: InferredType, values: readonly string[]): InferredType | undefined {
  return values.every(readersOf(found.type, found.options)) ? found : undefined;
}

function readersOf(name: string, options: FieldOptions): (value: string) => boolean {
  const type = fieldTypeNamed(name);
  return (value) => type?.read(value, options).kind === 'value';
}

function spellingsIn(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** A short name for data files and configs, unlike those that are taken. */
export function slugOf(text: string, taken: { has: (name: string) => boolean }): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const name = plain === '' ? 'value' : plain;
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
