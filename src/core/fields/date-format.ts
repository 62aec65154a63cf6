/** Date formats: patterns such as `d MMMM yyyy`, with English names of months in any case. */

/** The format of dates in data files. */
export const isoFormat = 'yyyy-MM-dd';

/** Whether a format names year, month and day, each once; with any other, no date can be read. */
export function isDateFormat(format: string): boolean {
  return compiled(format).isComplete;
}

/**
 * Reads a date by one format. White space fits any white space, and `M` and `d` fit two digits.
 *
 * @returns the date as ISO 8601; `undefined` if the text does not fit, or there is no such day
 */
export function parseDate(text: string, format: string): string | undefined {
  const { isComplete, pattern, tokens } = compiled(format);
  const match = isComplete ? pattern.exec(text) : null;
  if (match === null) return undefined;
  const day = { year: 0, month: 0, day: 0 };
  for (const [at, { part, read }] of tokens.entries()) {
    day[part] = read(String(match[at + 1]));
  }
  return isReal(day) ? printDay(day, isoFormat) : undefined;
}

/** Whether a text is of a format's form, if not of a day that there is. */
export function hasDateForm(text: string, format: string): boolean {
  return isDateFormat(format) && patternOf(format).test(text.trim());
}

/** Writes a date, given as ISO 8601, in a format. */
export function formatDate(iso: string, format: string): string {
  const [year, month, day] = iso.split('-');
  return printDay({ year: Number(year), month: Number(month), day: Number(day) }, format);
}

/** A day of the calendar; months and days are counted from 1. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What stands for a part of a day in a format. */
interface Token {
  readonly name: string;
  readonly part: keyof Day;
  readonly pattern: string;
  readonly read: (text: string) => number;
  readonly print: (part: number) => string;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const shortMonths = months.map((month) => month.slice(0, 3));

/** Of tokens that begin alike, the longest comes first. */
const allTokens: readonly Token[] = [
  digits('yyyy', 'year', 4),
  monthNames('MMMM', months),
  monthNames('MMM', shortMonths),
  digits('MM', 'month', 2),
  digits('M', 'month', 1),
  digits('dd', 'day', 2),
  digits('d', 'day', 1),
];

function digits(name: string, part: keyof Day, width: 1 | 2 | 4): Token {
  const pattern = width === 1 ? '(\\d{1,2})' : `(\\d{${width}})`;
  return { name, part, pattern, read: Number, print: (part) => String(part).padStart(width, '0') };
}

function monthNames(name: string, names: readonly string[]): Token {
  const folded = names.map((month) => month.toLowerCase());
  return {
    name,
    part: 'month',
    pattern: `(${names.join('|')})`,
    read: (text) => folded.indexOf(text.toLowerCase()) + 1,
    print: (month) => String(names[month - 1]),
  };
}

/** A format, ready for use. */
interface CompiledFormat {
  /** Tokens, and the single characters between them. */
  readonly parts: readonly (Token | string)[];
  readonly tokens: readonly Token[];
  /** Whether it names year, month and day, each once. */
  readonly isComplete: boolean;
  /** With one group per token, in their order. */
  readonly pattern: RegExp;
}

/** Configs have a few, and pages have thousands of dates. */
const formats = new Map<string, CompiledFormat>();

function compiled(format: string): CompiledFormat {
  const known = formats.get(format);
  if (known !== undefined) return known;
  const parts = partsOf(format);
  const tokens = parts.filter((part) => typeof part !== 'string');
  const named = tokens.map(({ part }) => part);
  const isComplete = named.toSorted().join(' ') === 'day month year';
  const made = { parts, tokens, isComplete, pattern: patternOf(format) };
  formats.set(format, made);
  return made;
}

function partsOf(format: string): readonly (Token | string)[] {
  const parts: (Token | string)[] = [];
  for (let at = 0; at < format.length; ) {
    const token = allTokens.find(({ name }) => format.startsWith(name, at));
    parts.push(token ?? format.charAt(at));
    at += token?.name.length ?? 1;
  }
  return parts;
}

function patternOf(format: string): RegExp {
  const source = partsOf(format.replace(/\s+/g, ' ')).map((part) => {
    if (typeof part !== 'string') return part.pattern;
    return part === ' ' ? '\\s+' : part.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

function printDay(day: Day, format: string): string {
  return compiled(format)
    .parts.map((part) => (typeof part === 'string' ? part : part.print(day[part.part])))
    .join('');
}

function isReal({ year, month, day }: Day): boolean {
  if (year < 1 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}
