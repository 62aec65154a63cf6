/** The doctor's findings for people at a terminal: problems first within each wiki and listing. */
import type { Finding } from '../core/finding.ts';
import { allFindings, type DoctorOptions, type DoctorReport } from './doctor-report.ts';
import { diagnosticLines } from './text/diagnostic-lines.ts';
import { type Line, type Style, spaced, span } from './text/line.ts';
import { renderLines } from './text/render-lines.ts';

/** Findings from the worst on. */
const levels: readonly Finding['level'][] = ['problem', 'warning', 'ok'];

const styles: Readonly<Record<Finding['level'], Style>> = {
  problem: 'error',
  warning: 'warning',
  ok: 'added',
};

/** Columns of the widest level, and of the space behind it. */
const labelColumns = 'problem  '.length;

/** Lines for people; `''` if quiet and there is neither a problem nor a warning. */
export function doctorText(report: DoctorReport, options: DoctorOptions): string {
  const { diagnostics, machine, wikis, listings } = report;
  const groups = [
    group([span('this machine', 'strong')], machine, options),
    ...wikis.map(({ wiki, place, findings }) =>
      group([span(wiki, 'strong'), span(`  ${place}`, 'quiet')], findings, options),
    ),
    ...listings.map(({ listing, wiki, page, findings }) =>
      group([span(listing, 'strong'), span(`  ${page} on ${wiki}`, 'quiet')], findings, options),
    ),
  ];
  const total = options.quiet ? [] : [totalLine(report)];
  return renderLines(spaced([diagnosticLines(diagnostics, { indent: 0 }), ...groups, total]), {
    colour: options.colour,
    width: options.width ?? 100,
  });
}

function group(
  heading: Line['spans'],
  findings: readonly Finding[],
  options: DoctorOptions,
): readonly Line[] {
  const lines = findings
    .filter(({ level }) => level !== 'ok' || !options.quiet)
    .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
    .flatMap((finding) => findingLines(finding, options));
  return lines.length === 0 ? [] : [{ indent: 0, spans: heading }, ...lines];
}

function findingLines(finding: Finding, { verbose }: DoctorOptions): readonly Line[] {
  const { level, subject, seen, advice, code, passes } = finding;
  const isTerse = level === 'ok' && !verbose;
  const line: Line = {
    indent: 2,
    hang: labelColumns,
    spans: [
      span(level.padEnd(labelColumns), styles[level]),
      span(`${subject}: `, 'strong'),
      span(passes === true ? `(for now) ${seen}` : seen),
      ...(isTerse ? [] : [span(` [${code}]`, 'quiet')]),
    ],
  };
  if (advice === undefined || isTerse) return [line];
  return [line, { indent: 2 + labelColumns, spans: [span('→ ', 'quiet'), span(advice)] }];
}

function totalLine(report: DoctorReport): Line {
  const findings = allFindings(report);
  const count = (wanted: Finding['level']): number =>
    findings.filter(({ level }) => level === wanted).length;
  const passing = findings.filter(({ passes }) => passes === true).length;
  const problems = counted(count('problem') + report.diagnostics.length, 'problem');
  const parts = [
    passing === 0 ? problems : `${problems} (${passing} for now)`,
    counted(count('warning'), 'warning'),
  ];
  const text = parts.every((part) => part === '')
    ? 'Nothing is wrong.'
    : `${parts.filter((part) => part !== '').join(', ')}.`;
  return { indent: 0, spans: [span(text, 'strong')] };
}

function counted(count: number, noun: string): string {
  if (count === 0) return '';
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
