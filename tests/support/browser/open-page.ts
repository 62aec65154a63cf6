/** A report in a real browser, with an eye on all that it does. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

/** Why the tests are skipped; `false` if they are not. */
export const noBrowser = inject('chromium') === undefined;

/** Without what a fresh Chromium asks its maker for. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startBrowser(): Promise<Browser> {
  const executablePath = inject('chromium');
  if (executablePath === undefined) throw new Error('there is no Chromium');
  return chromium.launch({ executablePath, args });
}

/** A document that is open. */
export interface OpenDocument {
  readonly page: Page;
  /** Addresses that it asked for, itself not among them. */
  readonly requests: readonly string[];
  /** Errors, refusals of its policy, and dialogs. */
  readonly incidents: readonly string[];
}

/** Opens a document from a file; it is closed at the test's end. */
export async function openDocument(
  browser: Browser,
  markup: string,
  options: BrowserContextOptions = {},
): Promise<OpenDocument> {
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-report-'));
  const path = join(folder, 'report.html');
  writeFileSync(path, markup);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return openAddress(browser, `file://${path}`, options);
}

/** Opens what is at an address; it is closed at the test's end. */
export async function openAddress(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenDocument> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const requests: string[] = [];
  const incidents: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address) requests.push(request.url());
  });
  page.on('pageerror', (error) => incidents.push(error.message));
  page.on('console', (message) => incidents.push(`${message.type()}: ${message.text()}`));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, incidents };
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What is not accessible, in words; the page's policy does not hold for it. */
export async function accessProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axeSource};0`);
  return page.evaluate(`axe.run().then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200)),
  ))`);
}
