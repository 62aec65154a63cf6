import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeField } from '../../../src/core/reconcile/merge-field.ts';
import { mergeLines } from '../../../src/core/reconcile/merge-lines.ts';

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
  ])('does not decide about %s', (_what, base, one, other) => {
    expect(mergeLines(base, one, other)).toBeUndefined();
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd', '', 'e'), { maxLength: 7 })
    .map((lines) => lines.join('\n'));

  it('is the same whichever side is named first, and loses no line that somebody added', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        const merged = mergeLines(base, one, other);
        const known = base.split('\n');

        expect(mergeLines(base, other, one)).toBe(merged);
        if (merged === undefined) return;
        const lines = merged.split('\n');
        const added = [...one.split('\n'), ...other.split('\n')].filter(
          (line) => !known.includes(line),
        );
        for (const line of added) expect(lines).toContain(line);
        const gone = known.filter(
          (line) => !one.split('\n').includes(line) && !other.split('\n').includes(line),
        );
        for (const line of gone) expect(lines).not.toContain(line);
      }),
      { numRuns: 10_000 },
    );
  });
});

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
