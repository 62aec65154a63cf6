/**
 * What a report of 2,000 changes costs: `npm run bench:report` prints it. Nothing is asserted, as
 * machines differ; the ratio is to a report of 500.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { it } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import { htmlReport } from '../../src/report/html.ts';
import { reporters } from '../../src/report/reporters.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { emptyPlan, inSync, runOf } from '../report/samples.ts';

const text = 'Some knowledge of save and restore, and of how memory is virtualized. ';

function reportOf(count: number): RunReport {
  const toPage = Array.from(
    { length: count },
    (_, at): Change => ({
      kind: (['update', 'create', 'delete'] as const)[at % 3] ?? 'update',
      key: `Record ${at} of a list`,
      fields: ['skills', 'contacts', 'outcomes'].map((field) => ({
        field,
        before: text.repeat(3),
        after: `${text}${at} more. ${text.repeat(2)}`,
      })),
    }),
  );
  const lines = toPage.map(({ key }) => `|Name=${key}\n|Skills=${text}`);
  const before = lines.join('\n');
  const pageTexts = { before, after: before.replaceAll('Some', 'A bit of') };
  const plan = { ...emptyPlan, toPage };
  const digests = Object.fromEntries(
    ['skills', 'contacts'].map((field) => [field, '0'.repeat(16)]),
  );
  const records = toPage.map(({ key }) => ({ key, fields: digests }));
  const reviewed = {
    ...plan,
    ...{ config: 'c', data: 'd', pageText: 'p', digest: '0'.repeat(64) },
    ...{ records: { data: records, wiki: records }, allowed: [], choices: [] },
  };
  return runOf({ ...inSync, plan, reviewed, pageTexts });
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Of the processor: other work on the machine does not count. */
function millisecondsOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

it('renders', async () => {
  const options = { colour: true, quiet: false, verbose: false, width: 100 };
  const [small, large] = [reportOf(500), reportOf(2000)];
  for (const [name, load] of Object.entries(reporters)) {
    const render = await load();
    const short = millisecondsOf(() => render(small, options));
    const long = millisecondsOf(() => render(large, options));
    say(`${name}: ${Math.round(long)} ms for 2000 changes, ${(long / short).toFixed(1)} times 500`);
  }
  say(
    `memory of the process, tests' runner and all: ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
}, 120_000);

it('opens and filters in Chromium', async () => {
  const path = join(tmpdir(), 'wikisync-bench-report.html');
  const options = { colour: false, quiet: false, verbose: false };
  writeFileSync(path, htmlReport(reportOf(2000), options));
  const executablePath = '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const opened = performance.now();
    await page.goto(`file://${path}`);
    say(`opened in ${Math.round(performance.now() - opened)} ms`);
    await page.evaluate(`globalThis.tasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.tasks.push(Math.round(entry.duration));
      }).observe({ type: 'longtask' });`);
    for (const words of ['R', 'Record 1', 'Record 19', '', 'none']) {
      await page.locator('input[name=record]').fill(words);
      await page.waitForTimeout(200);
    }
    for (const kind of ['create', 'delete', '']) {
      await page.locator('select[name=kind]').selectOption(kind);
      await page.waitForTimeout(200);
    }
    const tasks = (await page.evaluate('globalThis.tasks')) as number[];
    say(`long tasks while filtering, in ms: ${tasks.length === 0 ? 'none' : tasks.join(', ')}`);
  } finally {
    await browser.close();
  }
}, 120_000);
