/** One field's step from a value to another, in the shortest form that shows it. */
import { valueText } from '../../core/render/value-text.ts';
import { diffWords, likeness, type WordPart } from '../../core/render/word-diff.ts';
import { canonicalJson, type FieldValue } from '../../core/value.ts';
import { columnsOf } from './columns.ts';
import { type Line, span, type TextContext } from './line.ts';
import { textDiffLines } from './text-diff-lines.ts';
import { labelSpan, placeholder } from './value-lines.ts';
import { alike, sideSpans, wordSpans } from './word-spans.ts';

/** A step, at its place in the report. */
export interface Step {
  readonly label: string;
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
  readonly indent: number;
}

/** Short values with an arrow, long ones with their changed words, texts with their changed lines. */
export function stepLines(step: Step, context: TextContext): readonly Line[] {
  const { label, indent } = step;
  const { before, after } = distinctTexts(step);
  if (before.includes('\n') || after.includes('\n')) return blockLines(step, context);
  const parts = diffWords(before, after);
  const width = context.width - indent - columnsOf(`${label}: `);
  if (hasArrow({ before, after, parts, width })) return [arrowLine(step, parts)];
  if (before !== '' && after !== '' && likeness(parts) >= alike) {
    return [{ indent, spans: [labelSpan(label), span(' '), ...wordSpans(parts, context)] }];
  }
  return blockLines(step, context);
}

/** The values' texts; as JSON where different values read the same, such as `1` and `'1'`. */
function distinctTexts({ before, after }: Step): {
  readonly before: string;
  readonly after: string;
} {
  const textOf = (value: FieldValue | undefined): string =>
    value === undefined ? '' : valueText(value);
  const texts = { before: textOf(before), after: textOf(after) };
  if (texts.before !== texts.after || before === undefined || after === undefined) return texts;
  return { before: canonicalJson(before), after: canonicalJson(after) };
}

/** Whether both fit into a row, and are better read side by side than in each other. */
function hasArrow(change: {
  readonly before: string;
  readonly after: string;
  readonly parts: readonly WordPart[];
  readonly width: number;
}): boolean {
  const { before, after, parts, width } = change;
  const longer = Math.max(columnsOf(before), columnsOf(after));
  if (columnsOf(before) + columnsOf(after) + 12 > width) return false;
  if (before === '' || after === '') return true;
  return !differsInSpace(before, after) && (longer <= 24 || likeness(parts) < alike);
}

/** White space at the ends, or nothing but white space: beside an arrow nobody would see it. */
function differsInSpace(before: string, after: string): boolean {
  const words = (text: string): string => text.replaceAll(/\s+/g, '');
  return words(before) === words(after) || before.trim() !== before || after.trim() !== after;
}

function arrowLine({ label, before, after, indent }: Step, parts: readonly WordPart[]): Line {
  const removed = sideSpans(parts, 'removed');
  const added = sideSpans(parts, 'added');
  return {
    indent,
    spans: [
      ...[labelSpan(label), span(' ')],
      ...(removed.length === 0 ? [placeholder(before)] : removed),
      span(' → '),
      ...(added.length === 0 ? [placeholder(after)] : added),
    ],
  };
}

function blockLines(step: Step, context: TextContext): readonly Line[] {
  const { label, indent } = step;
  const { before, after } = distinctTexts(step);
  const spans = [labelSpan(label)];
  if (before === '') spans.push(span(' '), placeholder(step.before), span(' →'));
  if (after === '') spans.push(span(' → '), placeholder(step.after));
  return [{ indent, spans }, ...textDiffLines(before, after, { ...context, indent: indent + 2 })];
}
