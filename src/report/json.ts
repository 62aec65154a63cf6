/** The report for programs, in its published shape. */
import { type Change, type Conflict, countChanges } from '../core/change.ts';
import type { Plan } from '../core/plan/plan.ts';
import { toGuard } from './json-guard.ts';
import { toDiagnostic, toWaived } from './json-parts.ts';
import type { JsonReport } from './json-shape.ts';
import { digestOfPlan } from './plan-name.ts';
import { printableJson } from './printable.ts';
import type { ListingOutcome, ListingReport, Reporter, RunReport } from './run-report.ts';

type JsonListing = JsonReport['listings'][number];

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

function toListing(report: ListingReport): JsonListing {
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

function toAround(plan: Plan | undefined): JsonListing['changes']['around'] {
  return plan?.around?.map(({ what, name, before, after }) => ({ what, name, before, after }));
}

function toConflict(found: Conflict): JsonListing['conflicts'][number] {
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

function toOutcome(outcome: ListingOutcome): JsonListing['outcome'] {
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

function toCounts(changes: readonly Change[]): JsonListing['summary']['page'] {
  const { create, update, delete: deleted, move, rename } = countChanges(changes);
  return { create, update, delete: deleted, move, rename };
}

function toChange({ kind, key, fields }: Change): JsonListing['changes']['page'][number] {
  return {
    kind,
    key,
    fields: fields.map(({ field, before, after }) => ({ field, before, after })),
  };
}
