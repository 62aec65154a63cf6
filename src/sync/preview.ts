/** What the wiki makes of the page's changed sections, before and after. */
import { changedSections } from '../core/wikitext/changed-sections.ts';
import { SyncError } from '../errors.ts';
import type { ListingReport, Preview } from '../report/run-report.ts';
import type { ListingJob } from './job.ts';

/** Sections that are rendered for one report, and characters of one. */
const most = 10;
const longest = 200_000;

/** The report with its previews; as it is where the wiki cannot be asked for any. */
export async function withPreviews(job: ListingJob, report: ListingReport): Promise<ListingReport> {
  if (report.pageTexts === undefined) return report;
  const { before, after } = report.pageTexts;
  const sections = changedSections(before, after)
    .filter((section) => section.before.length + section.after.length <= longest)
    .slice(0, most);
  const previews: Preview[] = [];
  try {
    for (const [index, section] of sections.entries()) {
      const part = { step: index + 1, of: sections.length };
      job.log('info', `${job.name}: asking what the changed sections look like`, part);
      const rendered = {
        before: await job.wiki.render(job.page, section.before),
        after: await job.wiki.render(job.page, section.after),
      };
      if (rendered.before === undefined || rendered.after === undefined) return report;
      const heading = section.heading.replace(/^=+\s*|\s*=+\s*$/g, '');
      previews.push({ heading, before: rendered.before, after: rendered.after });
    }
  } catch (error) {
    // The plan is what counts.
    if (!(error instanceof SyncError)) throw error;
    job.log('warn', `${job.name}: there is no preview: ${error.message}`);
  }
  return { ...report, previews };
}
