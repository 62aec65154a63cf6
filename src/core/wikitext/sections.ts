/** Which section a record stands in. */
import type { SectionSchema } from '../schema.ts';
import type { Heading, ParsedPage } from './page.ts';
import { headingText } from './title.ts';

/** A section that a value of the section's field means. */
export interface Section {
  readonly value: string;
  readonly heading: Heading;
  /** Behind its last character, subsections included: the next heading of its level, or the end. */
  readonly end: number;
}

/** All sections of the page that the schema names, in order. A heading may stand twice. */
export function sectionsOf(page: ParsedPage, schema: SectionSchema): readonly Section[] {
  const values = valuesByHeading(schema);
  return page.headings.flatMap((heading, index) => {
    const value = values.get(heading.text);
    if (value === undefined) return [];
    const next = page.headings.slice(index + 1).find(({ level }) => level <= heading.level);
    return [{ value, heading, end: next?.span.start ?? page.text.length }];
  });
}

/** Where an offset stands. */
export interface Standing {
  /** `undefined` if no heading above it means a value. */
  readonly value: string | undefined;
  /** That heading's text; else the nearest one's above it, if there is one. */
  readonly heading: string | undefined;
}

/**
 * Tells in which section an offset stands: in the innermost of those of the headings above it that
 * the schema names, at any level.
 */
export function standingIn(page: ParsedPage, schema: SectionSchema): (offset: number) => Standing {
  const values = valuesByHeading(schema);
  const starts = page.headings.map(({ span }) => span.start);
  const open: Heading[] = [];
  const standings = page.headings.map((heading): Standing => {
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    open.push(heading);
    const named = open.findLast(({ text }) => values.has(text));
    const { text } = named ?? heading;
    return { value: values.get(text), heading: text };
  });
  return (offset) => {
    const above = lastBelow(starts, offset);
    return standings[above] ?? { value: undefined, heading: undefined };
  };
}

/** The position of the last of some ascending numbers that is less; -1 if none is. */
function lastBelow(ascending: readonly number[], limit: number): number {
  let low = -1;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle;
    else high = middle;
  }
  return low;
}

function valuesByHeading(schema: SectionSchema): ReadonlyMap<string, string> {
  return new Map([...schema.headings].map(([value, heading]) => [headingText(heading), value]));
}
