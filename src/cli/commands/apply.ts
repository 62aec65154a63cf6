import { resolve } from 'node:path';
import { chosenDigest, shortDigest } from '../../core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../../core/plan/reviewed-plan.ts';
import { SyncError } from '../../errors.ts';
import { readText } from '../../files.ts';
import { parsePlanFile } from '../../report/plan-file.ts';
import { applyListing } from '../../sync/apply-plan.ts';
import type { Wanted } from '../../sync/review.ts';
import type { Command, OptionValues } from '../command.ts';
import { commitCall } from '../commit-call.ts';
import type { Host } from '../host.ts';
import { runOverListings } from '../listing-command.ts';
import { allowOptions, commitOptions, commonOptions, dryRun, prefer } from '../listing-options.ts';

/** `wikisync apply`. */
export const apply: Command = {
  name: 'apply',
  summary: 'write exactly what was reviewed, or nothing',
  example: {
    line: 'wikisync plan xen-2014 --out plan.json && wikisync apply plan.json',
    does: 'writes what the first command has shown, if nothing of it moved since',
  },
  arguments: '[plan.json|listing...]',
  options: [
    {
      flags: '--digest <digest>',
      description: 'the plan by its name in a report, instead of a file or to go with one',
      repeatable: true,
    },
    dryRun,
    ...commitOptions,
    ...allowOptions,
    { ...prefer, description: 'with --digest: the side that --prefer named for the plan' },
    ...commonOptions,
  ],
  run: async ({ host, arguments: given, options }) => {
    const digests = digestsOf(options);
    const commit = commitCall(options);
    const plans = await plansOf(host, given, digests);
    const wantedOf = (listing: string): Wanted => {
      if (plans === undefined) return { kind: 'digests', digests };
      const plan = plans.find((one) => one.listing === listing);
      if (plan === undefined) {
        throw new SyncError('usage', `No plan is of '${listing}'.`, {
          hint: 'Name a file that has one, or leave the listing out.',
        });
      }
      return { kind: 'plan', plan };
    };
    return runOverListings(
      {
        name: 'apply',
        writes: true,
        run: (job, { dryRun: isDry }) =>
          applyListing(job, wantedOf(job.name), { dryRun: isDry, commit }),
      },
      { host, wanted: plans?.map(({ listing }) => listing) ?? given, details: [], options },
    );
  },
};

function digestsOf({ digest }: OptionValues): readonly string[] {
  const digests = (Array.isArray(digest) ? digest : []).map((one) => one.toLowerCase());
  const bad = digests.find((one) => !/^[0-9a-f]{8,64}$/.test(one));
  if (bad === undefined) return digests;
  throw new SyncError('usage', `'${bad}' is not the digest of a plan.`, {
    hint: 'Reports show it as 12 signs behind the word Plan; at least 8 of them are needed.',
  });
}

/** The plans of the file that is named; `undefined` if listings are. */
async function plansOf(
  host: Host,
  given: readonly string[],
  digests: readonly string[],
): Promise<readonly ReviewedPlan[] | undefined> {
  const [path, ...more] = given;
  const isFile = digests.length === 0 || (path?.endsWith('.json') ?? false);
  if (!isFile) return undefined;
  if (path === undefined || more.length > 0) {
    throw new SyncError('usage', 'It is not said which plan to apply.', {
      hint: "Name one file of 'wikisync plan --out', or a listing and --digest.",
    });
  }
  const plans = await readPlans(host, path);
  const other = plans.find((plan) => !digests.some((one) => chosenDigest(plan).startsWith(one)));
  if (digests.length === 0 || other === undefined) return plans;
  throw new SyncError(
    'plan-moved',
    `'${path}' has the plan ${shortDigest(chosenDigest(other))} of '${other.listing}'${choicesText(other)}, which is none of those that are named.`,
    { hint: 'Nothing was written; apply the file that was reviewed.' },
  );
}

function choicesText({ choices }: ReviewedPlan): string {
  if (choices.length === 0) return '';
  return ` with ${choices.length} ${choices.length === 1 ? 'choice' : 'choices'}`;
}

async function readPlans(host: Host, path: string): Promise<readonly ReviewedPlan[]> {
  const text = await readText(resolve(host.cwd, path));
  if (text === undefined) {
    throw new SyncError('file-missing', `There is no plan '${path}'.`, {
      hint: "Make it with 'wikisync plan --out'.",
    });
  }
  const plans = parsePlanFile(text);
  if (typeof plans !== 'string') return plans;
  throw new SyncError('file-unreadable', `'${path}' is no plan that can be applied: ${plans}.`, {
    hint: "Make it anew with 'wikisync plan --out'; choices are made in its HTML report.",
  });
}
