/** From an address to a wiki's API, on servers of this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findApi, pageInAddress } from '../../src/wiki/find-api.ts';
import { failureFrom } from '../support/failure.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** Serves a page whose `{origin}` is its own. */
async function pageOf(html: string): Promise<string> {
  const origin = await serve((_, response) =>
    response.end(html.replaceAll('{origin}', origin).replaceAll('{host}', origin.slice(5))),
  );
  return origin;
}

const agent = 'wikisync (test)';
const editUri =
  '<link rel="EditURI" type="application/rsd+xml" href="{host}/w/api.php?action=rsd"/>';
const named = (name: string) =>
  `<script>RLCONF={"wgNamespaceNumber":0,"wgPageName":${name}};</script>`;

describe('findApi', () => {
  it.each([
    ['as MediaWiki writes it', editUri],
    [
      'with its attributes in another order',
      '<link href="{origin}/w/api.php?action=rsd" rel="EditURI">',
    ],
    ['without quotes', '<link rel=EditURI href={origin}/w/api.php?action=rsd>'],
    ['in small letters and single quotes', "<LINK REL='edituri' HREF='/w/api.php?action=rsd'>"],
    ['with entities', '<link rel="EditURI" href="/w/api.php?a=b&amp;action=rsd#x">'],
    ['behind one in a comment', `<!-- <link rel="EditURI" href="/no/api.php"> -->${editUri}`],
    [
      'behind one in a script',
      `<script>"<link rel='EditURI' href='/no/api.php'>"</script>${editUri}`,
    ],
    [
      'left out, beside the link to edit',
      '<link rel="edit" href="/w/index.php?title=A&amp;action=edit">',
    ],
    [
      'left out, beside the other link to edit',
      '<link rel="alternate" type="application/x-wiki" href="/w/index.php?title=A&amp;action=edit"/>',
    ],
  ])('finds the link %s', async (_, link) => {
    const origin = await pageOf(`<html><head>${link}</head>`);

    const { api } = await findApi(`${origin}/wiki/A`, { agent });

    expect(api).toBe(`${origin}/w/api.php`);
  });

  it.each([
    ['what the page says', '/wiki/a', named('"A_list/2014:_\\"x\\"\\u0026"'), 'A list/2014: "x"&'],
    [
      'what the page says, whatever is asked',
      '/w/index.php?oldid=7&diff=prev',
      named('"A_list"'),
      'A list',
    ],
    [
      'the address, for want of more',
      '/w/index.php?title=A_%26_b%2Fc&action=history#x',
      '',
      'A & b/c',
    ],
    ['the address, with its path', '/wiki/%C3%89t%C3%A9_2014#part', '', 'Été 2014'],
    ['the address, behind the script', '/w/index.php/A_list?uselang=de', '', 'A list'],
    ['a short address', '/A_list', '', 'A list'],
    [
      'the address, where the page is about logging in',
      '/wiki/A_list',
      '<script>RLCONF={"wgNamespaceNumber":-1,"wgPageName":"Special:Badtitle"};</script>',
      'A list',
    ],
    [
      'the link to edit, where the address has a path of its own',
      '/encyclopedia/A_list',
      '<link rel="edit" href="/w/index.php?title=A_list&amp;action=edit">',
      'A list',
    ],
  ])('takes the title from %s', async (_, path, html, title) => {
    const origin = await pageOf(`<html><head>${editUri}${html}</head>`);

    expect(await findApi(`${origin}${path}`, { agent })).toEqual({
      api: `${origin}/w/api.php`,
      title,
    });
  });

  it('follows redirects on the same host, and sends who asks and nothing that is secret', async () => {
    const requests: IncomingMessage[] = [];
    const origin = await serve((request, response) => {
      requests.push(request);
      response.setHeader('set-cookie', 'session=1');
      if (request.url === '/a') response.writeHead(301, { location: '/b' }).end();
      else response.end(`<link rel="EditURI" href="/api.php?action=rsd">${named('"B"')}`);
    });

    expect(await findApi(`${origin}/a`, { agent })).toEqual({
      api: `${origin}/api.php`,
      title: 'B',
    });
    expect(requests.map(({ url }) => url)).toEqual(['/a', '/b']);
    for (const { headers } of requests) {
      expect(headers['user-agent']).toBe(agent);
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('authorization');
    }
  });

  it('finds the API of a page that is not there', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(404).end(`<link rel="EditURI" href="/api.php?action=rsd">${named('"X"')}`);
    });

    expect((await findApi(`${origin}/wiki/X`, { agent })).title).toBe('X');
  });

  it.each([
    ['to another host', 'http://localhost:1/x', "leads to 'http://localhost:1/x'"],
    ['to a page that is no page', 'javascript:alert(1)', 'leads to'],
    ['to itself for ever', '/a', 'again and again'],
  ])('refuses to be led %s', async (_, location, message) => {
    const origin = await serve((__, response) => response.writeHead(302, { location }).end());

    const error = await failureFrom(findApi(`${origin}/a`, { agent }));

    expect(error.code).toBe('page-unusable');
    expect(error.message).toContain(message);
  });

  it('never takes an API on another host, to which a password would go', async () => {
    const origin = await pageOf('<link rel="EditURI" href="https://other.example.org/api.php">');

    const error = await failureFrom(findApi(`${origin}/a`, { agent }));

    expect(error.code).toBe('page-unusable');
    expect(error.hint).toContain('--api https://other.example.org/api.php');
  });

  it.each(['<html>no wiki</html>', '<link rel="EditURI">', '<link rel="EditURI" href="http://">'])(
    'says so of a page that names none: %s',
    async (html) => {
      const origin = await pageOf(html);

      const error = await failureFrom(findApi(`${origin}/a`, { agent }));

      expect(error.code).toBe('page-unusable');
      expect(error.message).toContain("does not say where its wiki's API is");
    },
  );

  it('says so of a host that does not answer', async () => {
    const error = await failureFrom(findApi('http://127.0.0.1:9/wiki/X', { agent }));

    expect(error.code).toBe('wiki-unavailable');
  });

  it.each(['http://example.org/wiki/X', 'https://me:secret@example.org/X', 'ftp://127.0.0.1/X'])(
    'asks nothing of %s',
    async (address) => {
      const error = await failureFrom(findApi(address, { agent }));

      expect(error.code).toBe('usage');
      expect(error.message).not.toContain('secret');
    },
  );
});

describe('pageInAddress', () => {
  it.each([
    ['https://en.example.org/wiki/List_of_A%2FB?action=edit#top', 'List of A/B'],
    ['https://example.org/w/index.php?title=Talk:A_b&oldid=3', 'Talk:A b'],
    ['https://example.org/index.php/A', 'A'],
    ['https://example.org/A_b', 'A b'],
    ['https://example.org/%E0%A4%A', '%E0%A4%A'],
  ])('reads %s as %s', (address, title) => {
    expect(pageInAddress(address)).toBe(title);
  });
});
