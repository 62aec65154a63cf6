/** Puts written changes together: what is edited in place, what leaves, what comes and where. */
import type { Change } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { recordKey } from '../record.ts';
import { fieldChange, type RecordSchema } from '../schema.ts';
import type { FieldValue } from '../value.ts';
import { deletionEdits } from './deletion.ts';
import { usualGap } from './gaps.ts';
import { type Insertion, insertionEdits } from './insertion.ts';
import type { ParsedPage, TemplateCall } from './page.ts';
import type { PageEntry } from './page-records.ts';
import { parsePage } from './parse-page.ts';
import type { SiteSettings } from './site.ts';
import { applyEdits, offsetBefore, type TextEdit } from './text-edit.ts';

/** A page that is to be written. */
export interface PageContext {
  readonly page: ParsedPage;
  /** By key; what is quarantined is not in it. */
  readonly entries: ReadonlyMap<string, PageEntry>;
  readonly schema: RecordSchema;
  readonly site: SiteSettings;
  /** The data file's keys in its order: a new record goes behind its predecessor there. */
  readonly dataOrder: readonly string[];
  /** By key, the calls of records that come from other pages of the listing. */
  readonly incoming?: ReadonlyMap<string, IncomingCall>;
  /** Of a run that is taken back: the calls before it, in the page's order then. */
  readonly earlier?: EarlierCalls;
}

/** The call of a record that comes from another page. */
export interface IncomingCall {
  /** The page that it stands on. */
  readonly page: ParsedPage;
  readonly call: TemplateCall;
  readonly values: PageEntry['values'];
}

/** A page's calls at another time, by key: their texts, and the values that these say. */
export type EarlierCalls = ReadonlyMap<
  string,
  {
    readonly callText: string;
    readonly values: ReadonlyMap<string, FieldValue>;
    /** Arguments that no field is for. */
    readonly others: readonly string[];
  }
>;

/** What one change does to the page. */
export interface Step {
  readonly change: Change;
  /** In place. */
  readonly edits: readonly TextEdit[];
  /** The call that goes: deleted, or moved to where one comes. */
  readonly leaves: TemplateCall | undefined;
  readonly comes: { readonly callText: string; readonly section: string | undefined } | undefined;
}

/** A page, written; what was refused is in none of the edits. */
export interface PlacedPage {
  /** Of the page's text as it was. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
  readonly written: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Edits and deletions first; insertions find their place on the text without what was deleted. */
export function placeSteps(context: PageContext, steps: readonly Step[]): PlacedPage {
  const { page, schema, site } = context;
  const leaving = new Set(steps.flatMap(({ leaves }) => (leaves === undefined ? [] : [leaves])));
  const first = [...steps.flatMap(({ edits }) => edits), ...deletionEdits(page, leaving)];
  const text = applyEdits(page.text, first);
  const written = steps.map(({ change }) => change);
  const comings = steps.flatMap(({ change, comes }) =>
    comes === undefined ? [] : [{ change, ...comes }],
  );
  if (comings.length === 0) return { edits: first, text, written, diagnostics: [] };
  const between = first.length === 0 ? page : parsePage(text, schema, site);
  if (typeof between === 'string') throw new Error(`The edited page ${between}.`);
  const now = standingCalls(context, { between, leaving, steps });
  const insertions = comings
    .map((coming) => ({ ...coming, order: orderOf(context, coming.change.key) }))
    .toSorted((a, b) => a.order - b.order)
    .map((coming) => ({ ...coming, predecessor: predecessorOf(coming, now) }));
  const edits = insertionEdits(
    { page: between, schema: schema.section, gap: usualGap(page) },
    insertions,
  );
  const homeless = insertions.filter((_, index) => edits[index] === undefined);
  if (homeless.length > 0) return placeOthers(context, steps, homeless);
  const second = edits.filter((edit) => edit !== undefined);
  const carried = second.map((edit) => {
    const at = offsetBefore(first, edit.start);
    return { start: at, end: at, newText: edit.newText };
  });
  return {
    edits: [...first, ...carried],
    text: applyEdits(between.text, second),
    written,
    diagnostics: [],
  };
}

/** Without those that have nowhere to go, which stay where they are. */
function placeOthers(
  context: PageContext,
  steps: readonly Step[],
  homeless: readonly (Insertion & { readonly change: Change })[],
): PlacedPage {
  const changes = new Set(homeless.map(({ change }) => change));
  const others = placeSteps(
    context,
    steps.filter(({ change }) => !changes.has(change)),
  );
  const missing = homeless.map((insertion) => sectionMissing(insertion, context.schema));
  return { ...others, diagnostics: [...missing, ...others.diagnostics] };
}

/** A call that stays, where the data file has it. */
interface StandingCall {
  readonly call: TemplateCall;
  readonly order: number;
  readonly section: string | undefined;
}

function standingCalls(
  context: PageContext,
  now: {
    readonly between: ParsedPage;
    readonly leaving: ReadonlySet<TemplateCall>;
    readonly steps: readonly Step[];
  },
): readonly StandingCall[] {
  const { page, schema } = context;
  const keys = new Map([...context.entries].map(([key, { call }]) => [call, key]));
  const newKeys = new Map(now.steps.map(({ change }) => [change.key, newKey(change, schema)]));
  return page.calls
    .filter((call) => !now.leaving.has(call))
    .flatMap((before, index): readonly StandingCall[] => {
      const key = keys.get(before);
      const call = now.between.calls[index];
      if (key === undefined || call === undefined) return [];
      const order = orderOf(context, newKeys.get(key) ?? key);
      const values = context.entries.get(key)?.values;
      const section = schema.section && values?.get(schema.section.field);
      return [{ call, order, section: section === undefined ? undefined : String(section) }];
    });
}

/** The last call of the same section that stands before it in the data file. */
function predecessorOf(
  coming: { readonly order: number; readonly section: string | undefined },
  standing: readonly StandingCall[],
): TemplateCall | undefined {
  return standing
    .filter(({ order, section }) => order < coming.order && section === coming.section)
    .toSorted((a, b) => a.order - b.order)
    .at(-1)?.call;
}

/** A key's position in the data file; behind all others if it is not there. */
function orderOf(context: PageContext, key: string): number {
  const index = context.dataOrder.indexOf(key);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}

/** The key that a record has after its change. */
function newKey(change: Change, schema: RecordSchema): string {
  const renamed = fieldChange(change.fields, schema.key)?.after;
  return typeof renamed === 'string' ? recordKey(renamed) : change.key;
}

function sectionMissing(
  insertion: Insertion & { readonly change: Change },
  schema: RecordSchema,
): Diagnostic {
  const { section, change } = insertion;
  const field = schema.section?.field ?? '';
  const heading = section === undefined ? undefined : schema.section?.headings.get(section);
  const record = { record: change.key, field };
  if (section === undefined) {
    return {
      code: 'section-not-given',
      severity: 'error',
      message: `'${change.key}' has no ${field}, so that it has no place on the page.`,
      hint: `Give it one of ${[...(schema.section?.headings.keys() ?? [])].join(', ')}.`,
      ...record,
    };
  }
  return {
    code: 'section-missing',
    severity: 'error',
    message: `The page has no section '${heading ?? section}' for '${change.key}'.`,
    hint: `Add a line '== ${heading ?? section} ==' to the page where its records shall stand.`,
    ...record,
  };
}
