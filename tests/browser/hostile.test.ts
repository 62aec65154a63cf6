/** What anybody may write on a page, in reports that people open: it is text, and nothing more. */
import MarkdownIt from 'markdown-it';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import { htmlReport } from '../../src/report/html.ts';
import { markdown } from '../../src/report/markdown.ts';
import { printable, printableLine } from '../../src/report/printable.ts';
import type { ListingReport, RunReport } from '../../src/report/run-report.ts';
import { emptyPlan, inSync } from '../report/samples.ts';
import { noBrowser, openDocument, startBrowser } from '../support/browser/open-page.ts';
import { hostileValues } from '../support/hostile-values.ts';

const options = { colour: false, quiet: false, verbose: true };

let browser: Browser;

beforeAll(async () => {
  if (!noBrowser) browser = await startBrowser();
});

afterAll(() => browser?.close());

/** A value wherever a report can have one. */
function listingOf(value: string): ListingReport {
  const change = (kind: Change['kind'], key: string): Change => ({
    kind,
    key,
    fields: [
      { field: value, before: `${value} before`, after: value },
      { field: 'list', before: [value], after: { role: value, name: value } },
    ],
  });
  const by = { revision: 1, time: value, user: value, isOwn: false, link: value, userLink: value };
  const place = { source: value, line: 1, column: 1 };
  const error = {
    code: 'name-empty',
    severity: 'error',
    message: value,
    hint: value,
    place,
  } as const;
  return {
    ...inSync,
    listing: value,
    page: value,
    wiki: value,
    dataFile: value,
    link: value,
    plan: {
      ...emptyPlan,
      toPage: (['create', 'update', 'delete', 'move', 'rename'] as const).map((kind) =>
        change(kind, `${kind} ${value}`),
      ),
      toData: [change('update', value)],
      conflicts: [
        {
          key: value,
          field: value,
          base: value,
          data: `${value}1`,
          wiki: value,
          reason: value,
          wikiEdit: by,
        },
        { key: value, reason: value },
      ],
    },
    reviewed: {
      ...{ listing: value, wiki: value, page: value, dataFile: value, pageText: value },
      ...{ config: value, data: value, digest: '0'.repeat(64), allowed: [value], choices: [] },
      ...{ toPage: [change('update', value)], toData: [], conflicts: [] },
      records: { data: [{ key: value, fields: { [value]: value } }], wiki: [] },
    },
    pageTexts: { before: `a\n${value}\nb`, after: `a\n${value} after\nb` },
    diagnostics: [error],
    outcome: { kind: 'failed', code: 'wiki-answer', message: value, hint: value },
  };
}

function reportOf(values: readonly string[]): RunReport {
  const listings = values.map(listingOf);
  return { command: 'plan', diagnostics: listings.flatMap((one) => one.diagnostics), listings };
}

/** A few in each document: one that swallows what follows is found by that. */
const batches = Array.from({ length: Math.ceil(hostileValues.length / 12) }, (_, at) =>
  hostileValues.slice(12 * at, 12 * at + 12),
);

describe.skipIf(noBrowser)('hostile values', () => {
  it('are more than two hundred', () => {
    expect(new Set(hostileValues).size).toBeGreaterThanOrEqual(200);
  });

  it.each([...batches.entries()])('are text in the HTML report: part %i', async (_, values) => {
    const { page, requests, incidents } = await openDocument(
      browser,
      htmlReport(reportOf(values), options),
    );

    expect({ requests, incidents }).toEqual({ requests: [], incidents: [] });
    expect(await page.title()).toMatch(/^wikisync plan/);
    const text = (await page.locator('body').textContent()) ?? '';
    expect(values.filter((value) => !text.includes(printable(value)))).toEqual([]);
    const addresses = await page.locator('a').evaluateAll((all) => all.map((one) => one.outerHTML));
    for (const address of addresses) expect(address).toMatch(/^<a href="https?:/i);
    expect(await page.locator('iframe, object, embed, img, svg, form[action]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
  });

  it.each([...batches.entries()])(
    'are text in Markdown, even where a host lets HTML through: part %i',
    async (_, values) => {
      const renderer = new MarkdownIt({ html: true, linkify: true });
      const rendered = values.map((value) => renderer.render(markdown(reportOf([value]), options)));
      const { page, requests, incidents } = await openDocument(
        browser,
        `<!DOCTYPE html><meta charset="utf-8"><title>plan</title><body>${rendered.join('\n')}`,
      );

      expect({ requests, incidents }).toEqual({ requests: [], incidents: [] });
      expect(await page.title()).toBe('plan');
      const text = (await page.locator('body').textContent()) ?? '';
      expect(values.filter((value) => !text.includes(printableLine(value).trim()))).toEqual([]);
      const names = await page
        .locator('body *')
        .evaluateAll((all) => [...new Set(all.map(({ localName }) => localName))]);
      expect(names.filter((name) => !harmless.includes(name))).toEqual([]);
    },
  );
});

/** What our own Markdown is made of. */
const harmless = 'h2 h3 p code pre strong details summary b table thead tbody tr th td a em'.split(
  ' ',
);
