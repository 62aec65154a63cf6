/** How calls leave a page. */
import { isGap } from './gaps.ts';
import type { ParsedPage, Span, TemplateCall } from './page.ts';
import type { TextEdit } from './text-edit.ts';

/** Deletes calls with what set each apart from its neighbours. */
export function deletionEdits(
  page: ParsedPage,
  deleted: ReadonlySet<TemplateCall>,
): readonly TextEdit[] {
  return runsOf(page, deleted).map(({ first, last, before, after }) => {
    const start = first.span.start;
    const end = last.span.end;
    if (before !== undefined && isGap(page.text.slice(before.span.end, start))) {
      return { start: before.span.end, end, newText: '' };
    }
    if (after !== undefined && isGap(page.text.slice(end, after.span.start))) {
      return { start, end: after.span.start, newText: '' };
    }
    return { ...lineSpan(page.text, { start, end }), newText: '' };
  });
}

interface Run {
  readonly first: TemplateCall;
  readonly last: TemplateCall;
  /** The calls beside it that stay. */
  readonly before: TemplateCall | undefined;
  readonly after: TemplateCall | undefined;
}

/** Deleted calls that follow one another with nothing but a gap between. */
function runsOf(page: ParsedPage, deleted: ReadonlySet<TemplateCall>): readonly Run[] {
  const staying = (call: TemplateCall | undefined): TemplateCall | undefined =>
    call === undefined || deleted.has(call) ? undefined : call;
  const runs: Run[] = [];
  for (const [index, call] of page.calls.entries()) {
    if (!deleted.has(call)) continue;
    const previous = page.calls[index - 1];
    const after = staying(page.calls[index + 1]);
    const open = runs.at(-1);
    if (open !== undefined && open.last === previous && isNeighbour(page, previous, call)) {
      runs[runs.length - 1] = { ...open, last: call, after };
    } else runs.push({ first: call, last: call, before: staying(previous), after });
  }
  return runs;
}

function isNeighbour(page: ParsedPage, call: TemplateCall, next: TemplateCall): boolean {
  return isGap(page.text.slice(call.span.end, next.span.start));
}

/** A call's lines, with a list mark before it, and one set of blank lines beside it. */
function lineSpan(text: string, span: Span): Span {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const lineBreak = text.indexOf('\n', span.end);
  const lineEnd = lineBreak === -1 ? text.length : lineBreak;
  const isAlone =
    /^[*#:;\s]*$/.test(text.slice(lineStart, span.start)) &&
    text.slice(span.end, lineEnd).trim() === '';
  if (!isAlone) return span;
  const above = text.slice(0, lineStart).trimEnd();
  const rest = text.slice(lineEnd);
  if (rest.trim() === '') return { start: above.length, end: text.length - trailing(text) };
  const blanks = /^\n(?:[ \t]*\n)*/.exec(rest)?.[0] ?? '\n';
  return { start: lineStart, end: lineEnd + blanks.length };
}

function trailing(text: string): number {
  return text.length - text.trimEnd().length;
}
