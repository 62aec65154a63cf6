/** Marks that a rendered layout has around what is derived, and how they are taken out again. */
import type { RenderedLayout, RenderedSpot, SpotEntry } from './layout.ts';

/** No text that a page can hold has these. */
const [opens, closes] = ['\u0001', '\u0002'];

const kinds = ['spot', 'list', 'entry', 'end'] as const;

/** One mark, to stand in a text. */
export function mark(kind: (typeof kinds)[number], name: string): string {
  return `${opens}${kind} ${name}${closes}`;
}

/** The text without its marks, and where they were; or why they make no sense. */
export function takeMarks(marked: string): RenderedLayout | string {
  const [before = '', ...pieces] = marked.split(pattern);
  const state: State = { text: before, spots: [], open: undefined };
  for (let at = 0; at < pieces.length; at += 3) {
    const [kind = '', name = '', following = ''] = pieces.slice(at, at + 3);
    const problem = kind === 'entry' ? addEntry(state, name) : openOrClose(state, kind, name);
    if (problem !== undefined) return problem;
    state.text += following;
  }
  return { text: state.text, spots: state.spots };
}

const pattern = new RegExp(`${opens}([a-z]+) ([^${closes}]*)${closes}`, 'u');

interface State {
  text: string;
  spots: RenderedSpot[];
  open: OpenSpot | undefined;
}

interface OpenSpot {
  readonly kind: string;
  readonly name: string;
  readonly start: number;
  readonly entries: Entry[];
}

function addEntry({ open, text }: State, name: string): string | undefined {
  if (open?.kind !== 'list') return `the entry '${name}' stands in no list`;
  open.entries.push({ name, start: text.length });
  return undefined;
}

function openOrClose(state: State, kind: string, name: string): string | undefined {
  const { open, spots, text } = state;
  if (kind === 'end') {
    if (open !== undefined) spots.push(spotOf(open, text));
    state.open = undefined;
    return undefined;
  }
  if (open !== undefined) return `'${name}' stands within '${open.name}'`;
  if (spots.some((spot) => spot.name === name)) return `'${name}' is there twice`;
  state.open = { kind, name, start: text.length, entries: [] };
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly start: number;
}

function spotOf({ kind, name, start, entries }: OpenSpot, text: string): RenderedSpot {
  const where = { name, start, end: text.length };
  if (kind === 'spot') return { kind: 'text', ...where };
  return { kind: 'list', ...where, entries: entriesOf(text.slice(start), entries, start) };
}

/** Entries by their marks; without any, each line is the entry that its text names. */
function entriesOf(text: string, entries: readonly Entry[], offset: number): readonly SpotEntry[] {
  if (entries.length === 0) {
    return linesOf(text).map((line) => ({ name: plainLine(line), line }));
  }
  return entries.flatMap(({ name, start }, at) => {
    const end = entries[at + 1]?.start ?? offset + text.length;
    return linesOf(text.slice(start - offset, end - offset)).map((line) => ({ name, line }));
  });
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** What a list's line says to a reader. */
function plainLine(line: string): string {
  return line
    .replace(/^[*#:;]+/, '')
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/'{2,}/g, '')
    .trim();
}
