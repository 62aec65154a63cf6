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
} as const satisfies Entries;
