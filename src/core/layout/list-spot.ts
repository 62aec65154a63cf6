/** Derived lists: names come and go, and what people wrote beside a name stays. */
import { type ParsedPage, type Span, textOf } from '../wikitext/page.ts';
import { headingText } from '../wikitext/title.ts';
import type { RenderedSpot, SpotEntry } from './layout.ts';
import type { FoundSpot, SpotLayout, SpotProblem } from './spots.ts';

type ListSpot = RenderedSpot & { readonly kind: 'list' };

/**
 * Merges a list with the one on the page: a name that is on it keeps its line there, one that is new
 * gets the layout's, and one that was derived before and is no more goes with its line. Lines that
 * are about nobody whom the layout ever named are people's own.
 */
export function mergeList(page: ParsedPage, spot: ListSpot, layout: SpotLayout): FoundSpot {
  const wanted = distinct(spot.entries);
  const before = layout.earlier.flatMap(({ spots }) =>
    spots.flatMap((one) => (one.kind === 'list' && one.name === spot.name ? one.entries : [])),
  );
  const names = distinct([...wanted, ...before]).map(({ name }) => name);
  const place = findList(page, spot, { layout, names });
  if ('code' in place) return place;
  const gone = names.filter((name) => !wanted.some((entry) => entry.name === name));
  const merged = mergedLines(itemsOf(textOf(page.text, place)), wanted, gone);
  const isNew = place.start === place.end;
  const newText = merged.join('\n');
  if (newText === '') return { ...wholeLines(page.text, place), newText };
  return {
    start: place.start,
    end: place.end,
    newText: isNew ? `${place.gap}${newText}` : newText,
  };
}

/** An entry on the page: its line, and those that go on below it. */
function itemsOf(text: string): readonly string[] {
  const items: string[] = [];
  for (const line of text === '' ? [] : text.split('\n')) {
    const isDeeper = /^[*#:;]{2}/.test(line) && items.length > 0;
    if (isDeeper) items.push(`${items.pop() ?? ''}\n${line}`);
    else items.push(line);
  }
  return items;
}

function mergedLines(
  items: readonly string[],
  wanted: readonly SpotEntry[],
  gone: readonly string[],
): readonly string[] {
  const isAbout = (item: string, name: string): boolean => mentions(item, name);
  const kept = items.filter(
    (item) =>
      wanted.some(({ name }) => isAbout(item, name)) || !gone.some((name) => isAbout(item, name)),
  );
  const lines = [...kept];
  for (const [index, { name, line }] of wanted.entries()) {
    if (lines.some((item) => isAbout(item, name))) continue;
    const near = (entry: SpotEntry): number => lines.findIndex((item) => isAbout(item, entry.name));
    const before = wanted.slice(0, index).findLast((entry) => near(entry) !== -1);
    const after = wanted.slice(index + 1).find((entry) => near(entry) !== -1);
    if (before !== undefined) lines.splice(near(before) + 1, 0, line);
    else if (after !== undefined) lines.splice(near(after), 0, line);
    else lines.push(line);
  }
  return lines;
}

/** Where the list is, or where it goes, and what stands before it there. */
type ListPlace = Span & { readonly gap: string };

function findList(
  page: ParsedPage,
  spot: ListSpot,
  { layout, names }: { readonly layout: SpotLayout; readonly names: readonly string[] },
): ListPlace | SpotProblem {
  const body = bodyFor(page, spot, layout);
  if ('code' in body) return body;
  const sign = /^[*#:;]/.exec(spot.entries[0]?.line ?? '*')?.[0];
  if (sign === undefined) {
    return {
      code: 'spot-missing',
      reason: 'is no list in the layout: its lines begin with no *, #, : or ;',
    };
  }
  const runs = runsOf(page, body, sign);
  const named = runs.filter((run) => names.some((name) => mentions(textOf(page.text, run), name)));
  const [only] = named;
  if (named.length > 1) {
    return {
      code: 'spot-twice',
      reason: `is not told from others: ${named.length} lists name its people`,
    };
  }
  if (only !== undefined) return { ...only, gap: '' };
  return behindAnchor(page, spot, { layout, body, runs });
}

/** The section that the list stands in, without those inside it; the lead, if it stands there. */
function bodyFor(page: ParsedPage, spot: ListSpot, layout: SpotLayout): Span | SpotProblem {
  const above = layout.page.headings.findLast(({ span }) => span.start < spot.start);
  const found = page.headings.filter(({ text }) => text === above?.text);
  const [heading] = found;
  if (above !== undefined && (heading === undefined || found.length > 1)) {
    const reason = `is not found: the page has the heading '${above.text}' ${found.length} times`;
    return { code: found.length === 0 ? 'spot-missing' : 'spot-twice', reason };
  }
  const start = heading?.span.end ?? 0;
  const next = page.headings.find(({ span }) => span.start >= start);
  return { start, end: next?.span.start ?? page.text.length };
}

/** Lines of the list's kind that follow one another. */
function runsOf(page: ParsedPage, body: Span, sign: string): readonly Span[] {
  const pattern = new RegExp(`^\\${sign}.*(?:\\n\\${sign}.*)*`, 'gm');
  return [...textOf(page.text, body).matchAll(pattern)]
    .map(({ 0: run, index }) => ({
      start: body.start + index,
      end: body.start + index + run.length,
    }))
    .filter((run) => !page.calls.some(({ span }) => span.start < run.end && run.start < span.end));
}

/** Behind the line that stands before the list in the layout; with what list is there already. */
function behindAnchor(
  page: ParsedPage,
  spot: ListSpot,
  {
    layout,
    body,
    runs,
  }: { readonly layout: SpotLayout; readonly body: Span; readonly runs: readonly Span[] },
): ListPlace | SpotProblem {
  const { text } = layout.rendered;
  const above = layout.page.headings.findLast(({ span }) => span.start < spot.start);
  const head = text.slice(above?.span.end ?? 0, spot.start);
  const line = head.trimEnd().split('\n').at(-1) ?? '';
  const gap = head.slice(head.trimEnd().length) || '\n';
  const at = anchorEnd(page, body, line.trim());
  if (typeof at !== 'number') return at;
  const run = runs.find(({ start }) => start >= at && page.text.slice(at, start).trim() === '');
  return run === undefined ? { start: at, end: at, gap } : { ...run, gap };
}

/** Behind the only line that says this; at the start if there is nothing to look for. */
function anchorEnd(page: ParsedPage, body: Span, line: string): number | SpotProblem {
  if (line === '') return body.start;
  const lines = [...textOf(page.text, body).matchAll(/^.*$/gm)];
  const found = lines.filter(([one]) => one.trim() === line);
  const [only] = found;
  if (only !== undefined && found.length === 1) return body.start + only.index + only[0].length;
  const has = only === undefined ? 'no line' : `${found.length} lines`;
  return {
    code: only === undefined ? 'spot-missing' : 'spot-twice',
    reason: `is not found: its section has ${has} '${line}'`,
  };
}

/** A list that is gone leaves no empty line behind. */
function wholeLines(text: string, { start, end }: Span): Span {
  return text[end] === '\n' && text[start - 1] === '\n' ? { start, end: end + 1 } : { start, end };
}

function distinct(entries: readonly SpotEntry[]): readonly SpotEntry[] {
  return entries.filter(
    ({ name }, index) => entries.findIndex((entry) => entry.name === name) === index,
  );
}

/** Whether a line has a name as words of its own, be it in a link's target or in its text. */
function mentions(line: string, name: string): boolean {
  const words = folded(headingText(name)).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (words === '') return false;
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'u').test(folded(line));
}

function folded(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s_]+/gu, ' ')
    .toLowerCase();
}
