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
} as const satisfies Entries;
