/** The part of a plan that keeps derived spots fresh. */
import type { DataEntry } from '../data-records.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { asWritten } from '../pages/data-of-page.ts';
import type { Identified } from '../read-records.ts';
import { withLineFeeds } from '../wikitext/line-feeds.ts';
import { parsePage } from '../wikitext/parse-page.ts';
import { savingHazard } from '../wikitext/saving-hazard.ts';
import { applyEdits } from '../wikitext/text-edit.ts';
import { deriveSpots } from './derive-spots.ts';
import type { AroundChange } from './plan.ts';
import type { PlanInput } from './plan-input.ts';

/** A page's text with its spots made fresh. */
export interface DerivedSpots {
  readonly pageText: string;
  readonly around: readonly AroundChange[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the layout cannot be used, so that nothing may be written. */
  readonly isRefused: boolean;
}

/** Makes fresh what the layout derives, on the page as the plan's changes leave it. */
export function derivedSpots(
  input: PlanInput,
  pageText: string,
  data: Identified<DataEntry>,
): DerivedSpots {
  const { layout, listing, schema, page, base } = input;
  const none = { pageText, around: [], diagnostics: [], isRefused: false };
  // What is resolved is done alone.
  if (layout?.layout.hasSpots !== true || input.resolve !== undefined) return none;
  const { title, site, source } = page;
  const { text, toOriginal } = withLineFeeds(pageText);
  const shown = asWritten(data, schema);
  const laidOut = { ...layout, own: { name: listing, schema }, title, text, site, shown };
  const before = withLineFeeds(page.text).text;
  const order = data.set.records.map(({ key }) => key);
  const found = deriveSpots(laidOut, { before, base, order, source });
  if (!('edits' in found)) return { ...none, diagnostics: found, isRefused: true };
  const { edits, changes, diagnostics } = found;
  const reason = edits.length === 0 ? undefined : whyNot(text, applyEdits(text, edits), input);
  if (reason !== undefined) {
    return { ...none, diagnostics: [...diagnostics, unconfirmed(reason, source)] };
  }
  return {
    ...none,
    pageText: applyEdits(pageText, toOriginal(edits)),
    around: changes.map(({ spot, before: was, after }) => ({
      what: 'spot',
      name: spot,
      before: was,
      after,
    })),
    diagnostics,
  };
}

/** Spots are text between records: these, and all headings, are the same before and after. */
function whyNot(before: string, after: string, { schema, page }: PlanInput): string | undefined {
  const essence = (text: string): string => {
    const parsed = parsePage(text, schema, page.site);
    if (typeof parsed === 'string') return parsed;
    const spans = [...parsed.calls, ...parsed.headings].map(({ span }) => span);
    return spans.map(({ start, end }) => text.slice(start, end)).join('\n');
  };
  if (essence(before) !== essence(after)) return 'a record or a heading would change';
  return savingHazard(after, page.site) === undefined ||
    savingHazard(before, page.site) !== undefined
    ? undefined
    : savingHazard(after, page.site);
}

function unconfirmed(reason: string, source: string): Diagnostic {
  return {
    code: 'page-unconfirmed',
    severity: 'error',
    message: `What is derived on the page was refused: ${reason}.`,
    hint: 'It stays as it is; look at the spots of the layout.',
    place: { source },
  };
}
