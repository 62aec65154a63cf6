/** Spots within a line: a count, a date, a name. */
import type { ParsedPage, Span } from '../wikitext/page.ts';
import type { RenderedLayout, RenderedSpot } from './layout.ts';
import type { SpotProblem } from './spots.ts';

/**
 * Finds a spot by the words beside it in the layout: the nearest three on each side, and where the
 * page has these more than once, by all of its line.
 */
export function findText(
  page: ParsedPage,
  layout: RenderedLayout,
  spot: RenderedSpot,
): Span | SpotProblem {
  const around = aroundOf(layout, spot);
  const near = {
    before: /(?:\S+\s+){0,2}\S*\s*$/u.exec(around.before)?.[0] ?? '',
    after: withoutStop(/^\s*\S*(?:\s+\S+){0,2}/u.exec(around.after)?.[0] ?? ''),
  };
  const words = `'${near.before}…${near.after}'`;
  if (words === "'…'") {
    return { code: 'spot-missing', reason: 'has nothing around it in the layout' };
  }
  const found = matchesOf(page, near, {
    isLineStart: near.before === '' && around.isLineStart,
    isLineEnd: near.after === '' && around.isLineEnd,
  });
  const exact = found.length < 2 ? found : matchesOf(page, around, around);
  const [only] = exact;
  if (only !== undefined && exact.length === 1) return only;
  if (found.length === 0)
    return { code: 'spot-missing', reason: `is not found: no line has ${words}` };
  const reason = `is not told from others: ${found.length} lines have ${words}`;
  return { code: 'spot-twice', reason };
}

/** A sentence may go on. */
function withoutStop(text: string): string {
  const words = text.replace(/[.,;:!?]+$/, '');
  return words.trim() === '' ? text : words;
}

/** Whether two texts differ in nothing but their numbers. */
export function isOfOneShape(a: string, b: string): boolean {
  const shape = (text: string): string => text.replace(/\d+(?:[.,\u00A0]\d{3})*/g, '0');
  return shape(a) === shape(b);
}

interface Around {
  readonly before: string;
  readonly after: string;
  /** Whether nothing stands before `before`, or behind `after`, in its line. */
  readonly isLineStart: boolean;
  readonly isLineEnd: boolean;
}

/** What stands in the spot's line before and behind it, up to other spots. */
function aroundOf({ text, spots }: RenderedLayout, spot: RenderedSpot): Around {
  const lineStart = text.lastIndexOf('\n', spot.start - 1) + 1;
  const lineBreak = text.indexOf('\n', spot.end);
  const lineEnd = lineBreak === -1 ? text.length : lineBreak;
  const start = Math.max(lineStart, ...spots.map(({ end }) => (end <= spot.start ? end : 0)));
  const end = Math.min(
    lineEnd,
    ...spots.filter((other) => other !== spot && other.start >= spot.end).map((one) => one.start),
  );
  return {
    before: text.slice(start, spot.start),
    after: text.slice(spot.end, end),
    isLineStart: start === lineStart,
    isLineEnd: end === lineEnd,
  };
}

function matchesOf(
  { text, calls }: ParsedPage,
  { before, after }: Pick<Around, 'before' | 'after'>,
  { isLineStart, isLineEnd }: Pick<Around, 'isLineStart' | 'isLineEnd'>,
): readonly Span[] {
  return [...text.matchAll(/^.*$/gm)].flatMap(({ 0: line, index }) => {
    const starts = isLineStart ? [line.startsWith(before) ? 0 : -1] : indicesOf(line, before);
    return starts.flatMap((at): readonly Span[] => {
      const start = at + before.length;
      const end = isLineEnd ? endOf(line, after) : indexOf(line, after, start);
      if (at === -1 || end < start) return [];
      const span = { start: index + start, end: index + end };
      const isInCall = calls.some(
        (call) => call.span.start <= span.start && span.end <= call.span.end,
      );
      return isInCall ? [] : [span];
    });
  });
}

function indicesOf(line: string, part: string): readonly number[] {
  const found: number[] = [];
  for (let at = indexOf(line, part, 0); at !== -1; at = indexOf(line, part, at + 1)) found.push(at);
  return found;
}

/** What is empty is nowhere. */
function indexOf(line: string, part: string, from: number): number {
  return part === '' ? -1 : line.indexOf(part, from);
}

function endOf(line: string, part: string): number {
  return line.endsWith(part) ? line.length - part.length : -1;
}
