import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** How a config and a data file are written. */
export const fileSyntax = {
  'yaml-syntax': {
    title: 'The YAML is malformed',
    effect: effects.eitherFile,
    means: [
      'The file is not YAML at this place. Mostly the mistake is a colon without a space after it, a line that is indented too far or not far enough, or a quote that is not closed. It often stands on the line before.',
    ],
    todo: [
      'Look at the place that is named, and at the line before it.',
      'Quote a text that has a colon and a space in it, or that begins with a sign such as [ { * & ! % @ or `.',
    ],
    example: 'title: Xen: a new scheduler      # wrong\ntitle: "Xen: a new scheduler"    # right',
    see: ['json-syntax', 'name-twice'],
  },
  'yaml-several-documents': {
    title: 'The file has more than one YAML document',
    effect: effects.eitherFile,
    means: [
      'A line with --- begins a second document. Most programs would read only the first one, and what is in the others would silently be missing from the wiki.',
    ],
    todo: ['Put everything into one document, all records under one records, and remove the ---.'],
  },
  'yaml-directive': {
    title: 'A YAML directive is not supported',
    effect: effects.eitherFile,
    means: [
      'A line that begins with % tells a parser how to read what follows. wikisync reads YAML 1.2 in one way only, so that everybody sees the same values.',
    ],
    todo: ['Remove the line. %YAML 1.2 alone may stay.'],
  },
  'yaml-anchor': {
    title: 'A YAML anchor is not supported',
    effect: effects.eitherFile,
    means: [
      'An anchor (&name) marks a value so that it can be repeated elsewhere. In a data file each value is edited on its own, and a change of a shared one would change other records too. So wikisync refuses them.',
    ],
    todo: [
      'Remove the anchor, and write the value out where an alias (*name) stands.',
      'If the text really begins with &, put it in quotes.',
    ],
    example:
      'a: &low Low      # wrong\na: Low           # right\nb: "&c."         # a text that begins with &',
    see: ['yaml-alias', 'yaml-merge'],
  },
  'yaml-alias': {
    title: 'A YAML alias is not supported',
    effect: effects.eitherFile,
    means: [
      'An alias (*name) stands for a value that is written elsewhere in the file. wikisync edits values where they stand, and refuses them. Often no alias is meant: a text that begins with an asterisk reads as one.',
    ],
    todo: ['Write the value out.', 'Quote a text that begins with *.'],
    example: 'note: *see below*      # wrong\nnote: "*see below*"    # right',
    see: ['yaml-anchor'],
  },
  'yaml-tag': {
    title: 'A YAML tag is not supported',
    effect: effects.eitherFile,
    means: [
      'A tag (!name) tells a parser of what type a value is. In wikisync the config says that for each field, and tools disagree about tags.',
    ],
    todo: ['Remove the tag.', 'Quote a text that begins with !.'],
  },
  'yaml-merge': {
    title: 'YAML merge keys are not supported',
    effect: effects.eitherFile,
    means: [
      'The name << copies the values of another mapping into this one. It is no part of YAML 1.2, and a value that comes from elsewhere cannot be edited where it stands.',
    ],
    todo: ['Write the values out in each mapping.'],
    see: ['yaml-anchor', 'yaml-alias'],
  },
  'yaml-complex-key': {
    title: 'A list or a mapping stands where a name should',
    effect: effects.eitherFile,
    means: [
      'Before the colon there is a bracket, a brace or a question mark, which make a name out of a list or a mapping. The names of fields and keys are plain texts.',
    ],
    todo: ['Write name: value.', 'Quote a name that begins with [ { or ?.'],
  },
  'yaml-too-deep': {
    title: 'The config is nested too deeply',
    effect: effects.config,
    means: [
      'Lists and mappings stand inside each other more than 100 deep. A config needs seven; deeper ones only exist by mishap, or to exhaust a parser.',
    ],
    todo: ['Look for brackets or braces that are not closed.'],
    see: ['data-too-deep'],
  },
  'json-syntax': {
    title: 'The JSON is malformed',
    effect: effects.dataFile,
    means: [
      'The file is not JSON at this place. The usual mistakes are a comma too many after the last item, a comma that is missing, single quotes, and comments, which JSON does not have. Only the first mistake is told: the others are mostly its consequences.',
    ],
    todo: ['Look at the place that is named and just before it.'],
    example:
      '{"records": [{"title": "A"},]}    wrong: a comma too many\n{"records": [{"title": "A"}]}     right',
    see: ['yaml-syntax'],
  },
  'csv-quote-open': {
    title: 'A quote in the CSV file is not closed',
    effect: effects.dataFile,
    means: [
      'A cell begins with a double quote, and none ends it. Everything to the end of the file would belong to that one cell.',
    ],
    todo: ['Close the quote.', 'Double each quote that stands inside a quoted cell.'],
    example: 'A,"a "good" idea      wrong\nA,"a ""good"" idea"   right',
    see: ['csv-quote-stray'],
  },
  'csv-quote-stray': {
    title: 'A quote stands inside a CSV cell',
    effect: effects.dataFile,
    means: [
      'A double quote stands in a cell that is not quoted, or something follows the quote that ends one. Programs differ in how they read such a cell, so wikisync does not guess.',
    ],
    todo: ['Put the whole cell in quotes, and double the quotes inside it.'],
    example: 'A,a "good" idea        wrong\nA,"a ""good"" idea"    right',
    see: ['csv-quote-open'],
  },
  'csv-row-short': {
    title: 'A CSV row has too few cells',
    effect: effects.dataFile,
    means: [
      'The row has fewer cells than the header has names. If it were read, values might end up in the wrong fields.',
    ],
    todo: [
      'Count the delimiters in the row, and add those that are missing: an empty cell is a field that the record does not have.',
    ],
    see: ['csv-row-long'],
  },
  'csv-row-long': {
    title: 'A CSV row has too many cells',
    effect: effects.dataFile,
    means: [
      'The row has more cells than the header has names. Mostly a text has the delimiter in it and is not quoted.',
    ],
    todo: [
      'Put a cell that has the delimiter in it in quotes.',
      'Or add the missing name to the header.',
    ],
    example: 'title,skills\nA,C, Rust        wrong: three cells\nA,"C, Rust"      right',
    see: ['csv-row-short'],
  },
} as const satisfies Entries;
