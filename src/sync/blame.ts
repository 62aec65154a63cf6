/** `blame`: who last changed each field, on which side, and in which revision or commit. */
import { type BlameEntry, blame } from '../core/history/blame.ts';
import { effectiveVersions, historyOf } from '../core/history/page-history.ts';
import type { BlameReport } from '../report/blame-report.ts';
import type { ListingJob } from './job.ts';
import { type Named, namedPart } from './named-part.ts';
import { type Planning, planSides, reportHead } from './plan-listing.ts';
import { readFileHistory } from './read-file-history.ts';
import { readVersions } from './read-history.ts';

/** Revisions that are read at once, and at most. */
const batch = 50;
const most = 500;

/** Reads the histories, as far back as the fields that are asked for need it. */
export async function blameListing(job: ListingJob, named: Named): Promise<BlameReport> {
  const head = reportHead(job);
  const planning = await planSides(job, { needsData: true, mayWrite: false });
  if (!('planned' in planning)) {
    const { diagnostics } = planning;
    return { ...head, entries: [], revisions: 0, isWhole: false, diagnostics };
  }
  const only = namedPart(job, named, planning.planned.sides);
  const file = await readFileHistory(job, planning.sides.data.text);
  const { data, wiki } = planning.planned.sides;
  for (let wanted = batch; ; wanted += batch) {
    const read = await pageVersions(job, planning, wanted);
    const page = historyOf(effectiveVersions(read.versions), read.isWhole);
    const entries = blame({ data, wiki, page, file }, job.schema, only);
    if (read.isWhole || wanted >= most || read.versions.length < wanted || isToldAll(entries)) {
      const revisions = read.versions.length;
      return { ...head, entries, revisions, isWhole: read.isWhole, diagnostics: [] };
    }
  }
}

function isToldAll(entries: readonly BlameEntry[]): boolean {
  return entries.every(({ wiki, wikiEdit }) => wiki === undefined || wikiEdit !== undefined);
}

async function pageVersions(job: ListingJob, { sides }: Planning, wanted: number) {
  if (sides.page.revision.revisionId === undefined) return { versions: [], isWhole: false };
  return readVersions(job, sides.page, { wanted, mayKeep: true });
}
