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

/**
 * The value of the section that an offset stands in: the innermost of the headings above it that
 * the schema names, at any level.
 */
export function sectionOf(
  page: ParsedPage,
  schema: SectionSchema,
  offset: number,
): { readonly value: string | undefined; readonly heading: string | undefined } {
  const values = valuesByHeading(schema);
  let level = Number.POSITIVE_INFINITY;
  const above = page.headings.filter(({ span }) => span.start < offset).toReversed();
  for (const heading of above) {
    if (heading.level >= level) continue;
    level = heading.level;
    const value = values.get(heading.text);
    if (value !== undefined) return { value, heading: heading.text };
  }
  return { value: undefined, heading: above[0]?.text };
}

function valuesByHeading(schema: SectionSchema): ReadonlyMap<string, string> {
  return new Map([...schema.headings].map(([value, heading]) => [headingText(heading), value]));
}
