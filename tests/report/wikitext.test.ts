/** The report as a page of a wiki. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import { plainWikitext } from '../../src/report/wikitext/escape.ts';
import { wikitext } from '../../src/report/wikitext.ts';
import { nasty } from './nasty.ts';
import { busy, emptyPlan, inSync, runOf } from './samples.ts';

const options = { colour: false, quiet: false, verbose: false };

it('leaves no sign of markup in a text, but what keeps its lines apart', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const plain = plainWikitext(text).replaceAll('<br />', '');

      expect(plain).not.toMatch(/[<>[\]{}|'~=*!_\n]|:\/\/|#(?!\d+;)|&(?!#\d+;)/);
    }),
  );
});

it.each([
  ['{{Spam}}', '&#123;&#123;Spam&#125;&#125;'],
  ['a\n b', 'a<br />&#32;b'],
  ['RFC 1', '&#82;FC 1'],
  ['\u202Ex', '&#92;u&#123;202E&#125;x'],
])('shows %j as it is', (text, escaped) => {
  expect(plainWikitext(text)).toBe(escaped);
});

it('has a table for conflicts before those of the changes', () => {
  const text = wikitext(runOf(busy), options);

  expect(text.match(/^=== .* ===$/gm)).toEqual([
    '=== Problems ===',
    '=== Conflicts ===',
    '=== Changes to the page ===',
    '=== Changes to the data file ===',
  ]);
});

it('leaves the details out of a report that no page would hold', () => {
  const toPage = Array.from(
    { length: 2000 },
    (_, at): Change => ({
      kind: 'update',
      key: `Record ${at}`,
      fields: [{ field: 'skills', before: 'x'.repeat(1000), after: 'y'.repeat(1000) }],
    }),
  );

  const text = wikitext(runOf({ ...inSync, plan: { ...emptyPlan, toPage } }), options);

  expect(text).toContain('The details are too long for a page.');
  expect(Buffer.byteLength(text)).toBeLessThan(2000);
});
