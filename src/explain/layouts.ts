import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** Layouts, and what is derived by them. */
export const layouts = {
  'layout-syntax': {
    title: 'The layout is not written as layouts are',
    effect: 'An error: nothing is written for the listing, and the run ends with code 1.',
    means: [
      'The file that the config names as layout has a tag or an output that never ends, a tag or filter that there is not, or characters that no page can hold. The place says where.',
    ],
    todo: [
      'Look at that line: a tag stands between <% and %>, an output between << and >>, and every for, if, spot and list has its end.',
      'docs/layouts.md has all tags and filters. Those that read other files are not there on purpose.',
    ],
    see: ['layout-failed'],
  },
  'layout-failed': {
    title: 'The layout cannot be rendered',
    effect: 'An error: nothing is written for the listing, and the run ends with code 1.',
    means: [
      'The layout names a variable or a field that there is not, puts out a list as if it were a text, or would take more time and room than a page is worth. Or a record cannot be written as the layout wants it: then the message says which, and why.',
    ],
    todo: [
      'Look at the place: a misspelt field is named with the one that is probably meant.',
      'A list needs a join, or a loop. Loops over all records within loops over all records are what takes long.',
    ],
    see: ['layout-syntax', 'value-refused'],
  },
  'layout-incomplete': {
    title: 'The layout leaves out a record',
    effect: 'An error: the page is not regenerated, and the run ends with code 1.',
    means: [
      'A page that is regenerated must have exactly the records of the data file. The layout filters this one out, or goes through sections only and the record is in none.',
    ],
    todo: [
      'Look at the filters of the layout, and at the value that says in which section the record stands.',
      'Records that belong on another page, such as an archive, have to be told by a field: pages in the config says which page takes which of its values.',
    ],
    see: ['regenerate-differs', 'section-not-given'],
  },
  'spot-missing': {
    title: 'A derived spot is not found on the page',
    effect: effects.warning,
    means: [
      'The layout marks a count or a list that is derived from records, and the page has no line with the words that stand around it in the layout. The page is synced; the spot stays as it is.',
    ],
    todo: [
      'Put the words back on the page, or let the layout say what the page says now.',
      "'wikisync regenerate' puts back headings that are gone.",
    ],
    see: ['spot-twice', 'spot-rewritten'],
  },
  'spot-twice': {
    title: 'A derived spot could be in several places of the page',
    effect: effects.warning,
    means: [
      'The words that stand around the spot in the layout are on the page more than once, and nobody guesses which are meant. The page is synced; the spot stays as it is.',
    ],
    todo: [
      'Let the layout have words around the spot that the page has once; a comment such as <!-- total --> before it will do.',
    ],
    see: ['spot-missing'],
  },
  'spot-rewritten': {
    title: 'Somebody wrote a derived spot anew',
    effect: effects.warning,
    means: [
      'Where the page should have what the layout derives, such as a number, it has something of another kind: a person has put it in words. It is left as it is.',
    ],
    todo: [
      'Put a value of the derived form there to have it kept fresh again.',
      'If people are to have the say, take the spot out of the layout.',
    ],
    see: ['spot-missing'],
  },
  'spot-taken-back': {
    title: 'Somebody took back what was derived',
    effect: effects.warning,
    means: [
      'An edit of this account made a derived count or list fresh, and a person has put there again what it said before. The same edit is not made twice.',
    ],
    todo: [
      'Ask them why. What is derived may be wrong in their eyes: look at the filters of the layout.',
      "'wikisync acknowledge <listing>' lets it pass, and the next push writes it again; so does one once something else is derived.",
    ],
    see: ['spot-rewritten', 'reverted-twice'],
  },
  'regenerate-pending': {
    title: 'The page has a change that the data file has not',
    effect: 'An error: the page is not regenerated, and the run ends with code 1.',
    means: [
      'A page that is regenerated gets the values of the data file. Somebody has changed this one on the page, and it was not taken into the data file yet: it would be lost.',
    ],
    todo: [
      "Take it into the data file with 'wikisync pull', or settle the conflict with 'wikisync resolve'. Then regenerate.",
      "'wikisync regenerate --prefer data' overrules all that is only on the page; the report shows what.",
    ],
    see: ['merge-conflict', 'regenerate-differs'],
  },
  'regenerate-differs': {
    title: 'The regenerated page would not have the records that it should',
    effect: 'An error: the page is not regenerated, and the run ends with code 1.',
    means: [
      'Before anything is sent, the new text is read again and must have exactly the records of the data file. It has not: something in the layout or around the records has an effect on this one, or a record would be there twice.',
    ],
    todo: [
      'Look at the record in the report of --dry-run --verbose, and at what stands before it on the page.',
      'A call that cannot be told apart on the page (no key, or one that is there twice) has to be put right there first.',
    ],
    see: ['layout-incomplete', 'page-unconfirmed'],
  },
} as const satisfies Entries;
