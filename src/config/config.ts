/** The config as it is written: its shape, with a description of each key. */
import { fieldTypes } from '../core/fields/field-types.ts';
import { about, z } from '../shape.ts';
import { generalCheck, listingCheck } from './check-config.ts';
import { isFilled, makes, name, oneAtLeast, owner, pages, section, words } from './config-parts.ts';
import { guards } from './guard-config.ts';
import { health } from './health-config.ts';
import { log } from './log-config.ts';
import { notify } from './notify-config.ts';
import { generalSchedule, listingSchedule } from './schedule-config.ts';

/** A wiki that is a MediaWiki. */
export const mediaWiki = about(
  'A MediaWiki.',
  z.strictObject({
    api: about(
      "The URL of the wiki's api.php. https, but for loopback addresses.",
      z.url({ protocol: /^https?$/, error: 'must be the URL of an api.php' }),
    ),
    contact: about(
      'An e-mail address or URL for the user agent; needed for any wiki but loopback.',
      z.optional(words),
    ),
    stop: about(
      'A page that stops the bot while it holds any text, such as User:Bot/stop.',
      z.optional(words),
    ),
    private: about(
      'Whether even reading needs a login (default: false; it saves a request).',
      z.optional(z.boolean()),
    ),
    bot: about('Whether edits are marked as bot edits (default: true).', z.optional(z.boolean())),
    minor: about('Whether edits are marked as minor (default: true).', z.optional(z.boolean())),
    gap: about(
      'Seconds from one edit to the next, at least (default: 10).',
      z.optional(
        z.number().check(z.gte(0, 'must not be negative'), z.lte(3600, 'must be at most 3600')),
      ),
    ),
    holds: about(
      'Templates by which people ask others to leave a page alone (default: in use, under construction, GOCEinuse).',
      z.optional(z.array(words)),
    ),
    messages: about(
      "What a new message on the account's talk page does (default: stop).",
      z.optional(z.enum(['stop', 'ignore'])),
    ),
    settle: about(
      'Seconds after which an edit whose answer never came cannot come true any more (default: 150, as MediaWiki works on one for up to 120).',
      z.optional(
        z
          .int('must be a whole number')
          .check(z.gte(1, 'must be at least 1'), z.lte(3600, 'must be at most 3600')),
      ),
    ),
    authors: about(
      "Commit authors, as 'Name <mail>', by people's names on the wiki.",
      z.optional(z.record(words, words)),
    ),
    proxy: about(
      'A proxy to go through; the environment is not asked for one.',
      z.optional(z.url({ protocol: /^https?$/, error: 'must be a URL' })),
    ),
  }),
);

/** A wiki that is a folder. */
export const folderWiki = about(
  'A folder that holds a page as Title_with_underscores.wiki.',
  z.strictObject({
    folder: about('A folder of pages, relative to this file.', z.clone(words)),
    extension: about(
      'The extension of its pages (default: wiki).',
      z.optional(
        z.string().check(z.regex(/^\.?[A-Za-z0-9]+$/, 'must be a file extension such as wiki')),
      ),
    ),
    whole: about(
      'Whether it holds all pages of a wiki: a link to another is dead (default: false).',
      z.optional(z.boolean()),
    ),
  }),
);

/** A field. */
export const field = z.strictObject({
  parameter: about(
    "The template's parameter: a name, or the number of a positional one.",
    z.union(
      [words, z.int().check(z.gte(1, 'must not be less than 1'))],
      'must be a name, or the number of a positional parameter',
    ),
  ),
  type: about(
    `The field's type: ${fieldTypes.map((type) => type.name).join(', ')}.`,
    z.clone(words),
  ),
  owner: z.optional(owner),
  required: about(
    'Whether a record without it is reported and left alone (default: false).',
    z.optional(z.boolean()),
  ),
  formats: about(
    'date: patterns of yyyy MM dd M d MMM MMMM, tried in order (default: yyyy-MM-dd).',
    z.optional(z.array(words).check(z.minLength(1, 'must not be empty'))),
  ),
  values: about(
    'choice, flag: each value with its spellings on the page; the first is written.',
    z.optional(
      z
        .record(z.string(), z.union([words, z.array(words)], 'must be a text, or a list of texts'))
        .check(z.refine(isFilled, 'must not be empty'))
        .register(z.globalRegistry, oneAtLeast),
    ),
  ),
  merge: about(
    'text, wikitext: what conflicts if both sides change it, the whole value or lines that touch (default: value).',
    z.optional(z.enum(['value', 'lines'])),
  ),
  separator: about(
    'list, people: what stands between items where the page shows no habit.',
    z.optional(z.string().check(z.minLength(1, 'must not be empty'))),
  ),
});

/** A listing. */
export const listing = z.strictObject({
  wiki: about('One of the wikis above.', z.clone(name)),
  tags: about('Words by which --tag chooses it with others.', z.optional(z.array(name))),
  page: about("The page's title, if all records stand on one.", z.optional(words)),
  pages: about(
    'In place of page: several pages, such as one for each year, or all of a category.',
    z.optional(pages),
  ),
  data: about(
    'The data file, relative to this file: .yaml, .yml, .json or .csv. With <page> in it, each page has one.',
    z.clone(words),
  ),
  layout: about(
    'A file that says how the page is made, relative to this one (docs/layouts.md).',
    z.optional(words),
  ),
  template: about(
    'The template whose calls are the records; its redirects are found out.',
    z.clone(words),
  ),
  aliases: about('Other names of the template.', z.optional(z.array(words))),
  key: about('The field that identifies a record.', z.clone(words)),
  section: about('How sections of the page correspond to a field.', z.optional(section)),
  fields: about(
    "The fields by the data file's names, in the order of new arguments and data.",
    z
      .record(z.string(), field)
      .check(z.refine(isFilled, 'must not be empty'))
      .register(z.globalRegistry, oneAtLeast),
  ),
  records: about(
    'What holds for the records as a whole.',
    z.optional(
      z.strictObject({
        owner: about('Who may add and remove them (default: shared).', z.optional(owner)),
      }),
    ),
  ),
  makes: about('Pages that are made from the records, by names for reports.', z.optional(makes)),
  guards: z.optional(guards),
  check: z.optional(listingCheck),
  schedule: z.optional(listingSchedule),
  summary: about(
    "What the edit's summary begins with (default: wikisync).",
    z.optional(words.check(z.maxLength(200, 'must not be longer than 200 characters'))),
  ),
  marker: about(
    'What a summary says, before digests, of an edit after which both sides agree (default: in sync).',
    z.optional(
      words.check(
        z.maxLength(40, 'must not be longer than 40 characters'),
        z.regex(/^[^()[\]{}|~<>\n\r\t]*$/, 'must be plain words without brackets'),
      ),
    ),
  ),
});

/** The shape of a written config; whether its parts fit together is for the rules. */
export const writtenConfig = about(
  'The config of wikisync.',
  z.strictObject({
    state: about(
      'The state folder, relative to this file (default: .wikisync in the working directory); or the address of a PostgreSQL database, without its password: postgres://user@host/database.',
      z.optional(words),
    ),
    wikis: about(
      'The wikis by name. Credentials come from the environment or .env only.',
      z.record(name, z.union([mediaWiki, folderWiki])),
    ),
    listings: about('The listings by name.', z.record(name, listing)),
    check: z.optional(generalCheck),
    notify: z.optional(notify),
    log: z.optional(log),
    health: z.optional(health),
    schedule: z.optional(generalSchedule),
  }),
);

/** A config as it is written. */
export type WrittenConfig = z.infer<typeof writtenConfig>;

/** One listing as it is written. */
export type WrittenListing = WrittenConfig['listings'][string];

/** One field as it is written. */
export type WrittenField = WrittenListing['fields'][string];

/** One wiki as it is written. */
export type WrittenWiki = WrittenConfig['wikis'][string];

/** The JSON Schema of the config, for editors: draft 7 is what most of them know. */
export function configJsonSchema(): object {
  return z.toJSONSchema(writtenConfig, { io: 'input', target: 'draft-7' });
}
