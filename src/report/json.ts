/** The report for programs: its shape is published as a JSON Schema, and this is the shape. */
import { type Change, type Conflict, countChanges } from '../core/change.ts';
import type { Plan } from '../core/plan/plan.ts';
import { type ShapeOf, z } from '../shape.ts';
import { guardShape, toGuard } from './json-guard.ts';
import {
  aroundChange,
  commitInfo,
  diagnostic,
  fieldValue,
  toDiagnostic,
  toWaived,
  waived as waivedShape,
} from './json-parts.ts';
import { digestOfPlan } from './plan-name.ts';
import { printableJson } from './printable.ts';
import type { ListingOutcome, ListingReport, Reporter, RunReport } from './run-report.ts';

const count = z.int().nonnegative();

const counts = z
  .strictObject({ create: count, update: count, delete: count, move: count, rename: count })
  .meta({ id: 'counts', description: 'How many records are changed on one side, by kind.' });

const change = z
  .strictObject({
    kind: z.enum(['create', 'update', 'delete', 'move', 'rename']),
    key: z.string().describe("The record's key before the change; for 'create' its new one."),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        before: fieldValue().optional().describe('Not there if the field is absent before.'),
        after: fieldValue().optional().describe('Not there if the field is absent afterwards.'),
      }),
    ),
  })
  .meta({ id: 'change', description: 'What happens to one record on one side.' });

const conflict = z
  .strictObject({
    key: z.string(),
    field: z.string().optional().describe('Not there if the record as a whole is meant.'),
    base: fieldValue().optional().describe('What both sides last agreed on.'),
    data: fieldValue().optional().describe("The data file's value."),
    wiki: fieldValue().optional().describe("The page's value."),
    reason: z.string(),
    wikiEdit: z
      .strictObject({
        revision: z.int().positive(),
        time: z.string().describe("ISO 8601, by the wiki's clock."),
        user: z.string().optional().describe('Not there if the wiki hides it.'),
        link: z.string().optional(),
      })
      .optional()
      .describe("Who last changed it on the wiki, as far as the page's history was read."),
    dataEdit: commitInfo().optional().describe('Who last changed it in the data file, by git.'),
  })
  .meta({ id: 'conflict', description: 'Changed on both sides: neither is touched.' });

const commit = z
  .strictObject({
    commit: z.string(),
    author: z.string(),
    branch: z.string().optional().describe('Not there if it is what is checked out.'),
  })
  .meta({ id: 'commit', description: 'A commit of the data file.' });

const outcomeShape = z
  .union([
    z.strictObject({ kind: z.literal('planned') }),
    z.strictObject({
      kind: z.literal('done'),
      page: z.strictObject({ revision: z.int().positive().optional() }).optional(),
      data: z.strictObject({ file: z.string(), commits: z.array(commit).optional() }).optional(),
    }),
    z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
    z.strictObject({
      kind: z.literal('failed'),
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
    }),
  ])
  .meta({ id: 'outcome', description: "How a listing ended; 'done' names the sides written." });

const digest = z.string().describe('SHA-256 in hexadecimal.');

const listing = z
  .strictObject({
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    revision: z
      .union([z.int().positive(), z.null()])
      .describe("The page's revision that was read; null without one."),
    dataFile: z.string(),
    outcome: outcomeShape,
    compared: z
      .boolean()
      .describe(
        'Whether the sides were compared: if not, counts of 0 do not mean that nothing differs.',
      ),
    summary: z.strictObject({ page: counts, data: counts }),
    changes: z.strictObject({
      page: z.array(change),
      around: z
        .array(aroundChange())
        .optional()
        .describe('On the page, around its records; not there if there are none.'),
      data: z.array(change),
    }),
    conflicts: z.array(conflict),
    guards: z.array(guardShape()),
    diagnostics: z.array(diagnostic()),
    waived: z
      .array(waivedShape())
      .optional()
      .describe('Findings of `check` that people know of, by the config.'),
    digests: z
      .union([z.strictObject({ mapping: digest, data: digest, page: digest }), z.null()])
      .describe('Of what was planned from; null if no plan could be made.'),
    digest: z
      .union([digest, z.null()])
      .describe('Names the plan, for `apply --digest`; null if none can be applied.'),
    pageDiff: z.string().optional().describe("Unified diff of the page's text, if it changes."),
  })
  .meta({ id: 'listing' });

const jsonReport = z
  .strictObject({
    version: z.literal(1),
    command: z.string(),
    diagnostics: z.array(diagnostic()).describe('Those that concern no listing.'),
    listings: z.array(listing),
  })
  .meta({ title: 'Report of wikisync', description: 'What `wikisync --format json` prints.' });

type JsonReport = z.infer<typeof jsonReport>;

/** The published JSON Schema of the report. */
export function jsonReportSchema(): object {
  return z.toJSONSchema(jsonReport);
}

/** One JSON document with all that the run knows, whatever the options. */
export const json: Reporter = (report) =>
  `${printableJson(JSON.stringify(toJsonReport(report), undefined, 2))}\n`;

/** Names every part in the published order, whatever order it was built in; `undefined` is left out. */
function toJsonReport({ command, diagnostics, listings }: RunReport): JsonReport {
  return {
    version: 1,
    command,
    diagnostics: diagnostics.map(toDiagnostic),
    listings: listings.map(toListing),
  };
}

function toListing(report: ListingReport): JsonReport['listings'][number] {
  const { plan } = report;
  const { toPage = [], toData = [], conflicts = [], guards = [], digests } = plan ?? {};
  return {
    listing: report.listing,
    wiki: report.wiki,
    page: report.page,
    revision: plan?.baseRevision ?? null,
    dataFile: report.dataFile,
    outcome: toOutcome(report.outcome),
    compared: plan !== undefined,
    summary: { page: toCounts(toPage), data: toCounts(toData) },
    changes: { page: toPage.map(toChange), around: toAround(plan), data: toData.map(toChange) },
    conflicts: conflicts.map(toConflict),
    guards: guards.map(toGuard),
    diagnostics: report.diagnostics.map(toDiagnostic),
    waived: report.waived?.map(toWaived),
    digests:
      digests === undefined
        ? null
        : { mapping: digests.mapping, data: digests.data, page: digests.page },
    digest: digestOfPlan(report) ?? null,
    pageDiff: report.pageDiff,
  };
}

function toAround(plan: Plan | undefined): ShapeOf<typeof aroundChange>[] | undefined {
  return plan?.around?.map(({ what, name, before, after }) => ({ what, name, before, after }));
}

function toConflict(found: Conflict): z.infer<typeof conflict> {
  const { key, field, base, data, wiki, reason, wikiEdit: edit, dataEdit: made } = found;
  const wikiEdit = edit && {
    revision: edit.revision,
    time: edit.time,
    user: edit.user,
    link: edit.link,
  };
  const dataEdit = made && { commit: made.commit, time: made.time, author: made.author };
  return { key, field, base, data, wiki, reason, wikiEdit, dataEdit };
}

function toOutcome(outcome: ListingOutcome): z.infer<typeof outcomeShape> {
  switch (outcome.kind) {
    case 'planned':
      return { kind: outcome.kind };
    case 'done': {
      const { kind, page, data } = outcome;
      return {
        kind,
        page: page && { revision: page.revision },
        data: data && {
          file: data.file,
          commits: data.commits?.map(({ commit: id, author, branch }) => ({
            commit: id,
            author,
            branch,
          })),
        },
      };
    }
    case 'refused':
      return { kind: outcome.kind, reason: outcome.reason };
    case 'failed': {
      const { kind, code, message, hint } = outcome;
      return { kind, code, message, hint };
    }
  }
}

function toCounts(changes: readonly Change[]): z.infer<typeof counts> {
  const { create, update, delete: deleted, move, rename } = countChanges(changes);
  return { create, update, delete: deleted, move, rename };
}

function toChange({ kind, key, fields }: Change): z.infer<typeof change> {
  return {
    kind,
    key,
    fields: fields.map(({ field, before, after }) => ({ field, before, after })),
  };
}
