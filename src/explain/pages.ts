import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** Listings of several pages. */
export const severalPages = {
  'pages-or-page': {
    title: 'A listing says neither or both of page and pages',
    effect: effects.config,
    means: ['A listing is of one page, which page names, or of several, which pages names.'],
    todo: ['Keep the one of the two that is meant.'],
    see: ['page-unknown'],
  },
  'page-field': {
    title: "The pages' field has the name of another field",
    effect: effects.config,
    means: [
      'pages.field names the field that says on which page a record stands. A field of the same name under fields, or in section, would be a second value by that name.',
    ],
    todo: ['Give it a name of its own, or remove the other field.'],
    see: ['section-field'],
  },
  'pages-source': {
    title: 'Which pages a listing has is not said, or twice',
    effect: effects.config,
    means: [
      'pages says in one way which pages a listing has: by titles or title, for the values of a field of the data file; by list; by a category of the wiki; or by the prefix of their titles.',
    ],
    todo: [
      'Keep one of titles, title, list, category and prefix. With titles and title a field says where a record stands.',
    ],
    example:
      'pages: { category: Lists of projects }\npages: { field: round, title: Projects/<round> }',
    see: ['pages-or-page', 'pages-none'],
  },
  'page-data': {
    title: 'It is not clear which data file a page has',
    effect: effects.config,
    means: [
      'The pages of a listing have one data file, with a field that says on which of them a record stands, or each has a data file of its own, with <page> in its path.',
    ],
    todo: ['Add field to pages, or <page> to the path of data, and not both.'],
    example: 'pages: { category: Lists of projects }\ndata: ../data/<page>.yaml',
    see: ['pages-source', 'page-file-twice'],
  },
  'page-file-twice': {
    title: 'Two pages would have the same data file',
    effect:
      'An error: in the config it stops the whole run; of pages that were found, these are left alone while the others go on. The run ends with code 1.',
    means: [
      'The files of pages are named after them. On some systems upper and lower case are one in names, so that a checkout there would have one file for both.',
    ],
    todo: ['Give one of the two pages a listing of its own, with another data file, or rename it.'],
    see: ['page-data'],
  },
  'pages-none': {
    title: 'A listing has no pages',
    effect: 'An error: the listing is not synced, the others go on, and the run ends with code 1.',
    means: [
      'The category has no pages, no title begins with the prefix, or no value of the data file makes one. A misspelt one looks the same, and a run that does nothing without a word would hide it.',
    ],
    todo: [
      'Check the spelling in the config, or remove the listing if there is nothing left for it.',
    ],
    see: ['pages-source'],
  },
  'page-not-given': {
    title: 'A record of the data file stands on no page',
    effect: effects.record,
    means: [
      'The listing has several pages, and a field says on which of them each record stands. This record does not have that field, so that nobody knows where it belongs. Were it taken for a record without a page, it would be deleted from the one where it stands.',
    ],
    todo: ['Give the record the field that is named, with one of the values in pages.titles.'],
    see: ['page-unknown'],
  },
  'page-unknown': {
    title: 'A record of the data file is to stand on a page that the config does not name',
    effect: effects.record,
    means: [
      'The listing has several pages, and the field that says on which of them a record stands has a value that pages.titles has no title for.',
    ],
    todo: [
      'If it is misspelled, write it as the config does.',
      'If the page is new, add it to pages.titles, and make it on the wiki: with the template, or empty.',
    ],
    see: ['page-not-given', 'page-missing'],
  },
  'record-on-two-pages': {
    title: 'A record stands on two pages of its listing',
    effect:
      'A warning: nothing is removed from either page, and the exit code does not change. Where the data file has it is kept in step; the other one is left alone.',
    means: [
      'A person copied the record, or is about to move it and has not yet taken it away where it stood. Or wikisync was moving it, and somebody edited it on its old page after it was added to the new one: then what was edited would be lost with it.',
      'A record that wikisync itself left on two pages, as a run was cut off, is none of these: the next run removes it where it stood, and says nothing.',
    ],
    todo: [
      'Look at both pages, bring over what only one of them says, and remove the record where it is not meant to be.',
    ],
    see: ['move-waits', 'key-twice'],
  },
  'other-page-unread': {
    title: 'A record may stand on a page that could not be read',
    effect:
      'A warning: this record is neither added nor removed anywhere; the exit code does not change by it.',
    means: [
      'The listing has several pages. A record that one of them lacks may have been moved to another one, and that could not be looked at: so nobody knows whether it was deleted, or is new.',
    ],
    todo: ['See what the report says of that page; the next run goes on by itself.'],
    see: ['absence-unproven'],
  },
  'move-waits': {
    title: 'A record stays on its old page until the new one has it',
    effect: 'A warning: the record is not removed yet; the exit code does not change by it.',
    means: [
      'A record moves to another page in two edits: it is added there, and once it is seen there it is removed where it stood. The first of them has not been made: the other page could not be saved, a guard or a conflict is in the way, or that page is not part of this run.',
    ],
    todo: [
      'See what the report says of the other page, and settle a conflict with resolve.',
      'Run the whole listing, by its name alone: then both pages are in it.',
    ],
    see: ['record-on-two-pages'],
  },
  'made-title': {
    title: 'A page cannot be made from a record',
    effect: effects.change,
    means: [
      'Its title comes from a field that the record does not have, or would be none that a wiki can have; or what stands under that title is no page that could be made: a redirect, or a script.',
    ],
    todo: ["Change the record's field, or name the pages after another one in the config."],
    see: ['made-twice'],
  },
  'made-twice': {
    title: 'Two pages would have one title',
    effect: effects.change,
    means: [
      'Two records give the same title, or one gives the title of a listing. A page of two would change with every run, so that it is made of neither.',
    ],
    todo: ['Name the pages after a field that no two records share, such as the key.'],
    see: ['made-title'],
  },
  'made-left': {
    title: 'A page that was made is made no more',
    effect: effects.notice,
    means: [
      'The record that it was made from is gone, was renamed, or is not meant by the config any more. wikisync deletes no page.',
    ],
    todo: ["Have the wiki's people delete it, or turn it into a redirect, if it is of no use."],
    see: ['made-title'],
  },
} as const satisfies Entries;
