import type { CommitReport, ListingReport } from '../run-report.ts';
import { type Line, type Span, span } from './line.ts';

/** What was done, or why nothing was; none where nothing was to be written. */
export function outcomeLines(report: ListingReport): readonly Line[] {
  const { outcome } = report;
  switch (outcome.kind) {
    case 'planned':
      return [];
    case 'done':
      return [
        ...(outcome.page === undefined ? [] : [lineOf(pageText(outcome.page.revision))]),
        ...(outcome.data === undefined ? [] : [lineOf(`Wrote ${outcome.data.file}.`)]),
        ...(outcome.data?.commits ?? []).map((commit) => lineOf(commitText(commit))),
      ];
    case 'refused':
      return [
        lineOf(
          isExplained(report)
            ? 'Nothing was written.'
            : `Nothing was written: ${asSentence(outcome.reason)}`,
          span('refused: ', 'error'),
        ),
      ];
    case 'failed': {
      const { code, message, hint } = outcome;
      const line = lineOf(message, span('failed: ', 'error'));
      return [
        { ...line, spans: [...line.spans, span(` (${code})`, 'quiet')] },
        ...(hint === undefined ? [] : [{ indent: 4, hang: 0, spans: [span(hint)] }]),
      ];
    }
  }
}

/** The same for other reports, as texts. */
export function outcomeTexts(report: ListingReport): readonly string[] {
  return outcomeLines(report).map(({ spans }) => spans.map(({ text }) => text).join(''));
}

function pageText(revision: number | undefined): string {
  return revision === undefined ? 'Saved the page.' : `Saved the page as revision ${revision}.`;
}

function commitText({ commit, author, branch }: CommitReport): string {
  const where = branch === undefined ? '' : ` on branch ${branch}`;
  return `Committed as ${commit.slice(0, 10)}${where}, by ${author}.`;
}

/** Whether a guard's line or a diagnostic's has given the reason already. */
function isExplained({ outcome, plan, diagnostics }: ListingReport): boolean {
  if (outcome.kind !== 'refused') return false;
  const isGuarded = plan?.guards.some(({ tripped }) => tripped) === true;
  const guarded = isGuarded && outcome.reason.startsWith('guard ');
  return guarded || diagnostics.some(({ message }) => message === outcome.reason);
}

function asSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

function lineOf(text: string, ...before: readonly Span[]): Line {
  return { indent: 2, spans: [...before, span(text)] };
}
