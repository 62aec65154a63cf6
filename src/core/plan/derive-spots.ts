/** Keeps a page's derived spots fresh. */
import { type Diagnostic, placesIn } from '../diagnostic.ts';
import type { RenderedLayout, WrittenCall } from '../layout/layout.ts';
import {
  type FreshSpots,
  freshSpots,
  heedReverts,
  type OwnPages,
  type SpotLayout,
} from '../layout/spots.ts';
import type { Base } from '../reconcile/base.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import {
  inKeyOrder,
  type LaidOutPage,
  listingOn,
  type OwnText,
  recordsOfBase,
  renderFor,
} from './page-layout.ts';

/** What is known of a page beside its text as it is to be. */
export interface SpotSources {
  /** The text of the page as it was read. */
  readonly before: string;
  readonly base: Base | undefined;
  /** The data file's keys in its order. */
  readonly order: readonly string[];
  /** Names the page in places. */
  readonly source: string;
}

/** What the spots of `page`, as it is to be, shall say; or why the layout cannot be used. */
export function deriveSpots(
  page: LaidOutPage,
  sources: SpotSources,
): FreshSpots | readonly Diagnostic[] {
  const { own, site, text } = page;
  const { records, callOf } = listingOn(text, own, site);
  const now = renderFor(page, inKeyOrder(records, sources.order), callOf);
  if (now.value === undefined) return now.diagnostics;
  const layout = spotLayout(page, now.value, sources);
  const parsed = parsePage(text, own.schema, site);
  if (typeof parsed === 'string' || layout === undefined)
    return { edits: [], changes: [], settled: [], diagnostics: [] };
  const fresh = freshSpots(parsed, layout, placesIn(sources.source, text));
  const edited = page.ownEdit && ownPages(page, page.ownEdit);
  return edited === undefined ? fresh : heedReverts(fresh, layout, edited);
}

function ownPages({ own, site }: LaidOutPage, texts: OwnText): OwnPages | undefined {
  const { before, after, letPass = before } = texts;
  const [was, made, passed] = [before, after, letPass].map((text) =>
    parsePage(text, own.schema, site),
  );
  if (typeof was !== 'object' || typeof made !== 'object') return undefined;
  const isPassed = texts.letPass !== undefined && typeof passed === 'object';
  return { before: was, after: made, ...(isPassed ? { letPass: passed } : {}) };
}

/** A rendered layout, with what its spots said for the page as it was, and for the base. */
export function spotLayout(
  page: LaidOutPage,
  rendered: RenderedLayout,
  { before, base, order }: SpotSources,
): SpotLayout | undefined {
  const { own, site } = page;
  const asPage = parsePage(rendered.text, own.schema, site);
  if (typeof asPage === 'string') return undefined;
  const sets = [listingOn(before, own, site).records, recordsOfBase(base)];
  const earlier = sets.flatMap((set) => {
    const { value } = renderFor(page, inKeyOrder(set, order), bareCall);
    return value === undefined ? [] : [value];
  });
  return { rendered, page: asPage, earlier };
}

function bareCall(): WrittenCall {
  return { kind: 'call', text: '' };
}
