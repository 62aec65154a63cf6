/** Pages of differing habits are adopted without being touched. */

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workplace } from '../support/command-line.ts';
import { xenPage } from '../support/xen.ts';

const folder = 'fixtures/adopt';
const names = readdirSync(folder).map((file) => file.replace(/\.wiki$/, ''));

/** Where a page calls several templates, or has records that are left alone. */
const special: Readonly<Record<string, { readonly options?: string[]; readonly code?: number }>> = {
  'keys-that-are-not-all-told-apart': { code: 1 },
  'three-templates-mixed': { options: ['--template', 'Talk'] },
};

function adoptable(name: string, text = readFileSync(`${folder}/${name}.wiki`, 'utf8')) {
  const place = workplace();
  place.write(`pages/${name}.wiki`, text);
  return { place, text };
}

describe.each(names)('%s', (name) => {
  it('is adopted as it is, and the next plan is empty', async () => {
    const { options = [], code = 0 } = special[name] ?? {};
    const { place, text } = adoptable(name);

    const made = await place.run('init', `pages/${name}.wiki`, ...options);
    expect({ ...made }).toMatchObject({ code });

    const { out } = await place.run('plan', '--format', 'json');
    const [listing] = JSON.parse(out).listings;
    expect(listing.changes).toEqual({ page: [], data: [] });
    expect(listing.conflicts).toEqual([]);
    const unread = ['value-unreadable', 'argument-unknown', 'section-unknown'];
    const codes = listing.diagnostics.map((each: { readonly code: string }) => each.code);
    expect(codes.filter((each: string) => unread.includes(each))).toEqual([]);
    expect(place.read(`pages/${name}.wiki`)).toBe(text);
  });
});

describe('init', () => {
  async function configOf(name: string, ...options: string[]): Promise<string> {
    const { place } = adoptable(name);
    const { out } = await place.run('init', `pages/${name}.wiki`, '--dry-run', ...options);
    expect(() => place.read('config/wikisync.yaml')).toThrow();
    return out;
  }

  it.each([
    [
      'one-line-calls',
      'night: { parameter: Night, type: flag, values: { "true": ["yes"], "false": ["no"] } }',
    ],
    ['one-line-calls', 'every: { parameter: Every, type: number }'],
    ['two-space-indents', 'since: { parameter: since, type: date, formats: [yyyy-MM-dd] }'],
    [
      'two-space-indents',
      'role: { parameter: role, type: choice, values: { web: [web], mail: [mail] } }',
    ],
    ['aligned-equals', 'type: date, formats: [d MMMM yyyy] }'],
    ['positional', 'value-1: { parameter: 1, type: text, required: true }'],
    ['nested-calls', 'time: { parameter: Time, type: wikitext }'],
    ['right-to-left', '"שנה": { parameter: "שנה", type: number }'],
    ['chinese', 'key: "名称"'],
    ['near-misses', 'closed: [Closed, Closd]'],
    ['near-misses', "'Closd' is taken for 'Closed'"],
    ['keys-that-are-not-all-told-apart', 'No parameter tells all records apart: 3 of 5 have no'],
  ])('finds in %s: %s', async (name, line) => {
    expect(await configOf(name)).toContain(line);
  });

  it('finds the sections of the example, its dates in both orders, and its people', async () => {
    const place = workplace();
    place.write('pages/Projects.wiki', xenPage);

    expect((await place.run('init', 'pages/Projects.wiki')).code).toBe(0);

    const config = place.read('config/wikisync.yaml');
    expect(config).toContain('gsoc-projects: GSoC Projects');
    expect(config).toContain('type: date, formats: [dd/MM/yyyy, MM/dd/yyyy]');
    expect(config).toContain('contact: { parameter: Contact, type: people }');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('asks which template is meant where several are called repeatedly', async () => {
    const { place } = adoptable('three-templates-mixed');

    const { code, err } = await place.run('init', 'pages/three-templates-mixed.wiki');

    expect(code).toBe(64);
    expect(err).toContain('Talk (4 times), Notice (2 times), Break (2 times)');
    expect(() => place.read('config/wikisync.yaml')).toThrow();
  });

  it('overwrites no config, and says what it needs', async () => {
    const { place } = adoptable('positional');
    place.write('config/wikisync.yaml', 'mine');

    expect((await place.run('init', 'pages/positional.wiki')).code).toBe(64);
    expect(place.read('config/wikisync.yaml')).toBe('mine');
    const other = ['--config', 'other/w.yaml'];
    expect((await place.run('init', 'pages/none.wiki', ...other)).err).toContain('file-missing');
    expect((await place.run('init', 'http://example.org/wiki/X', ...other)).err).toContain(
      'no address of a page that can be asked safely',
    );
  });

  it('says so where a page does not tell where its API is', async () => {
    const server = createServer((_, response) => response.end('<html>no wiki</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;

    const { code, err } = await workplace().run('init', `http://127.0.0.1:${port}/wiki/X`);

    expect(code).toBe(1);
    expect(err).toContain("does not say where its wiki's API is");
  });
});
