/** Whether a data file is likely to change its page: told before the page is read. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Base, baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { hasNews } from '../../../src/core/reconcile/news.ts';
import { reconcile } from '../../../src/core/reconcile/reconcile.ts';
import { fieldNames } from '../../../src/core/schema.ts';
import { anySchema, anySet, editedFrom, sharedSchema } from '../../support/record-sets.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

const edited = anySet.chain((base) => fc.tuple(fc.constant(base), editedFrom(base)));

it('tells of a page that is as it was agreed on whether a merge changes it', () => {
  const found = { yes: 0, no: 0 };
  fc.assert(
    fc.property(edited, anySchema, ([agreed, data], schema) => {
      const base: Base = baseOfRecords(agreed, fieldNames(sharedSchema));
      const { toPage } = reconcile({ base, data, wiki: agreed }, schema);

      const isNews = hasNews(data, base, schema);

      if (isNews) expect(toPage).not.toEqual([]);
      // Where people's records are, a rename alone is told by the merge.
      if (schema.recordOwner !== 'wiki') expect(isNews).toBe(toPage.length > 0);
      found[isNews ? 'yes' : 'no'] += 1;
    }),
    { numRuns },
  );
  expect(Math.min(found.yes, found.no)).toBeGreaterThan(numRuns / 100);
});
