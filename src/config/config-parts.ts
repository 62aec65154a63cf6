/** Parts of a written config: names and texts, and where records stand. */
import { lazily } from '../lazily.ts';
import { about, later, z } from '../shape.ts';

/** The name of a wiki or a listing. */
export const name = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be a name of letters, digits, - and _'));

/** A text that says something. */
export const words = z.string().check(z.trim(), z.minLength(1, 'must not be empty'));

/** What JSON Schema says of a mapping that must not be empty; zod has no such check. */
export const oneAtLeast = { minProperties: 1 };

/** Whether a mapping has anything in it. */
export function isFilled(mapping: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(mapping).length > 0;
}

/** Who may change something. */
export const owner = about(
  'Who may change it: the data file, the wiki, or both (default: shared).',
  z.enum(['data', 'wiki', 'shared']),
);

/** How sections of a page correspond to a field. */
export const section = later(() =>
  z.strictObject({
    field: about("The data file's name for the section that a record stands in.", z.clone(words)),
    owner: z.optional(owner),
    headings: about(
      "Each value of that field with its heading's text, at any level, in the page's order.",
      z
        .record(z.string(), words)
        .check(z.refine(isFilled, 'must not be empty'))
        .register(z.globalRegistry, oneAtLeast),
    ),
  }),
);

const pageValue = lazily(() => z.union([z.string(), z.number()], 'must be a value'));

const range = lazily(() =>
  z.strictObject({
    from: about('The first of them.', z.optional(pageValue())),
    before: about('The first that is none of them any more.', z.optional(pageValue())),
  }),
);

/** The pages of a listing that has several. */
export const pages = later(() =>
  z.strictObject({
    field: about(
      "The data file's name for the page that a record stands on; without it each page has a data file of its own.",
      z.optional(words),
    ),
    owner: z.optional(owner),
    titles: about(
      "Each value of that field with its page's title.",
      z.optional(
        z
          .record(z.string(), words)
          .check(z.refine(isFilled, 'must not be empty'))
          .register(z.globalRegistry, oneAtLeast),
      ),
    ),
    title: about(
      'In place of titles: how a title is made of a value, such as Projects/<round>. The values are those of the data file, and those of pages with such titles.',
      z.optional(words),
    ),
    list: about(
      "In place of titles: the pages' titles, which are the values too.",
      z.optional(z.array(words).check(z.minLength(1, 'must not be empty'))),
    ),
    category: about('In place of titles: all pages of a category of the wiki.', z.optional(words)),
    prefix: about(
      'In place of titles: all pages of the wiki whose titles begin so.',
      z.optional(words),
    ),
    takes: about(
      'By a value of titles: others that stand on its page, as a list, or by from and before. An archive takes what is before a year.',
      z.optional(
        z.record(
          z.string(),
          z.union([z.array(pageValue()), range()], 'must be values, or a range of them'),
        ),
      ),
    ),
  }),
);

const wanted = lazily(() => z.union([z.string(), z.number(), z.boolean()], 'must be a value'));

/** Pages that are made from records. */
export const makes = later(() =>
  z.record(
    name,
    z.strictObject({
      page: about(
        'Its title; with fields in it, such as Projects/<title>, one for each record.',
        z.clone(words),
      ),
      layout: about(
        'The layout that it is made with, a file relative to this one.',
        z.clone(words),
      ),
      where: about(
        'The records that it is about: fields, each with a value or several.',
        z.optional(
          z.record(
            z.string(),
            z.union([wanted(), z.array(wanted())], 'must be a value, or a list of values'),
          ),
        ),
      ),
    }),
  ),
);
