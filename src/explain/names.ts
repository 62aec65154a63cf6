import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** Names and characters, in the config and in data files. */
export const names = {
  'name-empty': {
    title: 'A name is empty',
    effect: effects.eitherFile,
    means: [
      'Before a colon, or in the header of a CSV file, there is no name. A value without one belongs to no field.',
    ],
    todo: [
      'Give the name.',
      'In a CSV file remove the column if it is a spare one, such as after a last comma.',
    ],
  },
  'name-twice': {
    title: 'A name stands twice',
    effect: effects.eitherFile,
    means: [
      'The same name stands twice in one mapping, or in the header of a CSV file. Most programs would take one of the two values and drop the other without a word.',
    ],
    todo: ['Remove one of the two, or rename it if another field was meant.'],
    example: 'title: A\nskills: C\nskills: Rust     # error: which one is meant?',
  },
  'name-reserved': {
    title: 'A name is reserved',
    effect: effects.eitherFile,
    means: [
      'The names __proto__, constructor and prototype mean something else to the language that wikisync is written in. Programs have been broken into by them, so no field and no key may be called so.',
    ],
    todo: ["Choose another name; the template's parameter may keep its own."],
    see: ['name-unfit'],
  },
  'name-unfit': {
    title: 'A name in the config cannot be used in data files',
    effect: effects.config,
    means: [
      'The name of a field, or of a section, has white space at an end, a control character, or letters that are not in the Unicode normal form NFC. It would look right in a data file and still not be found.',
    ],
    todo: ['Type the name anew, without spaces around it.'],
    see: ['not-nfc', 'name-reserved'],
  },
  'control-character': {
    title: 'A control character stands in the file',
    effect: effects.dataFile,
    means: [
      'The file has a character that cannot be seen and that no wiki stores, such as a NUL or a BEL. What the wiki would save is something else than what the file says, and the two would differ for ever. At most 20 of them are told.',
    ],
    todo: [
      'Remove it: editors show it as a box, as ^M, or not at all. The place has its line and column.',
    ],
    see: ['lone-surrogate', 'not-nfc'],
  },
  'lone-surrogate': {
    title: 'Half a character stands in the file',
    effect: effects.dataFile,
    means: [
      'A character such as an emoji is written in JSON or YAML as two escapes, a pair like \\ud83d\\ude00. Here one of them stands alone, which is no character and cannot be sent to a wiki.',
    ],
    todo: ['Write the character itself, or both halves.'],
    see: ['control-character'],
  },
  'not-nfc': {
    title: 'A text is not in the Unicode normal form that wikis use',
    effect: effects.dataFile,
    means: [
      'A letter with an accent can be one character, or a letter followed by an accent. They look the same. MediaWiki stores the first (the normal form NFC), so a text in the other form would differ from the page for ever. Files from macOS often have it.',
    ],
    todo: ['Type the letters anew, or convert the file: uconv -x any-nfc old.yaml > new.yaml.'],
    see: ['control-character', 'name-unfit'],
  },
} as const satisfies Entries;
