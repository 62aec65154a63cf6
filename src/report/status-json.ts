/** How listings stand, for programs: the shape is published as a JSON Schema, and this is it. */
import { about, z } from '../shape.ts';
import { diagnostic, toDiagnostic } from './json-parts.ts';
import { printableJson } from './printable.ts';
import type { ListingStatus, StatusReport } from './status-report.ts';

const count = z.int().check(z.nonnegative());

const pastRun = {
  run: z.string(),
  command: z.string(),
  time: about("ISO 8601, by this machine's clock.", z.string()),
  ageSeconds: count,
};

const counts = z
  .strictObject({ create: count, update: count, delete: count, move: count, rename: count })
  .register(z.globalRegistry, {
    id: 'counts',
    description: 'How many records would be changed on one side, by kind.',
  });

const listing = z
  .strictObject({
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    dataFile: z.string(),
    state: about(
      "'outdated': one side is behind; 'diverged': both; 'unchecked': nobody knows.",
      z.enum(['ok', 'outdated', 'diverged', 'conflicted', 'never-synced', 'unchecked']),
    ),
    reason: about('Why it could not be checked, or would be refused.', z.optional(z.string())),
    pending: z.strictObject({ page: counts, data: counts }),
    conflicts: count,
    lastRun: about(
      'The last run that wrote something and came to its end.',
      z.optional(z.strictObject(pastRun)),
    ),
    lastGood: about(
      "The last 'sync', 'push', 'pull' or 'apply' that ended without a conflict, a tripped guard or a failure, also if it found nothing to do.",
      z.optional(z.strictObject(pastRun)),
    ),
    trouble: about(
      'How many runs went wrong since then, and what was wrong with the last one.',
      z.optional(z.strictObject({ runs: count, reason: z.string() })),
    ),
  })
  .register(z.globalRegistry, { id: 'listing' });

const statusReport = z
  .strictObject({
    version: z.literal(1),
    command: z.literal('status'),
    listings: z.array(listing),
    diagnostics: z.array(diagnostic()),
  })
  .register(z.globalRegistry, {
    title: 'Status of wikisync',
    description: 'What `wikisync status --format json` prints.',
  });

/** The published JSON Schema. */
export function statusJsonSchema(): object {
  return z.toJSONSchema(statusReport);
}

/** One JSON document with all that is known. */
export function statusJson({ listings, diagnostics }: StatusReport): string {
  const content: z.infer<typeof statusReport> = {
    version: 1,
    command: 'status',
    listings: listings.map(toListing),
    diagnostics: diagnostics.map(toDiagnostic),
  };
  return `${printableJson(JSON.stringify(content, undefined, 2))}\n`;
}

function toListing(status: ListingStatus): z.infer<typeof listing> {
  const { toPage, toData, conflicts, lastRun, lastGood, trouble, state, reason } = status;
  return {
    listing: status.listing,
    wiki: status.wiki,
    page: status.page,
    dataFile: status.dataFile,
    state,
    reason,
    pending: { page: { ...toPage }, data: { ...toData } },
    conflicts,
    lastRun: lastRun && { ...lastRun },
    lastGood: lastGood && { ...lastGood },
    trouble: trouble && { ...trouble },
  };
}
