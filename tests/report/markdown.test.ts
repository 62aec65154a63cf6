/** The report as a comment has room for it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import { fenced } from '../../src/report/markdown/escape.ts';
import { markdown } from '../../src/report/markdown.ts';
import type { ListingReport } from '../../src/report/run-report.ts';
import { nasty, unprintable } from './nasty.ts';
import { busy, emptyPlan, inSync, runOf } from './samples.ts';

const options = { colour: false, quiet: false, verbose: false };

function withUpdates(count: number, size: number): ListingReport {
  const toPage = Array.from(
    { length: count },
    (_, at): Change => ({
      kind: 'update',
      key: `Record ${at}`,
      fields: [{ field: 'skills', before: 'C', after: `${at} ${'x '.repeat(size)}` }],
    }),
  );
  return { ...inSync, plan: { ...emptyPlan, toPage } };
}

describe('markdown', () => {
  it('has a detail for each record, and those of conflicts open', () => {
    const text = markdown(runOf(busy), options);

    expect(text.match(/<details open>/g)).toHaveLength(3);
    expect(text.match(/<details>/g)).toHaveLength(6);
    expect(text.match(/<\/details>/g)).toHaveLength(9);
    expect(text.indexOf('<details open>')).toBeLessThan(text.indexOf('<details>'));
  });

  it('fits in a comment, and says how many details it leaves out', () => {
    const text = markdown(runOf(withUpdates(2000, 40)), options);

    expect(text.length).toBeLessThanOrEqual(60_000);
    const shown = text.match(/<details>/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(100);
    expect(text).toContain(`and ${2000 - shown} more, for which there is no room here`);
    expect(text).toContain('Page: 2000 to update.');
  });

  it('fits with many listings, and with one long text', () => {
    const many = Array.from({ length: 30 }, () => withUpdates(20, 40));

    expect(markdown(runOf(...many), options).length).toBeLessThanOrEqual(60_000);
    expect(markdown(runOf(withUpdates(1, 100_000)), options).length).toBeLessThanOrEqual(60_000);
  });

  it('has the heads alone if it is to be quiet', () => {
    expect(markdown(runOf(busy), { ...options, quiet: true })).not.toContain('<details');
  });
});

it('fences no text that can get out of its fence, and shows what nobody sees', () => {
  fc.assert(
    fc.property(fc.array(nasty), (texts) => {
      const lines = texts.flatMap((text) => text.split('\n'));
      const [fence = '', ...rest] = fenced(lines, '').split('\n');

      expect(fence).toMatch(/^`{3,}$/);
      expect(rest.indexOf(fence)).toBe(rest.length - 1);
    }),
  );
  const report = { ...busy, page: 'a\u202Eb\u001B[2J' };
  expect(markdown(runOf(report), options)).not.toMatch(unprintable);
});
