import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** Records and their values, on either side. */
export const records = {
  'key-missing': {
    title: 'A record has no key',
    effect: effects.record,
    means: [
      'The key is the field that tells one record from the others; the config names it. Without it nothing says which record of the other side this one is, so it is neither changed nor deleted.',
      'As long as it is there, records that the other side has and this one seems not to have are not added or deleted either: it may be one of them.',
    ],
    todo: ['Give the record its key at the place that is named, on the page or in the data file.'],
    see: ['absence-unproven', 'key-twice', 'key-unknown'],
  },
  'key-twice': {
    title: 'A key stands more than once',
    effect: effects.record,
    means: [
      'Two records of one side have the same key. Upper and lower case count; comments, underscores for spaces, and spaces at the ends do not. Which of them is meant cannot be told, so all of them are left alone.',
    ],
    todo: [
      'Remove the one that is too many, or give it another key.',
      'If keys can be the same, choose a field as key: that never is.',
    ],
    see: ['key-missing'],
  },
  'key-lookalike': {
    title: 'Two keys look the same',
    effect: effects.warning,
    means: [
      'Two records have keys that differ in nothing but upper and lower case, punctuation, spaces, or signs that nobody sees, such as a zero-width space that was copied along. For wikisync they are two records: one of them may be on the page alone, and the other one in the data file alone.',
    ],
    todo: [
      'If they are one record, write its key on both sides in the same way; the next plan shows what becomes of it.',
      'If they are two, give one of them a name that people can tell from the other.',
    ],
    see: ['key-twice', 'rename-suggested'],
  },
  'field-missing': {
    title: 'A record lacks a required field',
    effect: effects.record,
    means: [
      'The config says of the field that it is required, and the record does not have it, or it is empty.',
    ],
    todo: ['Add the value, or take required out of the config.'],
    see: ['value-unreadable'],
  },
  'field-unknown': {
    title: 'The data file has a field that the config does not know',
    effect: effects.warning,
    means: [
      'No field of the listing has this name. The value is left as it is in the data file, and does not get to the wiki.',
    ],
    todo: [
      'Correct the spelling, or add the field to the config.',
      'A field that is only for the data file can stay.',
    ],
    see: ['argument-unknown', 'config-key-unknown'],
  },
  'value-unreadable': {
    title: "A value cannot be read as its field's type",
    effect:
      'A warning: this field of the record is left alone on both sides; its other fields are synced.',
    means: [
      'The text at this place is no date, number, choice or whatever the field is. wikisync never writes over what it cannot read: it stays as it stands on the page and in the data file, and changes of the other side to this field wait.',
    ],
    todo: [
      'Put the value right at the place that is named.',
      'If people write it so, teach the config: another date format, another spelling of a choice, or the type text.',
    ],
    example:
      'page:    |Difficulty=Rather low\nconfig:  values: { low: [Low] }\nfix:     values: { low: [Low, Rather low] }',
    see: ['value-doubtful', 'date-format', 'values-missing'],
  },
  'value-doubtful': {
    title: 'A value can be read in two ways',
    effect: effects.notice,
    means: [
      'The value was read, and another reading is possible too: 01/12/2012 is the first of December or the twelfth of January. It is read by the first format of the config that fits.',
    ],
    todo: [
      'Check that the reading is right. If not, put the formats in another order, or write the date so that it is clear.',
    ],
    see: ['date-format', 'value-unreadable'],
  },
  'taken-for-granted': {
    title: 'init took something for granted',
    effect: 'A notice of init: the config and the data file are made all the same.',
    means: [
      'A page does not say what its fields are, so init infers it from what it sees: in which order the dates are written, that a value which stands once is a misspelling of one that stands often, that a heading is no section. The notice says what was taken for what, and where on the page.',
    ],
    todo: [
      'Look at the place. If it is not as init took it, change the config: it is a beginning, and commented.',
      'If it is a mistake on the page, correct it there: the next sync brings it into the data file.',
    ],
    see: ['value-doubtful', 'value-unreadable'],
  },
} as const satisfies Entries;
