import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type JournalEntry,
  journalLine,
  openIntents,
  parseJournal,
} from '../../src/state/journal.ts';

const intent: JournalEntry = {
  kind: 'page',
  id: 'one',
  listing: 'list',
  time: 1,
  wiki: 'w',
  title: 'A page',
  pageId: 7,
  baseRevision: 12,
  textHash: 'abc',
  summary: 'sync (ws-one)',
};
const outcome: JournalEntry = {
  kind: 'outcome',
  id: 'one',
  listing: 'list',
  time: 2,
  result: 'done',
  revision: 13,
};

const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('data' as const),
    id: fc.string({ minLength: 1 }),
    listing: fc.string(),
    time: fc.integer(),
    file: fc.string({ unit: 'binary' }),
    textHash: fc.string(),
  }),
  fc.constantFrom(intent, outcome),
);

/** Runs of each property. */
const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

describe('parseJournal', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
        const text = entries.map(journalLine).join('');

        expect(parseJournal(text)).toEqual({ entries, whole: text });
      }),
      { numRuns },
    );
  });

  it('gives back the whole lines of a text that was cut anywhere', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.nat(), (entries, at) => {
        const text = entries.map(journalLine).join('');
        const cut = text.slice(0, at % (text.length + 1));
        const found = parseJournal(cut);
        if (typeof found === 'string') throw new Error(found);

        const whole = cut.split('\n').length - 1;
        // A line that lacks its end alone has lost nothing.
        expect([whole, whole + 1]).toContain(found.entries.length);
        expect(found.entries).toEqual(entries.slice(0, found.entries.length));
        expect(text.startsWith(found.whole)).toBe(true);
      }),
      { numRuns },
    );
  });

  it.each([
    ['zeros, as some file systems leave them', '\0\0\0\0'],
    ['half a line', journalLine(outcome).slice(0, 40)],
  ])('drops %s at the end', (_what, rest) => {
    expect(parseJournal(journalLine(intent) + rest)).toEqual({
      entries: [intent],
      whole: journalLine(intent),
    });
  });

  it.each([
    ['a changed letter', journalLine(intent).replace('A page', 'B page') + journalLine(outcome)],
    ['a cut line before another', `${journalLine(intent).slice(0, 30)}\n${journalLine(outcome)}`],
    ['an empty line', `\n${journalLine(intent)}`],
    ['a changed last line', journalLine(intent).replace('A page', 'B page')],
  ])('calls %s damage, and says where', (_what, text) => {
    expect(parseJournal(text)).toBe('line 1 is not what was written');
  });
});

describe('openIntents', () => {
  it('lists what has no outcome', () => {
    expect(openIntents([intent, { ...intent, id: 'two' }, outcome])).toEqual([
      { ...intent, id: 'two' },
    ]);
  });
});
