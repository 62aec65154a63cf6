/** Diagnostics as a table. */
import { type Diagnostic, placeText } from '../../core/diagnostic.ts';
import { codeText, inlineText } from './escape.ts';

/** Rows that a comment has room for. */
const most = 50;

/** A table, as one part; none without problems. */
export function problemParts(diagnostics: readonly Diagnostic[]): readonly string[] {
  if (diagnostics.length === 0) return [];
  const rows = diagnostics.slice(0, most).map(problemRow);
  const left = diagnostics.length - rows.length;
  const more = left === 0 ? [] : [`| | | and ${left} more |`];
  return [['| Level | Place | What |', '| --- | --- | --- |', ...rows, ...more].join('\n')];
}

function problemRow({ severity, place, message, hint, code }: Diagnostic): string {
  const where = place === undefined ? '' : codeText(placeText(place));
  const what = [message, hint ?? ''].filter((text) => text !== '').map(inlineText);
  return `| ${severity} | ${where} | ${what.join(' ')} ${codeText(code)} |`;
}
