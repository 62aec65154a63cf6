import { guarded } from './effects.ts';
import type { Entries } from './explained.ts';

/** Guards, by the names that reports and --allow have for them. */
export const guards = {
  create: {
    title: 'The guard on records that are added',
    effect: guarded,
    means: [
      'The plan adds more records to a side than it may: by default half of what it has, from ten records on. That is common once, when a list is filled, and a surprise later.',
    ],
    todo: [
      'Read the plan. If it is meant, run once with --allow create.',
      'If it is common for this list, raise guards.create in the config.',
    ],
    see: ['recreate', 'size'],
  },
  update: {
    title: 'The guard on records that are changed',
    effect: guarded,
    means: [
      'The plan changes more records of a side than it may: by default 30% of them, from ten on. Often a field was read in a new way, after a change of the config or of the template, and no value is really another.',
    ],
    todo: [
      'Read the plan: are these changes that somebody made?',
      'If so, run once with --allow update. If not, look at what changed in the config.',
    ],
    see: ['move', 'rename'],
  },
  delete: {
    title: 'The guard on records that are deleted',
    effect:
      'A guard: the side is not written, and the run ends with code 4. If the page is what lost the records, it is not edited either.',
    means: [
      'The plan deletes more records of a side than it may: by default 30%, reckoned from ten at least, so that three of eight may go and not four. Those that a conflict keeps count too. Mostly the other side lost them by mishap: a page that was cut short, a file that was half written.',
    ],
    todo: [
      'Look at the side that lost them, and restore it.',
      'If they are really to go, run once with --allow delete.',
    ],
    see: ['side-empty', 'recreate', 'canary'],
  },
  move: {
    title: 'The guard on records that are moved to another section',
    effect: guarded,
    means: [
      'More records get another section than guards.move allows. There is no limit unless the config sets one.',
    ],
    todo: [
      'Check the headings on the page and under section.headings: a heading that was renamed looks like many moves.',
      'If it is meant, run once with --allow move.',
    ],
    see: ['section-unknown', 'update'],
  },
  rename: {
    title: 'The guard on records that get another key',
    effect: guarded,
    means: [
      'More records are renamed than guards.rename allows. There is no limit unless the config sets one.',
    ],
    todo: [
      'Read in the plan which record becomes which.',
      'If it is meant, run once with --allow rename.',
    ],
    see: ['rename-suggested'],
  },
  recreate: {
    title: 'The guard on records that are put back',
    effect: guarded,
    means: [
      'Somebody took records from one side, the other side owns the records, and so the plan puts them back: more than 30% of those that both sides last had, reckoned from ten at least. Whoever took so many probably had a reason.',
    ],
    todo: [
      'Ask whoever took them away: the history of the page, or of the data file in git, has the name.',
      'If they shall come back, run once with --allow recreate. If not, delete them on the side that owns the records.',
    ],
    see: ['deletion-overruled', 'delete'],
  },
  size: {
    title: "The guard on the page's length",
    effect: guarded,
    means: [
      'The edit would make the page more than half longer or shorter (of 4,000 bytes at least). It catches what counts of records do not: one value that became very long, or lost its text.',
    ],
    todo: ['Look at the line diff with --verbose.', 'If it is meant, run once with --allow size.'],
    see: ['update', 'create'],
  },
  canary: {
    title: 'A record that must be there is not',
    effect: 'A guard: neither side is written, and the run ends with code 4.',
    means: [
      'guards.canary names records that must be on both sides if anything is to be changed. One of them is missing: probably the page, the template or the file is not the one that is meant.',
    ],
    todo: [
      'Look why it is missing on the side that is named.',
      'If the record was renamed or has really gone, correct guards.canary; or run once with --allow canary.',
    ],
    see: ['canary-twice', 'canary-impossible', 'side-empty'],
  },
  empty: {
    title: 'What allows for a side that lost all its records',
    effect:
      'Without --allow empty a side that lost all its records is an error (side-empty, code 1).',
    means: [
      'This guard has no limit to set: that a list goes from some records to none is always asked about. --allow empty lets one run pass. The guard delete counts all the same.',
    ],
    todo: [
      "See 'wikisync explain side-empty'.",
      'If the list is really to be emptied, say --allow empty --allow delete.',
    ],
    see: ['side-empty', 'delete'],
  },
} as const satisfies Entries;
