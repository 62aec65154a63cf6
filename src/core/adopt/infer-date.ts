/** Whether values are dates, and in which formats people wrote them. */
import { parseDate } from '../fields/date-format.ts';
import type { InferredType } from './infer-type.ts';
import type { AdoptionNote, SeenValue } from './seen.ts';

/** Formats that people write; of two that read as many values, the first is taken. */
const dateFormats = [
  'yyyy-MM-dd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'dd-MM-yyyy',
  'MM-dd-yyyy',
  'd-M-yyyy',
  'yyyy/MM/dd',
  'yyyy/M/d',
  'yyyy.MM.dd',
  'yyyy.M.d',
  'yyyy-M-d',
  'd MMMM yyyy',
  'dd MMMM yyyy',
  'MMMM d, yyyy',
  'd MMM yyyy',
  'dd MMM yyyy',
  'MMM d, yyyy',
  'MMMM d yyyy',
  'MMM d yyyy',
  'd. MMMM yyyy',
  'd. MMM yyyy',
  'd-MMM-yyyy',
  'dd-MMM-yyyy',
  'd MMMM, yyyy',
  'yyyy MMMM d',
  'yyyy MMM d',
  'yyyy年M月d日',
  'yyyy年MM月dd日',
  'yyyy년 M월 d일',
] as const;

/** So many of the values must be dates: an impossible one, or a word, among many is a mistake. */
const enough = 0.8;

/** Longest text that can be a date. */
const longest = 30;

/** The formats that read the most values first; `undefined` if too many are no dates. */
export function inferDate(values: readonly SeenValue[]): InferredType | undefined {
  const texts = values.map(({ text }) => text);
  const likely = texts.filter((text) => text.length <= longest && /\d/.test(text));
  if (likely.length < enough * texts.length) return undefined;
  const formats = formatsOf(likely);
  const read = texts.filter((text) => isRead(text, formats)).length;
  if (read < Math.min(2, texts.length) || read < enough * texts.length) return undefined;
  return { type: 'date', options: { formats }, notes: orderNotes(values) };
}

/** Where the page shows by no date whether the day or the month goes first. */
function orderNotes(values: readonly SeenValue[]): readonly AdoptionNote[] {
  const [first] = values.filter(({ text }) => isReadInTwoWays(text));
  const isShown = values.some(({ text }) => isReadInOneWay(text));
  if (first === undefined || isShown) return [];
  const text = 'No date shows whether the day or the month goes first: the day is taken to';
  return [{ text, at: first.at }];
}

function formatsOf(texts: readonly string[]): readonly string[] {
  const left = new Set(texts);
  const formats: string[] = [];
  while (left.size > 0) {
    const counted = dateFormats.map((format) => ({
      format,
      read: [...left].filter((text) => parseDate(text, format) !== undefined),
    }));
    const best = counted.reduce((a, b) => (b.read.length > a.read.length ? b : a));
    if (best.read.length === 0) break;
    formats.push(best.format);
    for (const text of best.read) left.delete(text);
  }
  return formats;
}

function isRead(text: string, formats: readonly string[]): boolean {
  return formats.some((format) => parseDate(text, format) !== undefined);
}

function isReadInTwoWays(text: string): boolean {
  const [dayFirst, monthFirst] = bothReadings(text);
  return dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst;
}

function isReadInOneWay(text: string): boolean {
  const [dayFirst, monthFirst] = bothReadings(text);
  return (dayFirst === undefined) !== (monthFirst === undefined);
}

function bothReadings(text: string): readonly (string | undefined)[] {
  const slashed = text.replaceAll('-', '/');
  return [parseDate(slashed, 'd/M/yyyy'), parseDate(slashed, 'M/d/yyyy')];
}
