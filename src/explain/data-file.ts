import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

const { dataFile } = effects;

/** The data file as a whole. */
export const dataFiles = {
  'data-empty': {
    title: 'The data file is empty',
    effect: dataFile,
    means: [
      'The file has nothing in it. If that were read as a list without records, everything would be deleted from the wiki. A file is mostly empty by mishap, such as a redirection or a disk that was full.',
    ],
    todo: [
      'Restore the file from git.',
      'If the list really has no records, say so: records: [] in YAML, {"records": []} in JSON, the header alone in CSV.',
    ],
    see: ['side-empty'],
  },
  'data-file-new': {
    title: 'There is no data file yet',
    effect: effects.notice,
    means: [
      'The listing was never synced, and nothing stands where the config names its data file. The plan shows what a first pull would write there.',
    ],
    todo: [
      "Make it with 'wikisync pull', and commit it.",
      'If there should be one, check data in the config: it is relative to the config file.',
    ],
    see: ['file-missing'],
  },
  'data-too-large': {
    title: 'The data file has too many values',
    effect: dataFile,
    means: [
      'The file has some four million parts. A list for a wiki page never has; reading it would take all memory.',
    ],
    todo: [
      'Check that it is the right file.',
      'Split it into several files, each a listing of its own.',
    ],
    see: ['file-unreadable'],
  },
  'data-too-deep': {
    title: 'The values in the data file are nested too deeply',
    effect: dataFile,
    means: [
      'Lists and mappings stand inside each other more than 20 deep. A record holds texts, and lists or mappings of texts.',
    ],
    todo: ['Look for a bracket or brace that is not closed, and check that it is the right file.'],
    see: ['yaml-too-deep'],
  },
  'git-crypt-file': {
    title: 'The data file is encrypted',
    effect: dataFile,
    means: ['git-crypt keeps this file, and the repository is locked: what was read is no data.'],
    todo: ["Run 'git-crypt unlock' before wikisync, in scheduled jobs too."],
    see: ['git-lfs-pointer'],
  },
  'git-lfs-pointer': {
    title: 'The data file is a pointer of Git LFS',
    effect: dataFile,
    means: [
      'Git LFS keeps this file elsewhere, and it was not fetched: what was read is three lines that say where.',
    ],
    todo: ["Run 'git lfs pull'; in a scheduled job let the checkout fetch LFS files."],
    see: ['git-crypt-file'],
  },
  'merge-conflict': {
    title: 'The data file has a merge conflict of git',
    effect: dataFile,
    means: [
      'A line with <<<<<<< says that git could not put two versions of the file together. Neither of them may go to the wiki until a person has decided.',
    ],
    todo: ['Settle it, and remove the lines with <<<<<<<, ======= and >>>>>>>.'],
  },
  'top-level-not-mapping': {
    title: 'The data file is no mapping',
    effect: dataFile,
    means: [
      'A YAML or JSON data file is a mapping whose records is the list. This one is a list, or a single value.',
    ],
    todo: ['Put the list under records.'],
    example: '- title: A        # wrong\n\nrecords:          # right\n  - title: A',
    see: ['records-missing', 'records-not-list'],
  },
  'records-missing': {
    title: "The data file has no 'records'",
    effect: dataFile,
    means: [
      'The list of records stands under the name records. Without it the file says nothing about the listing.',
    ],
    todo: ['Check the spelling. A file without any record says records: [].'],
    see: ['top-level-not-mapping', 'records-not-list'],
  },
  'records-not-list': {
    title: "'records' is no list",
    effect: dataFile,
    means: [
      'Under records stands one value, or a mapping by name. The order of the records counts on a page, so that they are a list.',
    ],
    todo: ['Begin each record with a dash in YAML, or put them in [ ] in JSON.'],
    example:
      'records:\n  A: { skills: C }              # wrong\n\nrecords:\n  - { title: A, skills: C }     # right',
    see: ['records-missing', 'record-not-mapping'],
  },
  'record-not-mapping': {
    title: 'A record is no mapping',
    effect: dataFile,
    means: [
      'A record is a mapping of field names to values. Here stands a text, a number or a list.',
    ],
    todo: ["Give each value its field's name."],
    example:
      'records:\n  - A new scheduler             # wrong\n  - title: A new scheduler      # right',
    see: ['records-not-list'],
  },
  'null-value': {
    title: 'A value is null',
    effect: dataFile,
    means: [
      'null says neither that a field is there nor that it is not. wikisync knows two things: a field that a record does not have, and one that is empty.',
    ],
    todo: [
      'Leave the field out, or write an empty text in quotes.',
      'A text that reads null is quoted.',
    ],
    example:
      'skills: null     # wrong\nskills: ""       # there, and empty\nskills: "null"   # the text',
  },
  'number-inexact': {
    title: 'A number would not be read as it is written',
    effect: dataFile,
    means: [
      'A JSON number such as 1.10 or 12345678901234567890 loses digits when it is read, so that the wiki would get another one.',
    ],
    todo: [
      'Write the number without the digits that get lost, or as a text in quotes to keep them.',
    ],
    example: '{"version": 1.10}      is read as 1.1\n{"version": "1.10"}    stays as it is',
  },
  'formula-like': {
    title: 'A spreadsheet would run a value as a formula',
    effect:
      'A warning of check, for CSV files: it does not change the exit code, and the value is synced as it is.',
    means: [
      'A value begins with = + - @ or a tab. A spreadsheet that opens the file takes it for a formula and may run it. Anybody who can edit the wiki page can put one there. wikisync does not change it: an apostrophe before it would end up on the wiki.',
    ],
    todo: [
      'Do not open the file in a spreadsheet, or import its columns as text.',
      'If it looks like an attack, remove it on the wiki.',
    ],
  },
} as const satisfies Entries;
