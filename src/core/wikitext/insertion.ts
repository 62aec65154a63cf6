/** Where calls go: behind their predecessor, with the page's own gaps between calls. */
import type { SectionSchema } from '../schema.ts';
import { gapAfter } from './gaps.ts';
import { type ParsedPage, type Span, type TemplateCall, textOf } from './page.ts';
import { sectionsOf, standingIn } from './sections.ts';
import type { TextEdit } from './text-edit.ts';

/** A call to be put on the page. */
export interface Insertion {
  readonly callText: string;
  /** The section's value; `undefined` on a page without sections. */
  readonly section: string | undefined;
  /** The call of the same section that it follows. */
  readonly predecessor: TemplateCall | undefined;
}

/** A page that calls are put on. */
export interface InsertionContext {
  readonly page: ParsedPage;
  readonly schema: SectionSchema | undefined;
  /** Stands between calls where the page shows no other gap. */
  readonly gap: string;
}

/**
 * Puts calls into their sections, each behind its predecessor, else before the section's first
 * call, else at the section's end. Insertions at one place keep their order.
 *
 * @returns for each insertion its edit, or `undefined` if the page has no such section
 */
export function insertionEdits(
  context: InsertionContext,
  insertions: readonly Insertion[],
): readonly (TextEdit | undefined)[] {
  const { gap } = context;
  const opened = new Set<string | undefined>();
  return insertions.map((insertion) => {
    const { callText, section, predecessor } = insertion;
    if (predecessor !== undefined) return behind(context.page, predecessor, { callText, gap });
    const area = sectionArea(context, section);
    if (area === undefined) return undefined;
    const first = firstCall(context, area, section);
    if (first !== undefined) return before(context.page, first, { callText, gap });
    const isFirst = !opened.has(section);
    opened.add(section);
    return appendTo(context.page, area, { callText, gap: isFirst ? '\n\n' : gap });
  });
}

interface CallAndGap {
  readonly callText: string;
  /** For where the page shows none. */
  readonly gap: string;
}

function behind(page: ParsedPage, call: TemplateCall, what: CallAndGap): TextEdit {
  const at = call.span.end;
  return { start: at, end: at, newText: `${gapAfter(page, call) ?? what.gap}${what.callText}` };
}

function before(page: ParsedPage, call: TemplateCall, what: CallAndGap): TextEdit {
  const at = call.span.start;
  return { start: at, end: at, newText: `${what.callText}${gapAfter(page, call) ?? what.gap}` };
}

/** The section's first call that stays; ones in sections inside it are not its own. */
function firstCall(
  context: InsertionContext,
  area: Span,
  section: string | undefined,
): TemplateCall | undefined {
  const { page, schema } = context;
  const standing = schema === undefined ? undefined : standingIn(page, schema);
  return page.calls.find(
    ({ span }) =>
      span.start >= area.start &&
      span.end <= area.end &&
      (standing === undefined || standing(span.start).value === section),
  );
}

/** What a section's own calls may stand in: up to the next heading that the schema names. */
function sectionArea(context: InsertionContext, section: string | undefined): Span | undefined {
  const { page, schema } = context;
  if (schema === undefined) return { start: 0, end: page.text.length };
  const sections = sectionsOf(page, schema);
  const wanted = sections.filter(({ value }) => value === section);
  const populated = wanted.find((candidate) =>
    page.calls.some(
      ({ span }) => span.start > candidate.heading.span.start && span.end <= candidate.end,
    ),
  );
  const found = populated ?? wanted[0];
  if (found === undefined) return undefined;
  const start = found.heading.span.end;
  const inner = sections.find(({ heading }) => heading.span.start >= start);
  return { start, end: Math.min(found.end, inner?.heading.span.start ?? found.end) };
}

/**
 * At the end of an area, behind its prose but before the categories and links to other languages
 * that pages end with; white space before what follows stays there.
 */
function appendTo(page: ParsedPage, area: Span, what: CallAndGap): TextEdit {
  const at = area.start + withoutFooter(textOf(page.text, area)).trimEnd().length;
  const newText = at === 0 ? what.callText : `${what.gap}${what.callText}`;
  return { start: at, end: at, newText };
}

function withoutFooter(text: string): string {
  return text.replace(footer, '');
}

/** Where the categories and links to other languages begin that a page may end with. */
export function footerStart(page: ParsedPage, from: number): number {
  return from + withoutFooter(page.text.slice(from)).length;
}

const footer = /(?:\s*\[\[[^\][\n:|]+:[^\][\n]*\]\])+\s*$/;
