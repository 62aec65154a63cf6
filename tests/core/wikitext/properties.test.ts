import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wikitext } from '../../../src/core/fields/wikitext.ts';
import { digestOf } from '../../../src/core/plan/digest.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { confirmPage } from '../../../src/core/wikitext/confirm.ts';
import { withLineFeeds } from '../../../src/core/wikitext/line-feeds.ts';
import { textOf } from '../../../src/core/wikitext/page.ts';
import { parseNodes } from '../../../src/core/wikitext/parse.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { applyEdits } from '../../../src/core/wikitext/text-edit.ts';
import { writePage } from '../../../src/core/wikitext/write-page.ts';
import { pageContext, update } from '../../support/pages.ts';
import { wikitextSoup } from '../../support/wikitext-soup.ts';
import { plainSchema } from '../../support/xen.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);
const schema = plainSchema('item', ['Name', 'Size', 'Note']);

describe('parseNodes', () => {
  it('gives back any text that it does not refuse, as it was', () => {
    fc.assert(
      fc.property(wikitextSoup, (text) => {
        const nodes = parseNodes(text, standardSite);
        if (typeof nodes !== 'string') expect(nodes.map(String).join('')).toBe(text);
      }),
      { numRuns },
    );
  });
});

describe('parsePage', () => {
  it('finds spans that hold what they say they hold', () => {
    fc.assert(
      fc.property(wikitextSoup, (text) => {
        const page = parsePage(text, schema, standardSite);
        if (typeof page === 'string') return;
        for (const call of page.calls) {
          expect(textOf(text, call.span)).toMatch(/^\{\{[\s\S]*\}\}$/);
          const parts = [call.nameSpan, ...call.arguments.map(({ span }) => span)];
          expect(`{{${parts.map((span) => textOf(text, span)).join('')}}}`).toBe(
            textOf(text, call.span),
          );
          for (const argument of call.arguments) {
            expect(text.charAt(argument.span.start)).toBe('|');
            expect(argument.valueSpan.start).toBeGreaterThanOrEqual(argument.nameSpan.end);
            expect(argument.valueSpan.end).toBeLessThanOrEqual(argument.span.end);
          }
        }
      }),
      { numRuns },
    );
  });
});

describe('writePage', () => {
  it('changes no byte outside its edits, and is confirmed or refused, whatever the value', () => {
    const prose = wikitextSoup.filter((text) => !text.includes('{{') && !text.includes('<'));
    fc.assert(
      fc.property(prose, wikitextSoup, prose, (before, value, after) => {
        const text = `${before}\n\n{{item\n|Name=A\n|Size=old\n|Note=kept\n}}\n\n${after}`;
        const page = parsePage(text, schema, standardSite);
        const reading = wikitext.fromData(value, {});
        if (typeof page === 'string' || page.calls.length !== 1 || reading.kind !== 'value') return;

        expectLocal(text, reading.value);
      }),
      { numRuns },
    );
  });
});

/** Writing the value changes that argument alone, or is refused with a reason. */
function expectLocal(text: string, value: FieldValue): void {
  const context = pageContext(text, schema);
  const placed = writePage(context, [update('A', { Size: value })]);

  if (placed.written.length === 0) {
    expect(placed.text).toBe(text);
    expect(placed.diagnostics.length).toBeGreaterThan(0);
    return;
  }
  const start = text.indexOf('old');
  expect(placed.text.slice(0, start)).toBe(text.slice(0, start));
  const tail = text.slice(start + 'old'.length);
  expect(placed.text.slice(-tail.length)).toBe(tail);
  expect(confirmPage(context, placed)).toBeUndefined();
}

describe('withLineFeeds', () => {
  it('carries edits back to a text of mixed line ends, whose other bytes stay', () => {
    const piece = fc.constantFrom('a', 'b', '\r\n', '\n', '😀', 'xyz', '{{', '\n\n');
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), fc.nat(), (pieces, from, length) => {
        const original = pieces.join('');
        const { text, toOriginal } = withLineFeeds(original);
        const start = text.length === 0 ? 0 : from % (text.length + 1);
        const end = Math.min(text.length, start + (length % 4));
        const edit = { start, end, newText: 'N\nN' };

        const edited = applyEdits(original, toOriginal([edit]));

        expect(edited.replaceAll('\r\n', '\n')).toBe(applyEdits(text, [edit]));
        const [carried] = toOriginal([edit]);
        expect(edited.slice(0, carried?.start)).toBe(original.slice(0, carried?.start));
        expect(digestOf(applyEdits(original, toOriginal([])))).toBe(digestOf(original));
      }),
      { numRuns },
    );
  });
});
