/** Derived spots on a page: found by what stands around them, and made fresh. */
import type { Diagnostic, Place } from '../diagnostic.ts';
import type { ParsedPage, Span } from '../wikitext/page.ts';
import { applyEdits, type TextEdit } from '../wikitext/text-edit.ts';
import type { RenderedLayout, RenderedSpot } from './layout.ts';
import { mergeList } from './list-spot.ts';
import { findText, isOfOneShape } from './text-spot.ts';

/** What a spot says, and what it shall say. */
export interface SpotChange {
  readonly spot: string;
  readonly before: string;
  readonly after: string;
}

/** A layout, rendered for the page as it is to be. */
export interface SpotLayout {
  readonly rendered: RenderedLayout;
  /** The same text, read as a page. */
  readonly page: ParsedPage;
  /** What the spots said before, as far as one knows: by these they are recognized. */
  readonly earlier: readonly RenderedLayout[];
}

/** The page as the account's last edit left it, and as it was before that. */
export interface OwnPages {
  readonly before: ParsedPage;
  readonly after: ParsedPage;
  /** The page as it was when a person let pass what had been taken back on it, after that edit. */
  readonly letPass?: ParsedPage | undefined;
}

/**
 * Without what a person took back: the last own edit made a spot say what it is to say, and now it
 * says again what it said before that edit.
 */
export function heedReverts(fresh: FreshSpots, layout: SpotLayout, own: OwnPages): FreshSpots {
  const place = (): Place => ({ source: '' });
  const [was, made] = [own.before, own.after].map((page) => freshSpots(page, layout, place));
  const passed = own.letPass === undefined ? undefined : freshSpots(own.letPass, layout, place);
  const isIn = (found: FreshSpots | undefined, { spot, before, after }: SpotChange): boolean =>
    found?.changes.some(
      (one) => one.spot === spot && one.before === before && one.after === after,
    ) === true;
  const isTakenBack = (change: SpotChange): boolean =>
    isIn(was, change) && made?.settled.includes(change.spot) === true && !isIn(passed, change);
  const kept = fresh.changes.map((change) => !isTakenBack(change));
  if (kept.every(Boolean)) return fresh;
  const held = fresh.changes.filter((_, index) => kept[index] === false);
  return {
    ...fresh,
    edits: fresh.edits.filter((_, index) => kept[index]),
    changes: fresh.changes.filter((_, index) => kept[index]),
    diagnostics: [...fresh.diagnostics, ...held.map(takenBack)],
  };
}

function takenBack({ spot, before, after }: SpotChange): Diagnostic {
  return {
    code: 'spot-taken-back',
    severity: 'warning',
    message: `Somebody made the spot '${spot}' '${shown(before)}' again, where '${shown(after)}' is derived.`,
    hint: "It is left so until what is derived changes, or 'wikisync acknowledge' lets it pass.",
  };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What is to be done to a page's spots. */
export interface FreshSpots {
  readonly edits: readonly TextEdit[];
  /** As many as edits, in their order. */
  readonly changes: readonly SpotChange[];
  /** Names of those that say what they should. */
  readonly settled: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A spot on the page, and what it shall say; or why there is nothing to say. */
export type FoundSpot = (Span & { readonly newText: string }) | SpotProblem;

/** Why a spot is left alone. */
export interface SpotProblem {
  readonly code: 'spot-missing' | 'spot-twice' | 'spot-rewritten';
  /** A clause that goes on after the spot's name. */
  readonly reason: string;
  /** Where on the page, if it is there. */
  readonly at?: number;
}

/** Makes the page's spots say what the layout says; one that is not there once is left alone. */
export function freshSpots(
  page: ParsedPage,
  layout: SpotLayout,
  placeAt: (offset: number) => Place,
): FreshSpots {
  const edits: TextEdit[] = [];
  const changes: SpotChange[] = [];
  const settled: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const spot of layout.rendered.spots) {
    const found =
      spot.kind === 'list' ? mergeList(page, spot, layout) : textSpot(page, spot, layout);
    if ('code' in found) {
      diagnostics.push(problem(spot, found, placeAt));
      continue;
    }
    const before = page.text.slice(found.start, found.end);
    if (before === found.newText) {
      settled.push(spot.name);
      continue;
    }
    edits.push(found);
    changes.push({ spot: spot.name, before: before.trim(), after: found.newText.trim() });
  }
  return { edits, changes, settled, diagnostics };
}

/** The layout's text, with the lines that the page has for the names of its lists. */
export function keepListLines(page: ParsedPage, layout: SpotLayout): string {
  const { text, spots } = layout.rendered;
  const edits = spots.flatMap((spot): readonly TextEdit[] => {
    const found = spot.kind === 'list' ? mergeList(page, spot, layout) : undefined;
    if (found === undefined || 'code' in found || found.start === found.end) return [];
    const end = text.slice(spot.start, spot.end).endsWith('\n') ? '\n' : '';
    return [{ start: spot.start, end: spot.end, newText: `${found.newText}${end}` }];
  });
  return applyEdits(text, edits);
}

/** A text that is neither what was derived before nor of its shape is a person's own. */
function textSpot(page: ParsedPage, spot: RenderedSpot, layout: SpotLayout): FoundSpot {
  const { rendered, earlier } = layout;
  const newText = rendered.text.slice(spot.start, spot.end);
  const found = findText(page, rendered, spot);
  if ('code' in found) return found;
  const now = page.text.slice(found.start, found.end);
  const known = earlier.flatMap((one) => {
    const same = one.spots.find(({ name, kind }) => name === spot.name && kind === 'text');
    return same === undefined ? [] : [one.text.slice(same.start, same.end)];
  });
  if (now === newText || known.includes(now) || isOfOneShape(now, newText)) {
    return { ...found, newText };
  }
  const reason = `says '${now}', which is not how it is derived`;
  return { code: 'spot-rewritten', reason, at: found.start };
}

const hints = {
  'spot-missing': 'Put back what stands around it on the page, or change the layout.',
  'spot-twice': 'Let the layout have words around it that the page has once.',
  'spot-rewritten':
    'It is left as people wrote it; write a value of the derived form to have it kept fresh.',
} as const;

function problem(
  { name }: RenderedSpot,
  { code, reason, at }: SpotProblem,
  placeAt: (offset: number) => Place,
): Diagnostic {
  const { line: _line, column: _column, ...whole } = placeAt(0);
  return {
    code,
    severity: 'warning',
    message: `The spot '${name}' ${reason}.`,
    hint: hints[code],
    place: at === undefined ? whole : placeAt(at),
  };
}
