/** Parts of a written config: names and texts, and where records stand. */
import { z } from '../shape.ts';

/** The name of a wiki or a listing. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be a name of letters, digits, - and _');

/** A text that says something. */
export const words = z.string().trim().min(1, 'must not be empty');

/** What JSON Schema says of a mapping that must not be empty; zod has no such check. */
export const oneAtLeast = { minProperties: 1 };

/** Whether a mapping has anything in it. */
export function isFilled(mapping: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(mapping).length > 0;
}

/** Who may change something. */
export const owner = z
  .enum(['data', 'wiki', 'shared'])
  .describe('Who may change it: the data file, the wiki, or both (default: shared).');

/** How sections of a page correspond to a field. */
export const section = z.strictObject({
  field: words.describe("The data file's name for the section that a record stands in."),
  owner: owner.optional(),
  headings: z
    .record(z.string(), words)
    .refine(isFilled, 'must not be empty')
    .meta(oneAtLeast)
    .describe(
      "Each value of that field with its heading's text, at any level, in the page's order.",
    ),
});

const pageValue = z.union([z.string(), z.number()], 'must be a value');

const range = z.strictObject({
  from: pageValue.optional().describe('The first of them.'),
  before: pageValue.optional().describe('The first that is none of them any more.'),
});

/** The pages of a listing that has several. */
export const pages = z.strictObject({
  field: words
    .optional()
    .describe(
      "The data file's name for the page that a record stands on; without it each page has a data file of its own.",
    ),
  owner: owner.optional(),
  titles: z
    .record(z.string(), words)
    .refine(isFilled, 'must not be empty')
    .meta(oneAtLeast)
    .optional()
    .describe("Each value of that field with its page's title."),
  title: words
    .optional()
    .describe(
      'In place of titles: how a title is made of a value, such as Projects/<round>. The values are those of the data file, and those of pages with such titles.',
    ),
  list: z
    .array(words)
    .min(1, 'must not be empty')
    .optional()
    .describe("In place of titles: the pages' titles, which are the values too."),
  category: words.optional().describe('In place of titles: all pages of a category of the wiki.'),
  prefix: words
    .optional()
    .describe('In place of titles: all pages of the wiki whose titles begin so.'),
  takes: z
    .record(z.string(), z.union([z.array(pageValue), range], 'must be values, or a range of them'))
    .optional()
    .describe(
      'By a value of titles: others that stand on its page, as a list, or by from and before. An archive takes what is before a year.',
    ),
});

const wanted = z.union([z.string(), z.number(), z.boolean()], 'must be a value');

/** Pages that are made from records. */
export const makes = z.record(
  name,
  z.strictObject({
    page: words.describe(
      'Its title; with fields in it, such as Projects/<title>, one for each record.',
    ),
    layout: words.describe('The layout that it is made with, a file relative to this one.'),
    where: z
      .record(
        z.string(),
        z.union([wanted, z.array(wanted)], 'must be a value, or a list of values'),
      )
      .optional()
      .describe('The records that it is about: fields, each with a value or several.'),
  }),
);
