import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeField } from '../../../src/core/reconcile/merge-field.ts';
import { mergeLines } from '../../../src/core/reconcile/merge-lines.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

describe('mergeLines', () => {
  it.each([
    ['both ends', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
    [
      'a line added and another removed',
      'a\nb\nc\nd',
      'a\nnew\nb\nc\nd',
      'a\nb\nc',
      'a\nnew\nb\nc',
    ],
    ['the same change and one more', 'a\nb\nc', 'A\nb\nc', 'A\nb\nC', 'A\nb\nC'],
    ['one side that did nothing', 'a\nb', 'a\nb', 'a\nB', 'a\nB'],
    ['paragraphs, with equal lines between', 'p', 'first\n\np', 'p\n\nlast', 'first\n\np\n\nlast'],
    ['windows line ends', 'a\r\nb\r\nc', 'A\r\nb\r\nc', 'a\r\nb\r\nC', 'A\r\nb\r\nC'],
  ])('puts together %s', (_what, base, one, other, merged) => {
    expect(mergeLines(base, one, other)).toBe(merged);
  });

  it.each([
    ['the same line', 'a\nb\nc', 'a\nB\nc', 'a\nX\nc'],
    ['lines beside each other', 'a\nb\nc\nd', 'a\nB\nc\nd', 'a\nb\nC\nd'],
    ['an edit of a line that went', 'a\nb\nc', 'a\nc', 'a\nB\nc'],
    ['two additions at one place', 'a\nb', 'a\nx\nb', 'a\ny\nb'],
    ['an empty base', '', 'a', 'b'],
    ['equal lines of which one may be the other', 'a\na', 'a\nb\na\na', 'b\na\nb\na'],
    ['a line that one takes out and the other elsewhere', 'a\nb\nc', 'b\nc', 'b\nc\na'],
  ])('does not decide about %s', (_what, base, one, other) => {
    expect(mergeLines(base, one, other)).toBeUndefined();
  });

  const line = fc.constantFrom('a', 'b', 'c', 'd', '', 'e');
  const text = fc.array(line, { maxLength: 7 });
  const edit = fc.record({
    at: fc.nat(7),
    gone: fc.nat(1),
    come: fc.array(line, { maxLength: 2 }),
  });
  const edits = fc.array(edit, { minLength: 1, maxLength: 2 });
  const versions = fc
    .tuple(text, edits, edits)
    .map(([base, one, other]) => [base, edited(base, one), edited(base, other)] as const);

  it('is the same whichever side is named first', () => {
    fc.assert(
      fc.property(versions, (lines) => {
        const [base, one, other] = texts(lines);

        expect(mergeLines(base, other, one)).toBe(mergeLines(base, one, other));
      }),
      { numRuns },
    );
  });

  it('has every line that a side brought in, and none that a side took out', () => {
    fc.assert(
      fc.property(versions, (lines) => {
        const [base, one, other] = texts(lines);
        const merged = mergeLines(base, one, other)?.split('\n');
        if (merged === undefined) return;
        const before = base.split('\n');
        for (const side of [one.split('\n'), other.split('\n')]) {
          const added = side.filter((each) => !before.includes(each));
          const removed = before.filter((each) => !side.includes(each));
          expect(added.filter((each) => !merged.includes(each))).toEqual([]);
          expect(removed.filter((each) => merged.includes(each))).toEqual([]);
        }
      }),
      { numRuns },
    );
  });

  it('gives the same once one side alone has been given it', () => {
    fc.assert(
      fc.property(versions, (lines) => {
        const [base, one, other] = texts(lines);
        const merged = mergeLines(base, one, other);
        if (merged === undefined) return;

        expect(mergeLines(base, one, merged)).toBe(merged);
        expect(mergeLines(base, merged, other)).toBe(merged);
      }),
      { numRuns },
    );
  });

  it('puts together what is done to lines that others stand between', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(6), fc.constantFrom('', 'x', 'x\ny'), (here, there, now) => {
        fc.pre(Math.abs(here - there) > 1);
        const base = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
        const both = base.with(here, 'X').with(there, now).join('\n');
        const one = base.with(here, 'X').join('\n');
        const other = base.with(there, now).join('\n');

        expect(mergeLines(base.join('\n'), one, other)).toBe(both);
      }),
      { numRuns },
    );
  });
});

interface LineEdit {
  readonly at: number;
  readonly gone: number;
  readonly come: readonly string[];
}

function edited(lines: readonly string[], edits: readonly LineEdit[]): readonly string[] {
  return edits.reduce((now, { at, gone, come }) => now.toSpliced(at, gone, ...come), lines);
}

function texts(versions: readonly [readonly string[], readonly string[], readonly string[]]) {
  const [base, one, other] = versions;
  return [base.join('\n'), one.join('\n'), other.join('\n')] as const;
}

describe('a field that is merged by lines', () => {
  const base = { kind: 'known', value: 'a\nb\nc' } as const;

  it('takes both changes to both sides', () => {
    expect(mergeField({ base, data: 'A\nb\nc', wiki: 'a\nb\nC' }, 'shared', 'lines')).toEqual({
      kind: 'both',
      value: 'A\nb\nC',
    });
  });

  it('has nothing more to push once the page has both', () => {
    const versions = { base, data: 'A\nb\nc', wiki: 'A\nb\nC' };

    expect(mergeField(versions, 'shared', 'lines').kind).toBe('pull');
    expect(
      mergeField({ ...versions, data: 'A\nb\nC', wiki: 'A\nb\nc' }, 'shared', 'lines').kind,
    ).toBe('push');
  });

  it('conflicts where the changes touch, where nothing was agreed on, and by default', () => {
    const versions = { base, data: 'A\nb\nc', wiki: 'a\nb\nC' };

    expect(mergeField({ ...versions, wiki: 'X\nb\nc' }, 'shared', 'lines').kind).toBe('conflict');
    expect(mergeField({ ...versions, base: { kind: 'disputed' } }, 'shared', 'lines').kind).toBe(
      'conflict',
    );
    expect(mergeField(versions, 'shared').kind).toBe('conflict');
    expect(mergeField(versions, 'data', 'lines').kind).toBe('push');
  });
});
