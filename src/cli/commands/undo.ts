import { SyncError } from '../../errors.ts';
import type { RotatedRuns } from '../../state/run-rotation.ts';
import type { ListingJob } from '../../sync/job.ts';
import { isMakerJob } from '../../sync/make-pages.ts';
import { removed } from '../../sync/rotated-runs.ts';
import { findUndoing, type Undoing } from '../../sync/undo/find-run.ts';
import { undoListing } from '../../sync/undo/undo-listing.ts';
import type { Command } from '../command.ts';
import { commitCall } from '../commit-call.ts';
import { runOverListings } from '../listing-command.ts';
import { allowOptions, commitOptions, commonOptions, dryRun } from '../listing-options.ts';
import { notAboutMade } from '../meant.ts';

/** `wikisync undo`. */
export const undo: Command = {
  name: 'undo',
  summary: 'take a run back on both sides, field by field, leaving what people changed since',
  example: {
    line: 'wikisync undo last --dry-run',
    does: 'shows what would take back the last run that wrote something',
  },
  arguments: '<run> [listing...]',
  options: [dryRun, ...commitOptions, ...allowOptions, ...commonOptions],
  run: async ({ host, arguments: [wanted = '', ...listings], options }) => {
    const commit = commitCall(options);
    let undoing: Undoing | undefined;
    return runOverListings(
      {
        name: 'undo',
        writes: true,
        choose: async ({ jobs, state }) => {
          const made = jobs.filter(isMakerJob);
          const pages = jobs.filter((job) => !isMakerJob(job));
          if (pages.length === 0 && made.length > 0) throw notAboutMade('undo', namesOf(made));
          const found = await findUndoing(state, wanted, {
            listings: new Set(namesOf(pages)),
            made: new Map(made.map(({ name, maker }) => [name, maker.listing])),
          });
          undoing = found;
          if (found.isAbout === undefined && listingsOf(pages) > 1) {
            throw notSaidWhere(wanted, await state.rotatedRuns());
          }
          return pages.filter((job) => found.isAbout?.(job) ?? true);
        },
        run: async (job, { dryRun: isDry }) => {
          if (undoing === undefined) throw new Error('Nothing was chosen.');
          return undoListing(job, undoing.find, { dryRun: isDry, commit });
        },
      },
      { host, wanted: listings, details: [], options: { ...options, all: listings.length === 0 } },
    );
  },
};

function namesOf(jobs: readonly ListingJob[]): readonly string[] {
  return jobs.map(({ name }) => name);
}

/** The pages of one are one. */
function listingsOf(jobs: readonly ListingJob[]): number {
  return new Set(jobs.map((job) => job.shared ?? job)).size;
}

function notSaidWhere(wanted: string, rotated: RotatedRuns | undefined): SyncError {
  const why = rotated === undefined ? '' : ` (${removed(rotated)})`;
  return new SyncError(
    'usage',
    `The log does not know '${wanted}'${why}, nor which listing it is of.`,
    { hint: "Name one listing behind it: then it is looked for in the page's history." },
  );
}
