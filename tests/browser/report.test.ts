/** The HTML report in the hands of a reader. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import { htmlReport } from '../../src/report/html.ts';
import { busy, emptyPlan, inSync, runOf } from '../report/samples.ts';
import {
  accessProblems,
  noBrowser,
  openDocument,
  startBrowser,
} from '../support/browser/open-page.ts';
import { exampleWorkplace, xenDataPath, xenPagePath } from '../support/command-line.ts';

const options = { colour: false, quiet: false, verbose: false };

let browser: Browser;

beforeAll(async () => {
  if (!noBrowser) browser = await startBrowser();
});

afterAll(() => browser?.close());

describe.skipIf(noBrowser)('the HTML report', () => {
  const markup = htmlReport(
    runOf({ ...busy, pageTexts: { before: 'a\nb\n', after: 'a\nc\n' } }),
    options,
  );

  it.each(['light', 'dark'] as const)('is accessible when it is %s', async (colorScheme) => {
    const { page, incidents } = await openDocument(browser, markup, { colorScheme });
    await page.evaluate(
      'for (const fold of document.querySelectorAll("details")) fold.open = true',
    );

    expect(await accessProblems(page)).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it('fits on a phone, and on paper without its controls', async () => {
    const viewport = { width: 360, height: 740 };
    const { page } = await openDocument(browser, markup, { viewport });
    const width = () => page.evaluate('document.documentElement.scrollWidth');

    expect(await width()).toBeLessThanOrEqual(360);
    expect(await page.locator('#filters').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await width()).toBeLessThanOrEqual(360);
  });

  it('shows conflicts before all else, and counts what it shows', async () => {
    const { page } = await openDocument(browser, markup);

    const kinds = await page
      .locator('article')
      .evaluateAll((all) => all.map((one) => one.className));
    expect(kinds).toEqual([
      ...['conflict', 'conflict', 'conflict'],
      ...['update', 'move', 'delete', 'create', 'rename', 'update'],
    ]);
    expect(await page.locator('#shown').textContent()).toBe('9 of 9 shown');
  });

  it('filters by kind, record and field, from the keyboard alone', async () => {
    const { page } = await openDocument(browser, markup);
    const shown = () => page.locator('#shown').textContent();
    const visible = () => page.locator('article:not([hidden]) h4').allTextContents();

    await page.keyboard.press('Tab');
    await page.keyboard.type('upd');
    expect(await shown()).toBe('2 of 9 shown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('PVUSB');
    expect(await visible()).toEqual([
      expect.stringContaining('Implement Xen PVUSB support in xl/libxl toolstack'),
    ]);
    expect(await page.getByText('Conflicts, for a person to settle').isVisible()).toBe(false);
    await page.locator('button[type=reset]').click();
    expect(await shown()).toBe('9 of 9 shown');
    await page.locator('select[name=field]').selectOption('programme');
    expect(await shown()).toBe('2 of 9 shown');
  });

  it('can be read without its script', async () => {
    const { page } = await openDocument(browser, markup, { javaScriptEnabled: false });

    expect(await page.getByText('Conflicts, for a person to settle').isVisible()).toBe(true);
    expect(await page.locator('form:visible, select:visible').count()).toBe(0);
  });

  it('shows what the wiki makes of a section as the wiki does, and lets it do nothing', async () => {
    // What is refused is told of as a request, too: only the server knows what was asked for.
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const hidden = '<p style="display: none">hidden</p><p>shown</p>';
    const bad = `<script>alert(1)</script><img src="http://127.0.0.1:${port}/x.png" onerror="alert(2)">`;
    const previews = [{ heading: 'Lead', before: hidden, after: `${hidden + bad}<p>end</p>` }];
    const { page, incidents } = await openDocument(
      browser,
      htmlReport(runOf({ ...busy, previews }), options),
    );

    await page.locator('iframe').nth(1).scrollIntoViewIfNeeded();
    const frame = page.frameLocator('iframe').nth(0);
    expect(await frame.getByText('shown').isVisible()).toBe(true);
    expect(await frame.getByText('hidden').isVisible()).toBe(false);
    await page.frameLocator('iframe').nth(1).getByText('end').waitFor();
    await expect.poll(() => incidents.some((text) => text.includes(`:${port}/x.png`))).toBe(true);
    expect(asked).toBe(0);
    expect(incidents.filter((text) => text.startsWith('dialog'))).toEqual([]);
  });

  it('filters two thousand changes', async () => {
    const toPage = Array.from(
      { length: 2000 },
      (_, at): Change => ({
        kind: at % 3 === 0 ? 'create' : 'update',
        key: `Record ${at}`,
        fields: [
          { field: at % 2 === 0 ? 'skills' : 'contacts', before: `${at}`, after: `${at} more` },
        ],
      }),
    );
    const { page } = await openDocument(
      browser,
      htmlReport(runOf({ ...inSync, plan: { ...emptyPlan, toPage } }), options),
    );

    const shown = () => page.locator('#shown').textContent();
    await page.locator('input[name=record]').fill('Record 77');
    await expect.poll(shown).toBe('11 of 2000 shown');
    await page.locator('select[name=kind]').selectOption('create');
    await expect.poll(shown).toBe('3 of 2000 shown');
    expect(await page.locator('article:visible').count()).toBe(3);
  });

  it('saves a plan with what was chosen, and apply does that', async () => {
    const place = exampleWorkplace();
    expect((await place.run('pull')).code).toBe(0);
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
    place.edit(xenPagePath, 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    place.edit(xenPagePath, '|Skills=Some knowledge', '|Skills=A bit of knowledge');
    expect((await place.run('plan', '--report', 'report.html')).code).toBe(3);
    const { page, incidents } = await openDocument(browser, place.read('report.html'));

    const choices = page.locator('.choice select');
    await choices.nth(0).selectOption('wiki');
    await choices.nth(1).selectOption('skip');
    await choices.nth(2).selectOption('data');
    expect(await page.locator('#chosen').textContent()).toBe('3 choices');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the plan' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('plan.json');
    place.write('plan.json', readFileSync(await download.path(), 'utf8'));

    const { code, out } = await place.run('apply', 'plan.json');

    expect({ code, out, incidents }).toMatchObject({ code: 0, incidents: [] });
    expect(place.read(xenDataPath)).toContain('Georgia Dunlap');
    expect(place.read(xenPagePath)).toContain('|Skills=Some knowledge');
    expect(place.read(xenPagePath)).not.toContain('|Difficulty=High');
    expect((await place.run('plan')).out).toContain('Page: 1 to update. Data file: nothing.');
  });
});
