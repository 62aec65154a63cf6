/**
 * Moves between pages that are taken back: a record is added again where it stood, and goes from
 * where the run moved it once it is seen there.
 */
import type { Change } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { isCarried } from '../pages/carried.ts';
import { dataOfPage, pagesByKey } from '../pages/data-of-page.ts';
import { entryOn, type ListingPage, type OtherPages } from '../pages/listing-page.ts';
import { heldForUnread, notThereYet, overtaken } from '../pages/page-diagnostics.ts';
import {
  type Comer,
  comerFrom,
  inDataElsewhere,
  keptKeys,
  type Relocation,
  type RelocationContext,
} from '../pages/relocate.ts';
import type { BaseRecord } from '../reconcile/base.ts';
import { fieldChange, fieldNames, type PagesSchema, presenceStep } from '../schema.ts';

/** What becomes of one move on this page, if anything is left to be done about it here. */
type Back =
  | { readonly kind: 'comes'; readonly from: ListingPage; readonly comer: Comer }
  | { readonly kind: 'leaves'; readonly to: ListingPage; readonly isThere: boolean }
  | { readonly kind: 'left'; readonly diagnostic: Diagnostic };

interface Context extends RelocationContext {
  readonly others: OtherPages;
  readonly pages: PagesSchema;
}

/** What the page is to be written with so that a run's moves from and to it are taken back. */
export function movesBack(
  changes: readonly Change[],
  context: RelocationContext,
): Relocation | undefined {
  const { others, schema } = context;
  const { pages } = schema;
  if (pages === undefined || others === undefined) return undefined;
  const about = { ...context, others, pages };
  const backs = changes.flatMap((change) => {
    const back = backOf(change, about);
    return back === undefined ? [] : [{ key: change.key, back }];
  });
  return relocationOf(backs, about);
}

function backOf(change: Change, context: Context): Back | undefined {
  const { own, others, pages, schema } = context;
  const presence = presenceStep(change, schema);
  const step = fieldChange(change.fields, pages.field);
  if (change.kind !== 'move' || presence === undefined || step === undefined) return undefined;
  const isHere = standsOn(own, change.key);
  if (isHere === (presence === 'delete')) return undefined;
  const value = presence === 'create' ? step.before : step.after;
  const other = others.read.find((page) => page.value === value);
  if (other === undefined) {
    const unread = others.unread.find((page) => page.value === value);
    const diagnostic = unread ? heldForUnread(change.key, unread) : noSuchPage(change.key, value);
    return { kind: 'left', diagnostic };
  }
  return presence === 'create'
    ? leaving(change.key, other, context)
    : coming(change.key, other, context);
}

/** Back to this page, from where the run moved it. */
function coming(key: string, from: ListingPage, { others }: Context): Back {
  const comer = comerFrom(from, key);
  if (comer !== undefined) return { kind: 'comes', from, comer };
  const now = others.read.find((page) => standsOn(page, key));
  return { kind: 'left', diagnostic: notWhereMoved(key, from, now) };
}

/** Away from this page, if all that it says is where it goes. */
function leaving(key: string, to: ListingPage, { own, schema }: Context): Back {
  const [here, there] = [entryOn(own, key), entryOn(to, key)];
  if (!standsOn(to, key)) return { kind: 'leaves', to, isThere: false };
  const nothing: BaseRecord = {
    values: new Map(),
    unknown: new Set(fieldNames(schema)),
    disputed: new Set(),
  };
  const base = own.base?.records.get(key) ?? nothing;
  if (here && there && isCarried({ here, there, base }, schema)) {
    return { kind: 'leaves', to, isThere: true };
  }
  const place = here?.place ?? { source: own.title };
  return { kind: 'left', diagnostic: overtaken(key, { from: own, to, place }) };
}

function standsOn({ records }: ListingPage, key: string): boolean {
  return records.pairs.some(({ record }) => record.key === key);
}

function relocationOf(
  backs: readonly { readonly key: string; readonly back: Back }[],
  context: Context,
): Relocation {
  const { own, others, data, schema, pages, isWary } = context;
  const comers = backs.flatMap(({ back }) => (back.kind === 'comes' ? [back] : []));
  const leavers = backs.flatMap(({ key, back }) =>
    back.kind === 'leaves' ? [{ ...back, key }] : [],
  );
  const awaited = leavers.filter(({ isThere }) => !isThere);
  const gone = isWary ? leavers.filter(({ isThere }) => isThere) : leavers;
  const { set } = own.records;
  return {
    data: dataOfPage(data, schema).set,
    wiki: { ...set, records: [...set.records, ...comers.map(({ comer }) => comer.record)] },
    bases: new Map(
      comers.flatMap(({ from, comer: { record } }) => {
        const base = from.base?.records.get(record.key);
        return base === undefined ? [] : [[record.key, base] as const];
      }),
    ),
    incoming: new Map(comers.map(({ comer: { record, call } }) => [record.key, call])),
    departures: gone.map(({ key, to }) => ({
      kind: 'move',
      key,
      fields: [{ field: pages.field, before: own.value, after: to.value }],
    })),
    kept: keptKeys(own, others, context),
    awaited: awaited.map(({ to }) => to.title),
    reached: leavers.filter(({ isThere }) => isThere).map(({ to }) => to.title),
    moving: new Set(backs.flatMap(({ key, back }) => (back.kind === 'left' ? [] : [key]))),
    elsewhere: {
      data: inDataElsewhere(own, { pageOf: pagesByKey(data, pages) }).length,
      wiki: comers.length,
    },
    diagnostics: [
      ...backs.flatMap(({ back }) => (back.kind === 'left' ? [back.diagnostic] : [])),
      ...(isWary ? awaited : []).map(({ key, to }) =>
        notThereYet(key, to, entryOn(own, key)?.place),
      ),
    ],
  };
}

function notWhereMoved(
  key: string,
  { title }: ListingPage,
  now: ListingPage | undefined,
): Diagnostic {
  const where = now === undefined ? '' : `, but on '${now.title}'`;
  return {
    code: 'undo-left',
    severity: 'warning',
    message: `'${key}' is not on '${title}' any more, where the run moved it${where}: it is left as it is.`,
    hint: 'Look at it, and do by hand what is still wanted.',
    record: key,
  };
}

function noSuchPage(key: string, value: unknown): Diagnostic {
  return {
    code: 'undo-left',
    severity: 'warning',
    message: `The run moved '${key}' from or to the page of '${String(value)}', which the config has no more: it is left as it is.`,
    hint: 'Look at it, and do by hand what is still wanted.',
    record: key,
  };
}
