/** Whatever list a page has: once it is adopted there is nothing to do. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workplace } from '../support/command-line.ts';
import { listPage } from '../support/list-pages.ts';

/** Each is two whole runs of the program. */
const numRuns = Number(process.env['WIKISYNC_PAGES'] ?? 30);

it('plans nothing after init, and leaves the page as it is, on any page', async () => {
  const place = workplace();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(listPage, async (text) => {
      count += 1;
      const options = ['--config', `${count}/config/w.yaml`, '--state', `${count}/state`];
      place.write(`${count}/List.wiki`, text);

      const made = await place.run('init', `${count}/List.wiki`, '--template', 'item', ...options);
      // Nothing that could identify a record: init says so, and has made nothing.
      if (/have no values/.test(made.err)) return;
      expect({ code: made.code, err: made.err }).toMatchObject({ code: expect.toBeOneOf([0, 1]) });
      expect(made.err).toContain('made');

      const { out } = await place.run('plan', '--format', 'json', ...options);
      const [listing] = JSON.parse(out).listings;
      expect(listing.changes).toEqual({ page: [], data: [] });
      expect(listing.conflicts).toEqual([]);
      expect(place.read(`${count}/List.wiki`)).toBe(text);
    }),
    { numRuns },
  );
});
