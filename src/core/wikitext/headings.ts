/** Headings that a page should have, and has not: where they go. */
import { footerStart } from './insertion.ts';
import { type Heading, type ParsedPage, textOf } from './page.ts';
import type { TextEdit } from './text-edit.ts';

/** A heading with `=` of another level. */
export function atLevel(raw: string, level: number): string {
  const signs = '='.repeat(level);
  return raw.trim().replace(/^=+/, signs).replace(/=+$/, signs);
}

/** Puts a text on lines of its own before an offset's line. */
export function beforeLine(text: string, offset: number, newText: string): TextEdit {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { start, end: start, newText: `${newText}\n\n` };
}

/**
 * Puts a section behind another one, with all that is inside that if the new one is not inside it
 * too; behind the lead if there is no other.
 */
export function behindSection(
  page: ParsedPage,
  other: Heading | undefined,
  section: { readonly level: number; readonly text: string },
): TextEdit {
  const isInside = other === undefined || section.level > other.level;
  const start = other?.span.end ?? 0;
  const next = page.headings.find(
    ({ span, level }) => span.start >= start && (isInside || level <= other.level),
  );
  const end = next?.span.start ?? footerStart(page, start);
  const at = start + textOf(page.text, { start, end }).trimEnd().length;
  const newText = at === 0 ? `${section.text}\n\n` : `\n\n${section.text}`;
  return { start: at, end: at, newText };
}
