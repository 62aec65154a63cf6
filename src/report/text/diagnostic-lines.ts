import { type Diagnostic, placeText, type Severity } from '../../core/diagnostic.ts';
import type { Waived } from '../../core/lint/waive.ts';
import { type Line, span } from './line.ts';

const order: readonly Severity[] = ['error', 'warning', 'notice'];

/** What was found wrong, errors first, each with where it is and what to do about it. */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  { indent }: { readonly indent: number },
): readonly Line[] {
  return diagnostics
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .flatMap((diagnostic) => oneDiagnostic(diagnostic, indent));
}

/** What was found too, and why it stays. */
export function waivedLines(
  waived: readonly Waived[],
  { indent }: { readonly indent: number },
): readonly Line[] {
  return waived.flatMap(({ diagnostic: { place, message, code }, reason, until }) => [
    {
      indent,
      spans: [
        span('waived: ', 'quiet'),
        ...(place === undefined ? [] : [span(`${placeText(place)}: `, 'strong')]),
        span(message),
        span(` [${code}]`, 'quiet'),
      ],
    },
    {
      indent: indent + 2,
      hang: 0,
      spans: [span(until === undefined ? reason : `${reason} (until ${until})`)],
    },
  ]);
}

function oneDiagnostic(diagnostic: Diagnostic, indent: number): readonly Line[] {
  const { severity, place, message, code, hint } = diagnostic;
  const line: Line = {
    indent,
    spans: [
      span(`${severity}: `, severity),
      ...(place === undefined ? [] : [span(`${placeText(place)}: `, 'strong')]),
      span(message),
      span(` [${code}]`, 'quiet'),
    ],
  };
  return hint === undefined ? [line] : [line, { indent: indent + 2, hang: 0, spans: [span(hint)] }];
}
