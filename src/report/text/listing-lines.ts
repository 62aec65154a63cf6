/** One listing's part of the terminal report. */
import { hasErrors } from '../../core/diagnostic.ts';
import type { Waived } from '../../core/lint/waive.ts';
import { type Plan, pageChanges } from '../../core/plan/plan.ts';
import { applyCommand, planName } from '../plan-name.ts';
import type { ListingReport } from '../run-report.ts';
import { aroundLines } from './around-lines.ts';
import { sideLines } from './change-lines.ts';
import { conflictLines } from './conflict-lines.ts';
import { diagnosticLines, waivedLines } from './diagnostic-lines.ts';
import { guardLines } from './guard-lines.ts';
import { type Line, spaced, span, type TextContext } from './line.ts';
import { outcomeLines } from './outcome-lines.ts';
import { patchLines } from './patch-lines.ts';
import { standingOf, summaryText } from './summary.ts';

/** From the heading to the summary; quiet, nothing but what needs a person. */
export function listingLines(
  report: ListingReport,
  context: TextContext & { readonly quiet: boolean; readonly waived: boolean },
): readonly Line[] {
  if (context.quiet && !needsPerson(report)) return [];
  const { plan, pageDiff } = report;
  const groups = spaced([
    ...(plan === undefined || context.quiet ? [] : changeGroups(plan, context)),
    conflictLines(report.listing, plan?.conflicts ?? [], { ...context, agreed: report.base }),
    guardLines(plan?.guards ?? []),
    diagnosticLines(shownDiagnostics(report, context), { indent: 2 }),
    waivedLines(shownWaived(report, context), { indent: 2 }),
    pageDiff !== undefined && showsDiff(report, context) ? pageDiffLines(report, pageDiff) : [],
  ]);
  const end = [...outcomeLines(report), ...summaryLines(report)];
  if (groups.length === 0) return [headingLine(report), ...end];
  return spaced([[headingLine(report)], groups, end]);
}

function changeGroups(
  { toPage, around = [], toData }: Plan,
  context: TextContext,
): readonly (readonly Line[])[] {
  return [
    sideLines('Changes to the page', toPage, context),
    aroundLines(around, context),
    sideLines('Changes to the data file', toData, context),
  ];
}

function needsPerson({ plan, diagnostics, outcome }: ListingReport): boolean {
  const isStopped = outcome.kind === 'refused' || outcome.kind === 'failed';
  const hasConflicts = plan !== undefined && plan.conflicts.length > 0;
  const isGuarded = plan?.guards.some(({ tripped }) => tripped) === true;
  return isStopped || hasConflicts || isGuarded || hasErrors(diagnostics);
}

function headingLine({ listing, wiki, page, plan, dataFile }: ListingReport): Line {
  const revision = plan?.baseRevision === undefined ? '' : ` @ ${plan.baseRevision}`;
  return {
    indent: 0,
    spans: [span(listing, 'strong'), span(`  ${wiki}:${page}${revision}  ${dataFile}`, 'quiet')],
  };
}

function shownDiagnostics(
  { diagnostics }: ListingReport,
  { quiet, verbose }: { readonly quiet: boolean; readonly verbose: boolean },
): ListingReport['diagnostics'] {
  if (quiet) return diagnostics.filter(({ severity }) => severity === 'error');
  return verbose ? diagnostics : diagnostics.filter(({ severity }) => severity !== 'notice');
}

function shownWaived(
  { waived = [] }: ListingReport,
  context: { readonly waived: boolean },
): readonly Waived[] {
  return context.waived ? waived : [];
}

/** By which the plan can be named later, and how; nobody names one that does nothing. */
function planLines(report: ListingReport): readonly Line[] {
  const { plan } = report;
  const isEmpty =
    plan === undefined || pageChanges(plan) + plan.toData.length + plan.conflicts.length === 0;
  const digest = isEmpty ? undefined : planName(report);
  if (digest === undefined) return [];
  const command = report.outcome.kind === 'planned' ? applyCommand(report) : undefined;
  const name = `Plan ${digest}.`;
  const say = (text: string): Line => ({ indent: 2, spans: [span(text, 'quiet')] });
  if (command === undefined) return [say(name)];
  return [
    say(`${name} To do exactly this:`),
    { indent: 4, spans: [span(command)], isUnfolded: true },
  ];
}

function showsDiff(
  { showsDiff: isAbout = false }: ListingReport,
  { quiet, verbose }: { readonly quiet: boolean; readonly verbose: boolean },
): boolean {
  return !quiet && (verbose || isAbout);
}

function pageDiffLines({ pageTexts }: ListingReport, pageDiff: string): readonly Line[] {
  return [
    { indent: 2, spans: [span("The page's text", 'strong'), span(sizes(pageTexts), 'quiet')] },
    ...patchLines(pageDiff),
  ];
}

function sizes(texts: ListingReport['pageTexts']): string {
  if (texts === undefined) return '';
  const [before, after] = [texts.before, texts.after].map((text) => Buffer.byteLength(text));
  return ` (${before} bytes before, ${after} after)`;
}

function summaryLines(report: ListingReport): readonly Line[] {
  const text = summaryText(report);
  const standing = standingOf(report);
  const style = standing === 'in sync' || standing === 'without errors' ? 'plain' : 'strong';
  const summary = text === '' ? [] : [{ indent: 2, spans: [span(text, style)] }];
  return [...summary, ...planLines(report)];
}
