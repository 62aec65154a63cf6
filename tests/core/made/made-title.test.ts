import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeTitle } from '../../../src/core/made/made-title.ts';
import type { ListingRecord } from '../../../src/core/record.ts';
import type { FieldValue } from '../../../src/core/value.ts';

function record(values: Readonly<Record<string, FieldValue>>): ListingRecord {
  return {
    key: 'k',
    values: new Map(Object.entries(values)),
    unread: new Set(),
    place: { source: 'data.yaml' },
  };
}

const titleOf = (pattern: string, title: FieldValue): string => {
  const made = madeTitle(pattern, record({ title }));
  return 'title' in made ? made.title : `none: it ${made.problem}`;
};

describe('the title of a page that is made of a record', () => {
  it.each([
    ['Lazy restore', 'Projects/Lazy restore'],
    ['  two \t spaces_and_lines\n', 'Projects/two spaces and lines'],
    ['C# [x] {y} <z> a|b', 'Projects/C- (x) (y) -z- a-b'],
    ['TCP/IP', 'Projects/TCP-IP'],
    ['100%25 &amp; ~~~~', 'Projects/100-25 -amp; -'],
    ['50 % off & more', 'Projects/50 % off & more'],
    ['Talk: with colons', 'Projects/Talk: with colons'],
    ['e\u0301te\u0301\u200E', 'Projects/été'],
    ['..', "none: it would be named 'Projects/..', which cannot be a title"],
    ['', 'none: it has no title to be named after'],
  ])('is of %j %j', (value, title) => {
    expect(titleOf('Projects/<title>', value)).toBe(title);
  });

  it.each([
    ['Talk: a project', 'Talk- a project'],
    [':de:Seite', 'de-Seite'],
    ['Special:Random', 'Special-Random'],
  ])('has no namespace and no prefix of another wiki from a value: %j is %j', (value, title) => {
    expect(titleOf('<title>', value)).toBe(title);
  });

  it('may be of several fields', () => {
    const made = madeTitle(
      '<round>/<title> (<skills>)',
      record({ round: 2014, title: 'A', skills: ['C', 'Go'] }),
    );
    expect(made).toEqual({ title: '2014/A (C, Go)' });
  });

  it('is cut at a whole character where it is longer than 255 bytes', () => {
    const title = titleOf('P/<title>', '👩‍💻'.repeat(40));
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(255);
    expect(title).toMatch(/^P\/(👩‍💻)+…$/u);
  });

  it('is one that MediaWiki takes, whatever the value is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
        const made = madeTitle('<title>', record({ title: value }));
        if ('problem' in made) return;
        const { title } = made;
        expect(title).not.toMatch(
          /[#<>[\]{}|\p{Cc}\uFFFD]|%[0-9A-Fa-f]{2}|~~~|&[#\p{L}\p{N}]+;|^[\s:/]|\s$/u,
        );
        expect(title).toBe(title.normalize('NFC'));
        expect(Buffer.byteLength(title)).toBeLessThanOrEqual(255);
      }),
      { numRuns: 2000 },
    );
  });
});
