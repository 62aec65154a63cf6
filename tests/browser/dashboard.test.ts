/** The dashboard in a browser, as its server sends it. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { htmlReport } from '../../src/report/html.ts';
import { createApp } from '../../src/serve/app.ts';
import { listen } from '../../src/serve/listen.ts';
import type { Overview } from '../../src/serve/overview.ts';
import { busy, runOf } from '../report/samples.ts';
import { busyOverview } from '../serve/overviews.ts';
import {
  accessProblems,
  noBrowser,
  openAddress,
  startBrowser,
} from '../support/browser/open-page.ts';
import { hostileValues } from '../support/hostile-values.ts';

let browser: Browser;

beforeAll(async () => {
  if (!noBrowser) browser = await startBrowser();
});

afterAll(() => browser?.close());

const report = htmlReport(runOf(busy), { colour: false, quiet: false, verbose: false });

/** Where a server shows this. */
async function served(
  overview: Overview,
  { token, body = report }: { readonly token?: string; readonly body?: string } = {},
): Promise<string> {
  const app = createApp({ overview: async () => overview, report: async () => body, token });
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0, isLoopback: true });
  onTestFinished(close);
  return url;
}

const looks: readonly BrowserContextOptions[] = (['light', 'dark'] as const).flatMap(
  (colorScheme) => [
    { colorScheme, viewport: { width: 1280, height: 900 } },
    { colorScheme, viewport: { width: 360, height: 740 } },
  ],
);

describe.skipIf(noBrowser)('the dashboard', () => {
  it.each(looks)('can be read by everybody, and fits: %j', async (look) => {
    const address = await served(busyOverview({ problems: ["Line 7: 'shedule' is unknown."] }));
    const { page, incidents, requests } = await openAddress(browser, address, look);

    expect(await accessProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      look.viewport?.width ?? 0,
    );
    expect(incidents).toEqual([]);
    expect(requests.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  });

  it('shows each listing with its state, and the drift as a picture', async () => {
    const { page } = await openAddress(browser, await served(busyOverview()));

    const rows = page.locator('main table').first().locator('tbody tr');
    expect(await rows.locator('th').allTextContents()).toEqual([
      'projects',
      'people',
      'tools',
      'new-list',
    ]);
    expect(await rows.locator('.state').allTextContents()).toEqual([
      'in step',
      'conflicts',
      'trying again',
      'not run yet',
    ]);
    expect(await page.locator('figure svg rect').count()).toBeGreaterThan(40);
    const colours = await page.evaluate(
      `[...new Set([...document.querySelectorAll('figure rect')].map((one) => getComputedStyle(one).fill))]`,
    );
    expect(colours).toHaveLength(4);
  });

  it('leads to a report, which works there and cannot reach the dashboard', async () => {
    const { page, incidents } = await openAddress(browser, await served(busyOverview()));

    await page.getByRole('link', { name: 'people' }).click();

    expect(await page.locator('article').count()).toBeGreaterThan(0);
    expect(await page.locator('#shown').textContent()).toMatch(/^\d+ of \d+ shown$/);
    expect(await page.evaluate('self.origin')).toBe('null');
    expect(await page.evaluate("fetch('/metrics').then(() => 'read', () => 'refused')")).toBe(
      'refused',
    );
    expect(incidents.filter((text) => !text.includes('/metrics'))).toEqual([]);
  });

  it('asks a reader for the token, and shows itself to who has it', async () => {
    const token = 'a-token-that-nobody-guesses';
    const address = await served(busyOverview(), { token });

    const stranger = await browser.newContext({ httpCredentials: { username: '', password: 'x' } });
    onTestFinished(() => stranger.close());
    const refused = await stranger.newPage();
    const answer = await refused.goto(address);
    const httpCredentials = { username: 'anybody', password: token };
    const { page } = await openAddress(browser, address, { httpCredentials });

    expect(answer?.status()).toBe(401);
    expect(await refused.locator('body').textContent()).toBe('The token is needed.\n');
    expect(await page.locator('h1').textContent()).toBe('wikisync');
  });

  it('is in nobody’s frame', async () => {
    const address = await served(busyOverview());
    const { page } = await openAddress(browser, 'about:blank');

    await page.setContent(`<iframe src="${address}"></iframe>`);
    await page.waitForTimeout(300);

    const [, frame] = page.frames();
    expect(await frame?.content()).not.toContain('listings are in step');
  });

  it('shows what anybody made up as text, and does nothing of it', async () => {
    const [first] = busyOverview().listings;
    const [watch] = busyOverview().watches;
    if (first?.last === undefined || watch === undefined) throw new Error('there is one of each');
    const { last } = first;
    const listings = hostileValues.map((value) => ({
      ...first,
      name: value,
      last: { ...last, message: value, exitCode: 1 },
      state: 'failed' as const,
    }));
    const watches = hostileValues.map((value) => ({ ...watch, wiki: value, trouble: value }));
    const overview = busyOverview({ listings, watches, problems: hostileValues, version: '<b>1' });

    const { page, incidents, requests } = await openAddress(browser, await served(overview));

    expect(await page.locator('main table').first().locator('tbody tr').count()).toBe(
      hostileValues.length,
    );
    expect(
      await page.locator('script, iframe, img, object, embed, form, b, a[href*=":"]').count(),
    ).toBe(0);
    expect(incidents).toEqual([]);
    expect(requests.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  });

  it('lets nothing run that a report was made to hold', async () => {
    const body = `<!DOCTYPE html><title>x</title><p id="p">a</p>
<script>document.title = 'run'; fetch('/metrics')</script>
<img src="/healthz" onerror="document.title='run'"><iframe src="/"></iframe>`;
    const address = await served(busyOverview(), { body });

    const { page, incidents } = await openAddress(browser, `${address}reports/projects`);

    expect(await page.title()).toBe('x');
    expect(incidents.length).toBeGreaterThan(0);
    expect(
      incidents.every(
        (text) => text.startsWith('error: ') && /Content Security Policy|frame/i.test(text),
      ),
    ).toBe(true);
  });
});
