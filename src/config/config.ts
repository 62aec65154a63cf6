/** The config as it is written: its shape, with a description of each key. */
import { fieldTypes } from '../core/fields/field-types.ts';
import { lazily, type ShapeOf, z } from '../shape.ts';
import { generalCheck, listingCheck } from './check-config.ts';
import { isFilled, makes, name, oneAtLeast, owner, pages, section, words } from './config-parts.ts';
import { guards } from './guard-config.ts';
import { health } from './health-config.ts';
import { log } from './log-config.ts';
import { notify } from './notify-config.ts';
import { generalSchedule, listingSchedule, soundSchedule } from './schedule-config.ts';

const mediaWiki = z
  .strictObject({
    api: z
      .url({ protocol: /^https?$/, error: 'must be the URL of an api.php' })
      .describe("The URL of the wiki's api.php. https, but for loopback addresses."),
    contact: words
      .optional()
      .describe('An e-mail address or URL for the user agent; needed for any wiki but loopback.'),
    stop: words
      .optional()
      .describe('A page that stops the bot while it holds any text, such as User:Bot/stop.'),
    private: z
      .boolean()
      .optional()
      .describe('Whether even reading needs a login (default: false; it saves a request).'),
    bot: z.boolean().optional().describe('Whether edits are marked as bot edits (default: true).'),
    minor: z.boolean().optional().describe('Whether edits are marked as minor (default: true).'),
    gap: z
      .number()
      .min(0, 'must not be negative')
      .max(3600, 'must be at most 3600')
      .optional()
      .describe('Seconds from one edit to the next, at least (default: 10).'),
    holds: z
      .array(words)
      .optional()
      .describe(
        'Templates by which people ask others to leave a page alone (default: in use, under construction, GOCEinuse).',
      ),
    messages: z
      .enum(['stop', 'ignore'])
      .optional()
      .describe("What a new message on the account's talk page does (default: stop)."),
    settle: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(3600, 'must be at most 3600')
      .optional()
      .describe(
        'Seconds after which an edit whose answer never came cannot come true any more (default: 150, as MediaWiki works on one for up to 120).',
      ),
    authors: z
      .record(words, words)
      .optional()
      .describe("Commit authors, as 'Name <mail>', by people's names on the wiki."),
    proxy: z
      .url({ protocol: /^https?$/, error: 'must be a URL' })
      .optional()
      .describe('A proxy to go through; the environment is not asked for one.'),
  })
  .describe('A MediaWiki.');

const folderWiki = z
  .strictObject({
    folder: words.describe('A folder of pages, relative to this file.'),
    extension: z
      .string()
      .regex(/^\.?[A-Za-z0-9]+$/, 'must be a file extension such as wiki')
      .optional()
      .describe('The extension of its pages (default: wiki).'),
    whole: z
      .boolean()
      .optional()
      .describe(
        'Whether it holds all pages of a wiki: a link to another is dead (default: false).',
      ),
  })
  .describe('A folder that holds a page as Title_with_underscores.wiki.');

const field = z.strictObject({
  parameter: z
    .union(
      [words, z.int().min(1, 'must not be less than 1')],
      'must be a name, or the number of a positional parameter',
    )
    .describe("The template's parameter: a name, or the number of a positional one."),
  type: words.describe(`The field's type: ${fieldTypes.map((type) => type.name).join(', ')}.`),
  owner: owner.optional(),
  required: z
    .boolean()
    .optional()
    .describe('Whether a record without it is reported and left alone (default: false).'),
  formats: z
    .array(words)
    .min(1, 'must not be empty')
    .optional()
    .describe('date: patterns of yyyy MM dd M d MMM MMMM, tried in order (default: yyyy-MM-dd).'),
  values: z
    .record(z.string(), z.union([words, z.array(words)], 'must be a text, or a list of texts'))
    .refine(isFilled, 'must not be empty')
    .meta(oneAtLeast)
    .optional()
    .describe('choice, flag: each value with its spellings on the page; the first is written.'),
  merge: z
    .enum(['value', 'lines'])
    .optional()
    .describe(
      'text, wikitext: what conflicts if both sides change it, the whole value or lines that touch (default: value).',
    ),
  separator: z
    .string()
    .min(1, 'must not be empty')
    .optional()
    .describe('list, people: what stands between items where the page shows no habit.'),
});

const listing = z.strictObject({
  wiki: name.describe('One of the wikis above.'),
  tags: z.array(name).optional().describe('Words by which --tag chooses it with others.'),
  page: words.optional().describe("The page's title, if all records stand on one."),
  pages: pages
    .optional()
    .describe('In place of page: several pages, such as one for each year, or all of a category.'),
  data: words.describe(
    'The data file, relative to this file: .yaml, .yml, .json or .csv. With <page> in it, each page has one.',
  ),
  layout: words
    .optional()
    .describe('A file that says how the page is made, relative to this one (docs/layouts.md).'),
  template: words.describe(
    'The template whose calls are the records; its redirects are found out.',
  ),
  aliases: z.array(words).optional().describe('Other names of the template.'),
  key: words.describe('The field that identifies a record.'),
  section: section.optional().describe('How sections of the page correspond to a field.'),
  fields: z
    .record(z.string(), field)
    .refine(isFilled, 'must not be empty')
    .meta(oneAtLeast)
    .describe("The fields by the data file's names, in the order of new arguments and data."),
  records: z
    .strictObject({
      owner: owner.optional().describe('Who may add and remove them (default: shared).'),
    })
    .optional()
    .describe('What holds for the records as a whole.'),
  makes: makes.optional().describe('Pages that are made from the records, by names for reports.'),
  guards: guards.optional(),
  check: listingCheck.optional(),
  schedule: listingSchedule.optional(),
  summary: words
    .max(200, 'must not be longer than 200 characters')
    .optional()
    .describe("What the edit's summary begins with (default: wikisync)."),
  marker: words
    .max(40, 'must not be longer than 40 characters')
    .regex(/^[^()[\]{}|~<>\n\r\t]*$/, 'must be plain words without brackets')
    .optional()
    .describe(
      'What a summary says, before digests, of an edit after which both sides agree (default: in sync).',
    ),
});

/** The shape of a written config; whether its parts fit together is for the rules. */
export const writtenConfig = z
  .strictObject({
    state: words
      .optional()
      .describe(
        'The state folder, relative to this file (default: .wikisync in the working directory); or the address of a PostgreSQL database, without its password: postgres://user@host/database.',
      ),
    wikis: z
      .record(name, z.union([mediaWiki, folderWiki]))
      .describe('The wikis by name. Credentials come from the environment or .env only.'),
    listings: z.record(name, listing).describe('The listings by name.'),
    check: generalCheck.optional(),
    notify: notify.optional(),
    log: log.optional(),
    health: health.optional(),
    schedule: generalSchedule.optional(),
  })
  .describe('The config of wikisync.');

/** A config as it is written. */
export type WrittenConfig = z.infer<typeof writtenConfig>;

/** One listing as it is written. */
export type WrittenListing = WrittenConfig['listings'][string];

/** One field as it is written. */
export type WrittenField = WrittenListing['fields'][string];

/** One wiki as it is written. */
export type WrittenWiki = WrittenConfig['wikis'][string];

const soundListing = lazily(() =>
  listing.partial().extend({
    section: section.partial().optional(),
    pages: pages.partial().optional(),
    fields: z.record(z.string(), field.partial().optional()).optional(),
    guards: z.object({ canary: guards.shape.canary }).optional(),
    check: listingCheck.partial().optional(),
    schedule: z.union([soundSchedule(), z.literal(false)]).optional(),
  }),
);

/** The shape of what is left of a config without what is wrong in it; names of parts are kept. */
export const soundConfig = lazily(() => {
  const soundWiki = mediaWiki.partial().extend(folderWiki.partial().shape);
  return z.object({
    state: z.string().optional(),
    wikis: z.record(z.string(), soundWiki.optional()).optional(),
    listings: z.record(z.string(), soundListing().optional()).optional(),
    schedule: soundSchedule().optional(),
  });
});

/** What the rules look at: anything may be missing, so that they report beside wrong shapes. */
export type SoundConfig = ShapeOf<typeof soundConfig>;

type Named<Parts> = NonNullable<NonNullable<Parts>[keyof NonNullable<Parts>]>;

/** One listing, as far as it is right. */
export type SoundListing = Named<SoundConfig['listings']>;

/** One field, as far as it is right. */
export type SoundField = Named<SoundListing['fields']>;

/** One wiki, as far as it is right. */
export type SoundWiki = Named<SoundConfig['wikis']>;

/** The JSON Schema of the config, for editors: draft 7 is what most of them know. */
export function configJsonSchema(): object {
  return z.toJSONSchema(writtenConfig, { io: 'input', target: 'draft-7' });
}
