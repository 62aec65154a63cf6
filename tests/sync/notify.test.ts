/** Who is told of which run. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';

let server: Server;
let place: Workplace;
let received: { readonly [name: string]: unknown }[];
let url: string;

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      received.push(JSON.parse(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s3cret-path`;
  place = exampleWorkplace({ WIKISYNC_WEBHOOK_URL: url });
  place.edit('config/wikisync.yaml', 'listings:\n', 'notify: { webhook: true }\nlistings:\n');
  expect((await place.run('sync')).code).toBe(0);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function conflict(): void {
  place.edit(xenDataPath, 'George Dunlap', 'Georgina Dunlap');
  place.edit(xenPagePath, 'George Dunlap', 'Georgia Dunlap');
}

describe('people are told', () => {
  it('of a conflict, with all of the report', async () => {
    conflict();

    expect((await place.run('sync')).code).toBe(3);

    expect(received).toEqual([
      {
        version: 1,
        event: 'attention',
        occasions: ['conflicts'],
        subject: 'wikisync sync: xen-2014 has 1 conflict',
        exitCode: 3,
        report: expect.objectContaining({ command: 'sync', version: 1 }),
      },
    ]);
  });

  it('of a guard', async () => {
    place.edit('config/wikisync.yaml', 'update: 30%', 'update: 0');
    place.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');

    expect((await place.run('push')).code).toBe(4);

    expect(received[0]).toMatchObject({
      occasions: ['guards'],
      subject: 'wikisync push: xen-2014 was stopped by a guard (update)',
    });
  });

  it('of a failure', async () => {
    place.write(xenDataPath, 'records: []\n');

    expect((await place.run('sync')).code).toBe(1);

    expect(received[0]).toMatchObject({ occasions: ['failures'] });
  });

  it('of a run that met another', async () => {
    place.write(
      '.wikisync/lock',
      `${JSON.stringify({ pid: 1, machine: 'elsewhere', id: 'x', time: Date.now() })}\n`,
    );

    const { code } = await place.run('sync');

    expect(code).not.toBe(0);
    expect(received[0]).toMatchObject({
      occasions: ['failures'],
      subject: 'wikisync sync: xen-2014 failed',
    });
  });

  it('of a plan only if that is asked for', async () => {
    conflict();

    await place.run('plan');
    await place.run('sync', '--dry-run');
    expect(received).toEqual([]);
    await place.run('plan', '--notify');
    expect(received).toHaveLength(1);
  });
});

it('tells nobody of a quiet run, or of what was not asked for', async () => {
  await place.run('sync');
  place.edit('config/wikisync.yaml', '{ webhook: true }', '{ webhook: true, on: [failures] }');
  conflict();
  await place.run('sync');

  expect(received).toEqual([]);
});

it('changes no exit code, and shows no address, where a message does not go through', async () => {
  conflict();
  place.edit(
    'config/wikisync.yaml',
    'webhook: true',
    'webhook: true, mail: { from: a@b, to: [c@d] }',
  );
  const environment = { WIKISYNC_WEBHOOK_URL: 'https://127.0.0.1:1/s3cret-path' };

  const { code, out, err } = await place.runWith(environment, 'sync');

  expect(code).toBe(3);
  expect(err).toContain('the webhook was not sent: its receiver cannot be reached');
  expect(err).toContain('the e-mail was not sent: WIKISYNC_SMTP_URL is not set');
  expect(out + err).not.toContain('s3cret-path');
});
