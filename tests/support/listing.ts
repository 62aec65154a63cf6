/** A listing in memory: its sides as texts and values, and the commands as functions on them. */
import type { DataFile } from '../../src/core/data-file.ts';
import { readDataRecords } from '../../src/core/data-records.ts';
import { defaultGuards } from '../../src/core/plan/guards.ts';
import { makePlan, type PlannedListing } from '../../src/core/plan/make-plan.ts';
import type { Base } from '../../src/core/reconcile/base.ts';
import { nextBase } from '../../src/core/reconcile/next-base.ts';
import type { RecordSet } from '../../src/core/record.ts';
import { fieldNames, type RecordSchema } from '../../src/core/schema.ts';
import type { FieldValue } from '../../src/core/value.ts';
import { withLineFeeds } from '../../src/core/wikitext/line-feeds.ts';
import { readPageRecords } from '../../src/core/wikitext/page-records.ts';
import { standardSite } from '../../src/core/wikitext/site.ts';
import { changedRecords, type Values } from '../../src/data/changes.ts';
import { parsed } from './pages.ts';

/** Both sides and what they last agreed on. */
export interface ListingState {
  readonly page: string;
  readonly data: readonly Values[];
  readonly base: Base | undefined;
}

/** Records of a data file in few words. */
export function dataOf(
  ...records: readonly Readonly<Record<string, FieldValue>>[]
): readonly Values[] {
  return records.map((record) => new Map(Object.entries(record)));
}

/** Plans. No guard is in the way. */
export function planned(state: ListingState, schema: RecordSchema): PlannedListing {
  return makePlan({
    listing: 'l',
    wiki: 'w',
    schema,
    guards: { ...defaultGuards, limits: {} },
    allowed: new Set(),
    page: { title: 'P', text: state.page, source: 'w:P', site: standardSite },
    data: { path: 'l.yaml', text: '', file: fileOf(state.data), isFlat: false },
    base: state.base,
  });
}

/** The sides with a base of what they agree on, as a run in which neither was written leaves it. */
export function met(state: ListingState, schema: RecordSchema): ListingState {
  const data = readDataRecords(fileOf(state.data), schema).set;
  const wiki = readPageRecords(parsed(state.page, schema), schema, 'w:P').set;
  const base = nextBase({ base: undefined, data, wiki, renamed: new Map() }, schema);
  return { ...state, base };
}

/** Pushes: the page changes, and what both sides agree on is remembered. */
export function pushed(state: ListingState, schema: RecordSchema): ListingState {
  const plan = planned(state, schema);
  const page = plan.pageText;
  return {
    page,
    data: state.data,
    base: baseAfter(state, plan, { page, data: state.data, schema }),
  };
}

/** Pulls: the data file changes, and what both sides agree on is remembered. */
export function pulled(state: ListingState, schema: RecordSchema): ListingState {
  const plan = planned(state, schema);
  const data = changedRecords(fileOf(state.data).records, plan.dataSteps, fieldNames(schema));
  return {
    page: state.page,
    data,
    base: baseAfter(state, plan, { page: state.page, data, schema }),
  };
}

function baseAfter(
  state: ListingState,
  plan: PlannedListing,
  now: { readonly page: string; readonly data: readonly Values[]; readonly schema: RecordSchema },
): Base | undefined {
  if (plan.isRefused) return state.base;
  const { schema } = now;
  const page = parsed(withLineFeeds(now.page).text, schema);
  const wiki: RecordSet = readPageRecords(page, schema, 'w:P').set;
  const data = readDataRecords(fileOf(now.data), schema).set;
  return nextBase({ base: state.base, data, wiki, renamed: plan.renamed }, schema);
}

function fileOf(data: readonly Values[]): DataFile {
  const place = { source: 'l.yaml' };
  return { records: data.map((values) => ({ values, place, places: new Map() })) };
}
