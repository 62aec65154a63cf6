/** Which headings tell records apart. */
import type { Heading, ParsedPage } from '../wikitext/page.ts';
import { slugOf } from './names.ts';
import type { AdoptionNote } from './seen.ts';

/** The field for the section, and its values with their headings. */
export interface ProposedSection {
  readonly field: string;
  readonly headings: ReadonlyMap<string, string>;
}

/** What is found of sections; `found` is absent if they are not used. */
export interface FoundSections {
  readonly found?: ProposedSection;
  readonly notes: readonly AdoptionNote[];
}

/** For each call the heading that it stands under, if there is one. */
type Above = readonly (Heading | undefined)[];

/** What becomes of the sections if these headings are taken. */
type Judgement =
  | { readonly kind: 'useful'; readonly headings: ReadonlyMap<string, string> }
  /** They say nothing that tells records apart. */
  | { readonly kind: 'useless' }
  | { readonly kind: 'doubtful'; readonly note: AdoptionNote };

/**
 * The nearest headings above the calls if they can be told apart, else those further up: under `2014`
 * and under `2015` there may both be `Open`.
 */
export function inferSections(page: ParsedPage, names: ReadonlySet<string>): FoundSections {
  const levels = [...new Set(page.headings.map(({ level }) => level))].toSorted((a, b) => b - a);
  const judgements = levels.map((deepest) => judged(page, headingsAbove(page, deepest)));
  const useful = judgements.find(({ kind }) => kind === 'useful');
  if (useful?.kind === 'useful') {
    return { found: { field: slugOf('section', names), headings: useful.headings }, notes: [] };
  }
  const [nearest] = judgements;
  return { notes: nearest?.kind === 'doubtful' ? [nearest.note] : [] };
}

function headingsAbove({ calls, headings }: ParsedPage, deepest: number): Above {
  const those = headings.filter(({ level }) => level <= deepest);
  return calls.map(({ span }) => those.findLast((each) => each.span.start < span.start));
}

function judged({ calls, headings }: ParsedPage, above: Above): Judgement {
  const used = new Set(above.filter((heading) => heading !== undefined));
  const outside = above.indexOf(undefined);
  if (used.size === 0 || (used.size === 1 && outside === -1)) return { kind: 'useless' };
  // Each record has a heading of its own: a new one would have none.
  if (used.size === calls.length && calls.length > 2) return { kind: 'useless' };
  if (outside !== -1) {
    const at = calls[outside]?.span.start ?? 0;
    return doubtful('Some records stand before the first heading: sections are not used', at);
  }
  const odd = [...used].find(({ text }) => text === '' || /^=.*=$/.test(text));
  if (odd !== undefined) {
    return doubtful('A heading has no text of its own: sections are not used', odd.span.start);
  }
  const twice = headings.findLast((heading) =>
    [...used].some((other) => other !== heading && other.text === heading.text),
  );
  if (twice !== undefined) {
    const text = `The heading '${twice.text}' stands more than once: sections are not used`;
    return doubtful(text, twice.span.start);
  }
  const named = new Map<string, string>();
  for (const { text } of used) named.set(slugOf(text, named), text);
  return { kind: 'useful', headings: named };
}

function doubtful(text: string, at: number): Judgement {
  return { kind: 'doubtful', note: { text, at } };
}
