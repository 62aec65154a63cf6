/** `check` without the wiki: the data file alone. */
import type { Diagnostic } from '../core/diagnostic.ts';
import { contactsOf } from '../core/lint/contacts.ts';
import { lint } from '../core/lint/lint.ts';
import type { ListingReport } from '../report/run-report.ts';
import { notChecked } from './ask-wiki.ts';
import type { ListingJob } from './job.ts';
import { type CheckCall, dataForLint } from './lint-sides.ts';
import { reportHead } from './plan-listing.ts';
import { readData } from './read-sides.ts';

/** Looks at the data file, and says that the page was not looked at. */
export async function checkData(job: ListingJob, call: CheckCall): Promise<ListingReport> {
  const head = reportHead(job);
  const { data, diagnostics } = await readData(job, { mayBeMissing: true });
  const about = notChecked(
    `The page '${job.page}' was not read, and nothing that it takes to be asked for.`,
  );
  if (data === undefined) {
    const reason = 'the data file has errors';
    return { ...head, diagnostics: [...diagnostics, about], outcome: { kind: 'refused', reason } };
  }
  const read = dataForLint(job, data, call);
  const found: readonly Diagnostic[] = [...diagnostics, ...read.found];
  const linted = lint(read.input, found, job.check);
  return {
    ...head,
    diagnostics: [...linted.diagnostics, about],
    waived: linted.waived,
    contacts: contactsOf(read.input),
    outcome: { kind: 'planned' },
  };
}
