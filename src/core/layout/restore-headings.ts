/** Headings of a layout that the page has no more come back, where they were as far as one can tell. */
import type { RecordSchema } from '../schema.ts';
import { atLevel, beforeLine, behindSection } from '../wikitext/headings.ts';
import { type Heading, type ParsedPage, textOf } from '../wikitext/page.ts';
import { readPageRecords } from '../wikitext/page-records.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import type { SiteSettings } from '../wikitext/site.ts';
import { applyEdits, type TextEdit } from '../wikitext/text-edit.ts';
import { headingText } from '../wikitext/title.ts';

/** What it takes to find their places. */
export interface HeadingContext {
  readonly schema: RecordSchema;
  readonly site: SiteSettings;
  /** The layout as it was rendered. */
  readonly layout: ParsedPage;
  /** The section that a record is to stand in, by its key on the page. */
  readonly sectionOf: (key: string) => string | undefined;
}

/** The page's text with all of the layout's headings, and those that came back. */
export function restoreHeadings(
  text: string,
  context: HeadingContext,
): { readonly text: string; readonly restored: readonly string[] } {
  let page = parsed(text, context);
  const restored: string[] = [];
  for (const heading of context.layout.headings) {
    if (isOn(page, heading)) continue;
    const edit = placeOf(heading, page, context);
    page = parsed(applyEdits(page.text, [edit]), context);
    restored.push(heading.text);
  }
  return { text: page.text, restored };
}

function parsed(text: string, { schema, site }: HeadingContext): ParsedPage {
  const page = parsePage(text, schema, site);
  if (typeof page === 'string') throw new Error(`A page with its headings ${page}.`);
  return page;
}

function isOn(page: ParsedPage, { text }: Heading): boolean {
  return page.headings.some((one) => one.text === text);
}

function placeOf(heading: Heading, page: ParsedPage, context: HeadingContext): TextEdit {
  const value = [...(context.schema.section?.headings ?? [])].find(
    ([, text]) => headingText(text) === heading.text,
  )?.[0];
  const found =
    value === undefined
      ? aboveItsText(heading, page, context)
      : aroundItsRecords({ heading, value }, page, context);
  if (found !== undefined) return found;
  const { layout } = context;
  const before = layout.headings
    .slice(0, layout.headings.indexOf(heading))
    .findLast((one) => isOn(page, one));
  const other = page.headings.find(({ text }) => text === before?.text);
  const level = value === undefined ? heading.level : sectionLevel(page, context, heading);
  const parts = [atLevel(textOf(layout.text, heading.span), level), bodyOf(heading, layout)];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return behindSection(page, other, { level, text });
}

/** Over its records, where these stand together; in place of what the heading was changed to. */
function aroundItsRecords(
  { heading, value }: { readonly heading: Heading; readonly value: string },
  page: ParsedPage,
  context: HeadingContext,
): TextEdit | undefined {
  const { schema, layout, sectionOf } = context;
  const { pairs } = readPageRecords(page, schema, '');
  const own = pairs
    .filter(({ record }) => sectionOf(record.key) === value)
    .map(({ entry }) => entry);
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const raw = textOf(layout.text, heading.span);
  const above = headingAbove(page, first.call.span.start);
  const under = page.calls.filter(({ span }) => headingAbove(page, span.start) === above);
  const isChanged = above !== undefined && !isOn(layout, above) && under.length === own.length;
  if (isChanged && under[0] === first.call && under.at(-1) === last.call) {
    return { ...above.span, newText: atLevel(raw, above.level) };
  }
  if (last.index - first.index + 1 !== own.length) return undefined;
  const level = sectionLevel(page, context, heading);
  return beforeLine(page.text, first.call.span.start, atLevel(raw, level));
}

/** Over the text that stands under it in the layout, if the page has that once. */
function aboveItsText(
  heading: Heading,
  page: ParsedPage,
  { layout }: HeadingContext,
): TextEdit | undefined {
  const raw = textOf(layout.text, heading.span);
  const [line] = bodyOf(heading, layout).split('\n');
  const at = line === undefined || line === '' ? -1 : lineStart(page.text, line);
  if (at !== -1) return beforeLine(page.text, at, raw);
  const next = layout.headings[layout.headings.indexOf(heading) + 1];
  if (next === undefined || next.level <= heading.level || line !== '') return undefined;
  const inside = page.headings.find(({ text }) => text === next.text);
  return inside === undefined ? undefined : beforeLine(page.text, inside.span.start, raw);
}

/** Where a line stands, if it does so once; else -1. */
function lineStart(text: string, line: string): number {
  const found = [...`\n${text}\n`.matchAll(/(?<=\n)[^\n]*(?=\n)/g)].filter(
    ([one]) => one.trim() === line.trim(),
  );
  return found.length === 1 ? (found[0]?.index ?? 0) - 1 : -1;
}

function headingAbove(page: ParsedPage, offset: number): Heading | undefined {
  return page.headings.findLast(({ span }) => span.start < offset);
}

/** The level of the page's other sections; the layout's if there are none. */
function sectionLevel(page: ParsedPage, { schema }: HeadingContext, heading: Heading): number {
  const known = new Set([...(schema.section?.headings.values() ?? [])].map(headingText));
  return page.headings.find(({ text }) => known.has(text))?.level ?? heading.level;
}

/** What the layout says under a heading, up to its first record or the next heading. */
function bodyOf(heading: Heading, layout: ParsedPage): string {
  const start = heading.span.end;
  const ends = [...layout.headings, ...layout.calls].map(({ span }) => span.start);
  const end = Math.min(layout.text.length, ...ends.filter((at) => at >= start));
  return layout.text.slice(start, end).trim();
}
