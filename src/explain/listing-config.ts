import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

const { config } = effects;

/** A listing in the config, and its fields. */
export const listingConfiguration = {
  'data-kind': {
    title: 'A data file is of no known kind',
    effect: config,
    means: ['How a data file is read is told by the end of its name.'],
    todo: ['Name a file that ends in .yaml, .yml, .json or .csv.'],
  },
  'page-impossible': {
    title: "A page's title cannot be one",
    effect: config,
    means: [
      'The title has a character that MediaWiki allows in none (# < > [ ] | { }), or it is an address.',
    ],
    todo: ['Give the title alone, as it stands above the page.'],
    example:
      'page: https://wiki.example.org/wiki/Project_ideas   # wrong\npage: Project ideas                                 # right',
    see: ['page-unusable', 'page-missing'],
  },
  'page-twice': {
    title: 'A page is named twice for the same template',
    effect: config,
    means: [
      'Two listings have the same page and template, or one listing names a page for two values.',
      "Each of the two would take the other's records for its own, and delete what its data file does not have. One page may have several listings, if each has its own template.",
    ],
    todo: [
      'Put the fields of both into one listing, or give one of them its own template.',
      'In pages.titles, give each value a page of its own.',
    ],
  },
  'template-impossible': {
    title: "A template's name cannot be one",
    effect: config,
    means: ['The name has a character that no title can have, or is only a namespace.'],
    todo: ['Give what stands behind {{ in a call: project for {{project|…}}.'],
    see: ['template-missing'],
  },
  'section-field': {
    title: "The section's field has the name of another field",
    effect: config,
    means: [
      'section.field names the field that says under which heading a record stands. A field of the same name under fields would be a second value by that name.',
    ],
    todo: ['Give the section a name of its own, or remove the other field.'],
    see: ['section-unknown'],
  },
  'heading-impossible': {
    title: "A heading's text cannot be one",
    effect: config,
    means: [
      'The headings of a section are given as readers see them. This one is empty, or has the equals signs around it.',
    ],
    todo: ['Write the text alone.'],
    example:
      'headings: { gsoc: "== GSoC projects ==" }   # wrong\nheadings: { gsoc: GSoC projects }           # right',
    see: ['heading-twice'],
  },
  'heading-twice': {
    title: 'Two values of the section have the same heading',
    effect: config,
    means: [
      'A record under that heading would have both values. Formatting and spaces in a heading do not count.',
    ],
    todo: ['Give each value a heading of its own, or keep one of the two values.'],
    see: ['heading-impossible'],
  },
  'canary-impossible': {
    title: 'A canary cannot be the key of a record',
    effect: config,
    means: [
      'A canary is the key of a record that must always be there. Nothing is left of this one when it is read as a key.',
    ],
    todo: ["Give a record's key, as it stands in the data file."],
    see: ['canary', 'canary-twice'],
  },
  'canary-twice': {
    title: 'Two canaries are the same record',
    effect: config,
    means: [
      'Keys are compared without regard to comments, underscores for spaces, and spaces at the ends. These two are one.',
    ],
    todo: ['Name each record once.'],
    see: ['canary', 'canary-impossible'],
  },
  'key-unknown': {
    title: 'The key is none of the fields',
    effect: config,
    means: [
      "The listing's key says which field identifies a record. It must be one of those under fields.",
    ],
    todo: ['Correct the name, or add the field.'],
    see: ['key-missing'],
  },
  'type-unknown': {
    title: 'There is no such field type',
    effect: config,
    means: ['The type of a field says how its text on the page is read and written.'],
    todo: ['Take one of those that the hint names; text and wikitext take any text as it is.'],
    see: ['option-unused'],
  },
  'option-unused': {
    title: 'A field has an option that its type does not take',
    effect: config,
    means: [
      'formats is for dates, values for choices and flags, separator for lists. With another type the option would have no effect, so that one of the two must be a mistake.',
    ],
    todo: ['Remove the option, or correct the type.'],
    see: ['type-unknown'],
  },
  'merge-unfit': {
    title: 'A field of this type is not merged by lines',
    effect: config,
    means: [
      'With merge: lines, changes of both sides in different lines of one value are put together. Only text and wikitext have lines.',
    ],
    todo: ['Leave merge out.'],
    see: ['lines-merged'],
  },
  'values-missing': {
    title: 'A choice has no values',
    effect: config,
    means: [
      'A field of type choice needs the values that it can have, and how each is spelt on the page.',
    ],
    todo: ['Add values.'],
    example:
      'difficulty: { parameter: Difficulty, type: choice, values: { low: [Low], medium: [Medium, Moderate] } }',
    see: ['spelling-twice', 'value-unreadable'],
  },
  'parameter-impossible': {
    title: "A parameter's name cannot be one",
    effect: config,
    means: [
      'The name has a sign in it that ends or begins something in wikitext, such as | = { } [ ] < or >.',
    ],
    todo: [
      "Give the name alone, as it stands between | and = in a call. A positional argument's name is its number.",
    ],
    see: ['parameter-twice', 'argument-unknown'],
  },
  'parameter-twice': {
    title: 'Two fields have the same parameter',
    effect: config,
    means: ['One argument of the call would be two fields, which may say different things.'],
    todo: ['Remove one of the two fields, or correct its parameter.'],
    see: ['parameter-impossible'],
  },
  'date-format': {
    title: 'A date format is none',
    effect: config,
    means: [
      'A format says how dates stand on the page. It needs the year (yyyy), a month (MM, M, MMM or MMMM) and a day (dd or d), each once.',
    ],
    todo: [
      'Write it with these letters. The first format that fits a date is the one that counts.',
    ],
    example: 'formats: [DD/MM/YYYY]   # wrong\nformats: [dd/MM/yyyy]   # right',
    see: ['value-doubtful', 'value-unreadable'],
  },
  'flag-value': {
    title: 'A flag has a value that is neither true nor false',
    effect: config,
    means: [
      'A flag is true or false. Under values stands how each of the two is spelt on the page.',
    ],
    todo: ['Name the values true and false, or make the field a choice.'],
    example: 'gsoc: { parameter: GSoC, type: flag, values: { true: [Yes], false: [No] } }',
    see: ['values-missing'],
  },
  'spelling-twice': {
    title: 'A spelling means two values',
    effect: config,
    means: [
      'A word on the page would be two values of the field. Upper and lower case and spaces do not count.',
    ],
    todo: ['Keep the spelling with one of the two values.'],
    example:
      'values: { low: [Low, Easy], medium: [easy] }   # wrong\nvalues: { low: [Low, Easy], medium: [Medium] } # right',
    see: ['values-missing'],
  },
} as const satisfies Entries;
