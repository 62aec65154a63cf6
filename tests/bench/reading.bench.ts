/**
 * How long it takes to read a list page into records, to change one value, and to plan: beside
 * mwparserfromhell, wikiparser-node and mwn in the same run. `npm run bench:reading` prints it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mwn } from 'mwn';
import { afterAll, expect, it } from 'vitest';
import Parser from 'wikiparser-node';
import { makePlan } from '../../src/core/plan/make-plan.ts';
import { readPageRecords } from '../../src/core/wikitext/page-records.ts';
import { parsePage } from '../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../src/core/wikitext/site.ts';
import { xenSchema } from '../support/xen.ts';
import { best, exponentOf, inMilliseconds, saveResults, table } from './speed/measure.ts';
import { type LongListing, longListing, parsedData, savedPage } from './speed/pages.ts';

const sizes = [10_000, 100_000, 500_000, 2_000_000];
const times = 5;

const listings = sizes.map(longListing);
const folder = mkdtempSync(join(tmpdir(), 'wikisync-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read({ page }: LongListing): number {
  const parsed = parsePage(page, xenSchema, standardSite);
  if (typeof parsed === 'string') throw new Error(parsed);
  return readPageRecords(parsed, xenSchema, 'w:P').set.records.length;
}

function planFrom({ input }: LongListing, data: ReturnType<typeof parsedData>): string {
  return makePlan({ ...input, data }).pageText;
}

/** What mwparserfromhell takes, in milliseconds; `undefined` where Python has none. */
function mwparserfromhell(): readonly { parse: number; read: number; edit: number }[] | undefined {
  const script = join('tests', 'bench', 'speed', 'mwparserfromhell-script.py');
  const pages = listings.flatMap((listing) => [savedPage(folder, listing), listing.key]);
  try {
    const out = execFileSync('/usr/bin/python3', [script, String(times), ...pages]);
    const found: { parse: number; read: number; edit: number; records: number }[] = JSON.parse(
      String(out),
    );
    expect(found.map(({ records }) => records)).toEqual(listings.map(({ records }) => records));
    return found.map(({ parse, read, edit }) => ({
      parse: 1000 * parse,
      read: 1000 * read,
      edit: 1000 * edit,
    }));
  } catch (error) {
    if (String(error).includes('No module named')) return undefined;
    throw error;
  }
}

/** wikiparser-node as its manual shows it. */
function wikiparser({ page }: LongListing): number {
  Parser.warning = false;
  const calls = Parser.parse(page).querySelectorAll('template#Template:Project');
  return calls.map((call) => String(call)).length;
}

/** It takes minutes for 500 kB, and all memory for 2 MB. */
const mostForMwn = 100_000;

it('reads, edits and plans', () => {
  const peers = mwparserfromhell();
  const bot = new Mwn();
  const rows = listings.map((listing, at) => {
    const data = parsedData(listing.data);
    expect(planFrom(listing, data)).not.toBe(listing.page);
    const isSmall = listing.page.length <= 1.1 * mostForMwn;
    return {
      characters: listing.page.length,
      records: listing.records,
      read: best(times, () => read(listing)),
      edit: best(times, () => planFrom(listing, data)),
      whole: best(times, () => planFrom(listing, parsedData(listing.data))),
      theirParse: peers?.[at]?.parse,
      theirRead: peers?.[at]?.read,
      theirEdit: peers?.[at]?.edit,
      wikiparser: best(1, () => wikiparser(listing)),
      mwn: isSmall ? best(1, () => bot.Wikitext.parseTemplates(listing.page, {})) : undefined,
    };
  });
  const ratio = (theirs: number | undefined, ours: number): string =>
    theirs === undefined ? '' : `${(theirs / ours).toFixed(1)} times`;
  const text = table(
    ['', ...rows.map(({ characters }) => `${Math.round(characters / 1000)} kB`)],
    [
      ['records', ...rows.map(({ records }) => String(records))],
      ['wikisync: page to records', ...rows.map((row) => inMilliseconds(row.read))],
      ['mwparserfromhell: the same', ...rows.map((row) => inMilliseconds(row.theirRead))],
      ['… takes longer', ...rows.map((row) => ratio(row.theirRead, row.read))],
      ['wikiparser-node: the same', ...rows.map((row) => inMilliseconds(row.wikiparser))],
      ['… takes longer', ...rows.map((row) => ratio(row.wikiparser, row.read))],
      ['mwn: the same', ...rows.map((row) => inMilliseconds(row.mwn))],
      ['… takes longer', ...rows.map((row) => ratio(row.mwn, row.read))],
      ['wikisync: records, a merge, a new page', ...rows.map((row) => inMilliseconds(row.edit))],
      ['mwparserfromhell: one value changed', ...rows.map((row) => inMilliseconds(row.theirEdit))],
      ['wikisync: with the data file parsed', ...rows.map((row) => inMilliseconds(row.whole))],
      ['mwparserfromhell: parsing alone', ...rows.map((row) => inMilliseconds(row.theirParse))],
      ['… takes longer', ...rows.map((row) => ratio(row.theirParse, row.whole))],
    ],
  );
  const memory = `memory of this process at its peak: ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`;
  saveResults('reading', { rows, text: `${text}\n\n${memory}` });
}, 600_000);

it('grows in step with the page', () => {
  const grown = [250_000, 500_000, 1_000_000, 2_000_000].map(longListing);
  const points = grown.map((listing) => {
    const time = best(times, () => planFrom(listing, parsedData(listing.data)));
    return { records: listing.records, time };
  });
  const exponent = exponentOf(points.map(({ records, time }) => [records, time]));
  const text = `time of a whole plan grows with the records to the power of ${exponent.toFixed(2)}`;
  saveResults('growth', { points, exponent, text });
}, 600_000);
