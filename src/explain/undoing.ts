import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** The run log, and taking runs back. */
export const undoing = {
  'run-unreadable': {
    title: 'What an earlier run did cannot be read',
    effect: effects.warning,
    means: [
      "A file of the run log, in the state folder's 'runs', is not as wikisync writes it, or the journal that says what became of its writes is damaged. Other runs are not concerned.",
    ],
    todo: [
      'Restore the file from a copy of the state folder, or delete it.',
      "A run on a MediaWiki can be taken back without it: 'wikisync undo' then reads the page's history.",
    ],
    see: ['state-damaged', 'file-unreadable'],
  },
  'runs-rotated': {
    title: 'The run log is not all there was',
    effect: effects.notice,
    means: [
      "The log keeps the newest 1000 runs, 100 MB of them, or as many as the config's log says; a run that writes begins by removing the oldest ones beyond that. What they did cannot be shown any more.",
    ],
    todo: [
      "A run on a MediaWiki can still be taken back: 'wikisync undo' finds it by the mark in the page's history, if its listing is named.",
      'Let the config keep more, with log: { runs: …, megabytes: …, days: … }.',
    ],
    see: ['run-unreadable', 'undo-data-unknown'],
  },
  'undo-left': {
    title: 'What people changed since the run is not taken back',
    effect: effects.warning,
    means: [
      'A field, or a record as a whole, is not as the run left it: somebody has changed it since, and that is kept. All else of the run is taken back. The message says who did it and when, as far as the histories of the page and of the data file tell.',
    ],
    todo: ['Look at what is named, and change it by hand if it is to go too.'],
    see: ['undo-nothing'],
  },
  'undo-data-unknown': {
    title: 'What a run did to the data file is not known',
    effect: effects.warning,
    means: [
      "The run log has nothing of the run, so that it is told from the page's history; and no commit of the data file bears the run's name. Perhaps it did not write the data file at all.",
    ],
    todo: [
      'If it did, take that back by hand.',
      'Keep the state folder between runs, or let runs commit the data file with --commit.',
    ],
    see: ['run-unreadable'],
  },
  'undo-nothing': {
    title: 'Nothing of a run is left to be taken back',
    effect: effects.warning,
    means: [
      'Each place that the run changed is as it was before it, or people have changed it since, which other lines of the report say. Mostly the run was taken back before.',
    ],
    todo: ["Look at 'wikisync log', whether it is the run that you meant."],
    see: ['undo-left'],
  },
  'undo-made': {
    title: 'Pages that are made from records are not taken back',
    effect: effects.warning,
    means: [
      'What `makes` makes of a listing follows from the data file and a layout. An undo writes the page of the list and the data file; where it sets the data file back, the next push or sync makes those pages as they were before the run. Where the data file stays, as after a push that is taken back, they stay too.',
    ],
    todo: [
      "Run 'wikisync push' or 'wikisync sync' once the data file says what you want.",
      'A page that the run made for a new record stays, and is reported as left over: no page is ever deleted.',
    ],
    see: ['made-left', 'undo-nothing'],
  },
} as const satisfies Entries;
