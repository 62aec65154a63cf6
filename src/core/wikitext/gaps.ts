/** What stands between neighbouring calls. */
import type { ParsedPage, TemplateCall } from './page.ts';

/** The gap that stands between this call and the next, or the one before. */
export function gapAfter(page: ParsedPage, call: TemplateCall): string | undefined {
  const index = page.calls.indexOf(call);
  const pairs = [
    [call, page.calls[index + 1]],
    [page.calls[index - 1], call],
  ];
  for (const [before, after] of pairs) {
    if (before === undefined || after === undefined) continue;
    const gap = page.text.slice(before.span.end, after.span.start);
    if (isGap(gap)) return gap;
  }
  return undefined;
}

/** The gap most common on the page; an empty line where there is none. */
export function usualGap(page: ParsedPage): string {
  const counts = new Map<string, number>();
  for (const [index, call] of page.calls.entries()) {
    const next = page.calls[index + 1];
    const gap = next === undefined ? undefined : page.text.slice(call.span.end, next.span.start);
    if (gap !== undefined && isGap(gap)) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? '\n\n';
}

/** White space, list marks and table marks are a gap between neighbours; a word is prose. */
export function isGap(text: string): boolean {
  return /^(?:[ \t\n]|(?<=\n)(?:[*#:;]+|\|-+|[|!](?![-}+])))*$/.test(text);
}
