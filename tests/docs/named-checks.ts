/** What is looked at by `check=<name>`: blocks that are neither commands, nor configs, nor files. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { callWriter } from '../../src/core/layout/call-writer.ts';
import { readLayout, renderLayout } from '../../src/core/layout/render-layout.ts';
import { readPageRecords } from '../../src/core/wikitext/page-records.ts';
import { standardSite } from '../../src/core/wikitext/site.ts';
import { postMessage } from '../../src/notify/webhook.ts';
import { exampleWorkplace, xenDataPath, xenPagePath } from '../support/command-line.ts';
import { parsed } from '../support/pages.ts';
import { xenPage, xenSchema } from '../support/xen.ts';
import type { Scene } from './scenes.ts';
import { checkCron, checkUnit, checkWorkflow } from './schedulers.ts';

/** Each by its name in info strings. */
export const namedChecks: Readonly<
  Record<string, (text: string, scene: Scene) => Promise<void> | void>
> = {
  cron: checkCron,
  systemd: checkUnit,
  workflow: checkWorkflow,
  /** One of the files in `deploy`, which are looked at by their own tests. */
  'ready-made': (text) => {
    expect(readyMade().map((path) => readFileSync(path, 'utf8'))).toContain(text);
  },
  /** The message that a conflict of the example makes, but for the report in it. */
  'webhook-message': async (text) => {
    const { url, received } = await receiver();
    const place = exampleWorkplace({ WIKISYNC_WEBHOOK_URL: url });
    place.edit('config/wikisync.yaml', 'listings:\n', 'notify: { webhook: true }\nlistings:\n');
    expect((await place.run('sync')).code).toBe(0);
    place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
    place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');
    expect((await place.run('sync')).code).toBe(3);
    expect(JSON.parse(text)).toEqual({ ...JSON.parse(received[0]?.body ?? ''), report: {} });
  },
  /** Finds the signature of a real message right, and of a changed one wrong. */
  'webhook-signature': async (text) => {
    const { url, received } = await receiver();
    const secret = 'a secret';
    await postMessage({ url, secret }, { subject: '', text: '', json: '{"a":1}' });
    const [message] = received;
    const names = ['createHmac', 'timingSafeEqual', 'secret', 'body', 'signature'];
    const judge = new Function(...names, `${text}; return isOurs;`);
    const signature = message?.headers['x-wikisync-signature'];
    expect(judge(createHmac, timingSafeEqual, secret, message?.body, signature)).toBe(true);
    expect(judge(createHmac, timingSafeEqual, secret, `${message?.body} `, signature)).toBe(false);
  },
  /** A layout for the example. */
  layout: (text) => {
    const page = parsed(xenPage, xenSchema);
    const { set, pairs } = readPageRecords(page, xenSchema, 'a wiki:A page');
    const { records } = set;
    const entries = new Map(pairs.map(({ record, entry }) => [record.key, entry]));
    const dataOrder = records.map(({ key }) => key);
    const callOf = callWriter({ page, entries, schema: xenSchema, site: standardSite, dataOrder });
    const layout = readLayout(text, 'layout.wiki');
    expect(layout.diagnostics).toEqual([]);
    const result =
      layout.value &&
      renderLayout(layout.value, {
        page: { title: 'A page' },
        listing: { name: 'a-list', schema: xenSchema, records, callOf },
        others: [],
        site: standardSite,
      });
    expect(result?.diagnostics).toEqual([]);
  },
  /** A page with these marks gets the report between them. */
  'report-marks': async (text, { place }) => {
    place.write('pages/Report.wiki', `Before.\n${text}After.\n`);
    expect((await place.run('plan', 'my-list', '--report-page', 'Report')).code).toBe(0);
    const [begin = '', end = ''] = text.trim().split('\n');
    const page = place.read('pages/Report.wiki');
    expect(page.startsWith(`Before.\n${begin}\n`)).toBe(true);
    expect(page.endsWith(`\n${end}\nAfter.\n`)).toBe(true);
    expect(page).toContain('My list');
  },
};

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function readyMade(): readonly string[] {
  return readdirSync('deploy', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Somebody who is told by webhook. */
async function receiver(): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}
