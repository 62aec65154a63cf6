/** One value, as it is shown where nothing is compared. */
import { valueText } from '../../core/render/value-text.ts';
import type { FieldValue } from '../../core/value.ts';
import { type Line, type Span, span, type TextContext } from './line.ts';

/** Of a value that is shown for itself, so many lines, each of so many rows. */
const shownLines = 3;
const shownRows = 2;

/** A label with a value behind it, or below it if it has several lines. */
export function valueLines(
  label: string,
  value: FieldValue | undefined,
  { indent, verbose }: Pick<TextContext, 'verbose'> & { readonly indent: number },
): readonly Line[] {
  const rows = verbose ? {} : { maxRows: shownRows };
  const texts = value === undefined ? [] : valueText(value).split('\n');
  const [text = ''] = texts;
  if (texts.length < 2) {
    const shown = value === undefined || text === '' ? placeholder(value) : span(text);
    return [{ indent, spans: [labelSpan(label), span(' '), shown], ...rows }];
  }
  const kept = verbose || texts.length <= shownLines + 1 ? texts : texts.slice(0, shownLines);
  const left = texts.length - kept.length;
  return [
    { indent, spans: [labelSpan(label)] },
    ...kept.map((line): Line => ({ indent: indent + 2, spans: [span(line)], ...rows })),
    ...(left === 0 ? [] : [foldedLines(indent + 2, left)]),
  ];
}

/** What stands for a field that is absent, or present and empty. */
export function placeholder(value: FieldValue | undefined): Span {
  return span(value === undefined ? '(absent)' : '(empty)', 'quiet');
}

/** A field's or a side's name. */
export function labelSpan(label: string): Span {
  return span(`${label}:`, 'quiet');
}

/** Stands for lines that are not shown. */
export function foldedLines(indent: number, count: number): Line {
  return { indent, spans: [span(`… ${count} more ${count === 1 ? 'line' : 'lines'}`, 'quiet')] };
}
