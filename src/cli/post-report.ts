/** Saves a run's report on the wikis that it was about. */
import { SyncError } from '../errors.ts';
import { printable } from '../report/printable.ts';
import type { RunReport } from '../report/run-report.ts';
import type { ListingJob } from '../sync/job.ts';
import { saveReport } from '../sync/save-report.ts';
import type { OptionValues } from './command.ts';
import { type ExitCode, errorCode, exitCodes, worstOf } from './exit-code.ts';
import type { Host } from './host.ts';

/** With what it is saved. */
export interface PostCall {
  readonly jobs: readonly ListingJob[];
  readonly options: OptionValues;
  readonly host: Host;
  /** Takes secrets out of a text. */
  readonly mask: (text: string) => string;
}

/** Saves it if that is asked for; a failure is told, and counts. */
export async function postReport(report: RunReport, call: PostCall): Promise<ExitCode> {
  const title = call.options['reportPage'];
  if (typeof title !== 'string') return exitCodes.done;
  const { wikitext } = await import('../report/wikitext.ts');
  const wikis = new Map(call.jobs.map(({ wiki }) => [wiki.name, wiki]));
  const codes: ExitCode[] = [];
  for (const [name, wiki] of wikis) {
    const listings = report.listings.filter((listing) => listing.wiki === name);
    const text = wikitext({ ...report, listings }, { colour: false, quiet: false, verbose: false });
    const summary = `Report of wikisync ${report.command}`;
    try {
      await saveReport(wiki, title, { text: call.mask(text), summary });
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      const hint = error.hint === undefined ? '' : `\n  ${printable(error.hint)}`;
      const { message, code } = error;
      call.host.err(
        call.mask(`wikisync: the report was not saved: ${printable(message)} (${code})${hint}\n`),
      );
      codes.push(errorCode(code));
    }
  }
  return worstOf(codes);
}
