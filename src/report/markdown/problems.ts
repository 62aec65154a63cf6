/** Diagnostics as a table. */
import { type Diagnostic, placeText } from '../../core/diagnostic.ts';
import type { GuardResult } from '../../core/plan/plan.ts';
import { guardText } from '../guard-text.ts';
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

/** The guards that tripped, with the way past them, as one part. */
export function guardParts(guards: readonly GuardResult[]): readonly string[] {
  const tripped = guards.filter((guard) => guard.tripped);
  if (tripped.length === 0) return [];
  return [
    tripped
      .map((guard) => {
        const text = inlineText(`${guardText(guard)}. If it is meant, allow it for one run with`);
        return `- guard **${guard.guard}**: ${text} ${codeText(guard.allow)}`;
      })
      .join('\n'),
  ];
}
