/** What a page's calls look like as a listing: its fields, its key, its sections. */
import type { ParsedPage } from '../wikitext/page.ts';
import type { TemplateData } from '../wikitext/template-data.ts';
import { inferFields, type ProposedField } from './infer-fields.ts';
import { asKey, keyCandidates, keyNotes } from './infer-key.ts';
import { inferSections, type ProposedSection } from './infer-sections.ts';
import type { AdoptionNote } from './seen.ts';

/** A listing as it is proposed. */
export interface Proposal {
  /** The name of the field that identifies a record. */
  readonly key: string;
  /** Parameters that may be the key, best first, with the calls that have a value of their own there. */
  readonly keys: readonly { readonly parameter: string; readonly distinct: number }[];
  /** In the order in which their arguments first stand on the page. */
  readonly fields: readonly ProposedField[];
  /** What the template also takes, as far as people describe it. */
  readonly unused: readonly ProposedField[];
  readonly section?: ProposedSection;
  /** Calls on the page. */
  readonly records: number;
  /** What a person should know of the listing as a whole. */
  readonly notes: readonly AdoptionNote[];
}

/** What is known of a page beyond its text. */
export interface ListingHints {
  /** What people say of the template; absent if nobody does. */
  readonly described?: TemplateData | undefined;
  /** The parameter that is the key, if it is said. */
  readonly key?: string | undefined;
}

/** Proposes a listing; `undefined` for a page whose calls have no values that could identify them. */
export function inferListing(page: ParsedPage, hints: ListingHints = {}): Proposal | undefined {
  const { calls } = page;
  const { used, unused, notes } = inferFields(calls, hints.described);
  const candidates = keyCandidates(used, calls);
  const key =
    hints.key === undefined
      ? candidates[0]
      : candidates.find(({ field }) => field.parameter === hints.key);
  if (key === undefined) return undefined;
  const names = new Set([...used, ...unused].map(({ name }) => name));
  const section = inferSections(page, names);
  return {
    key: key.field.name,
    keys: candidates.map(({ field, distinct }) => ({ parameter: field.parameter, distinct })),
    fields: used.map((field) => (field === key.field ? asKey(field, calls) : field)),
    unused,
    ...(section.found === undefined ? {} : { section: section.found }),
    records: calls.length,
    notes: [...keyNotes(key, calls), ...notes, ...section.notes],
  };
}
