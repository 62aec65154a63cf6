/** Values that have names and spellings: what `choice` and `flag` have in common. */

import { suggest } from '../suggest.ts';
import { type Reading, readAs, unreadable } from './field-type.ts';
import { quote } from './quote.ts';

/** Names of values, each with the spellings that mean it; the first is written. */
export type Spellings = Readonly<Record<string, readonly string[]>>;

/**
 * Finds the name that a text means: by its exact spelling if there is one, else whatever the case
 * and the white space.
 *
 * @param side where the text stands: on a page a spelling goes before another value's name, in a
 * data file the name does
 */
export function readSpelling(text: string, spellings: Spellings, side: 'page' | 'data'): Reading {
  const entries = Object.entries(spellings);
  const names = entries.map(([name]) => ({ name, spelling: name }));
  const others = entries.flatMap(([name, list]) => list.map((spelling) => ({ name, spelling })));
  const known = side === 'page' ? [...others, ...names] : [...names, ...others];
  const found =
    known.find(({ spelling }) => spelling === text) ??
    known.find(({ spelling }) => foldSpelling(spelling) === foldSpelling(text));
  if (found !== undefined) return readAs(found.name);
  const near = suggest(
    text,
    known.map(({ spelling }) => spelling),
  );
  const shown = entries.map(([name, list]) => (side === 'page' ? (list[0] ?? name) : name));
  const hint = near === undefined ? '' : ` (perhaps ${quote(near)})`;
  return unreadable(`${quote(text)} is none of ${shown.join(', ')}${hint}`);
}

/** All that may be written for a name, best first. */
export function spellingsOf(name: string, spellings: Spellings): readonly string[] {
  const own = Object.entries(spellings).filter(([candidate]) => candidate === name);
  return own.flatMap(([, list]) => [...list, name]);
}

/** As spellings are compared: whatever the case and the white space. */
export function foldSpelling(text: string): string {
  return text.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
}
