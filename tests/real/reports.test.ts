/** Plans, previews and reports on a real MediaWiki. */
import { beforeEach, expect, it } from 'vitest';
import { printable } from '../../src/report/printable.ts';
import { plainWikitext } from '../../src/report/wikitext/escape.ts';
import { exampleWorkplace, type Workplace, xenDataPath } from '../support/command-line.ts';
import { hostileValues } from '../support/hostile-values.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';

function maintainer(): Workplace {
  const { accounts, api } = ownWiki();
  const place = exampleWorkplace({
    WIKISYNC_XEN_USERNAME: accounts.bot.username,
    WIKISYNC_XEN_PASSWORD: accounts.bot.password,
  });
  place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', `api: ${api}\n    gap: 0`);
  return place;
}

const human = () => asUser('human');
const pageText = async () => (await human().read(title)) ?? '';

async function onWiki(from: string, to: string): Promise<void> {
  const text = await pageText();
  expect(text).toContain(from);
  await human().edit(title, text.replace(from, to));
}

describeOnOwnWiki('reports on a real MediaWiki', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
  });

  it('shows changed sections as the wiki does', async () => {
    await seedPages({ 'Template:Project': '{{{Desc}}}' });
    const place = maintainer();
    expect((await place.run('sync')).code).toBe(0);
    place.edit(xenDataPath, 'One lock guards', "One '''big''' lock guards");

    const { code } = await place.run('plan', '--preview', '--report', 'report.html');

    expect(code).toBe(0);
    const report = place.read('report.html');
    expect(report).toContain('How the wiki shows it (1)');
    expect(report).toMatch(/<iframe sandbox="" [^>]*title="GSoC Projects, after"/);
    expect(report).toContain('One &#60;b&#62;big&#60;/b&#62; lock guards');
  });

  it('applies a plan beside what people write between the records, and nothing else', async () => {
    const place = maintainer();
    expect((await place.run('sync')).code).toBe(0);
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    expect((await place.run('plan', '--out', 'plan.json')).code).toBe(0);
    await onWiki('== Students and Interns ==', '== Students ==');

    expect((await place.run('apply', 'plan.json')).code).toBe(0);
    expect(await pageText()).toContain('== Students ==');
    expect(await pageText()).toContain('|Difficulty=High');

    place.edit(xenDataPath, 'difficulty: medium', 'difficulty: low');
    expect((await place.run('plan', '--out', 'plan.json')).code).toBe(0);
    await onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    const before = await pageText();
    const { code, out } = await place.run('apply', 'plan.json');
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      `changed on the page, by ${human().name} in revision`,
    );
    expect(await pageText()).toBe(before);
  });

  it('writes nothing at all if the page was protected since the plan was made', async () => {
    const place = maintainer();
    expect((await place.run('sync')).code).toBe(0);
    await onWiki('Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    expect((await place.run('plan', '--out', 'plan.json')).code).toBe(0);
    const before = place.read(xenDataPath);
    await asUser('admin').protect(title);

    expect((await place.run('apply', 'plan.json')).code).toBe(1);

    expect(place.read(xenDataPath)).toBe(before);
  });

  it('saves a report on a page, once', async () => {
    const place = maintainer();
    const page = 'User:Human/report';
    await seedPages({
      [page]: '<!-- wikisync report begins -->\n<!-- wikisync report ends -->',
    });
    expect((await place.run('sync')).code).toBe(0);
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    expect((await place.run('plan', '--report-page', page)).code).toBe(0);
    expect((await place.run('plan', '--report-page', page)).code).toBe(0);

    expect(await human().read(page)).toContain('| low&#45;medium\n| high');
    expect(await human().revisions(page)).toHaveLength(2);
  });

  it('has no value in a wikitext report that MediaWiki makes anything of', async () => {
    const shown = hostileValues.map((value) => `| ${plainWikitext(value)}`).join('\n|-\n');
    const prop = 'text|links|templates|images|externallinks|categories|sections|properties';
    const text = `{| class="wikitable"\n${shown}\n|}`;
    const { parse } = await human().call({ action: 'parse', title: 'X', text, prop, pst: true });

    for (const kind of [
      'links',
      'templates',
      'images',
      'externallinks',
      'categories',
      'sections',
    ]) {
      expect({ kind, found: parse[kind] }).toEqual({ kind, found: [] });
    }
    expect(parse.properties).toEqual({});
    const plain = textOf(parse.text);
    const missing = hostileValues.filter((value) => !plain.includes(flat(printable(value))));
    expect(missing).toEqual([]);
  });
});

/** As a browser's text has it, with one space for white space. */
function textOf(markup: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  const text = markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name = '') =>
      code === undefined ? (names[name] ?? whole) : String.fromCodePoint(Number(code)),
    );
  return flat(text);
}

function flat(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
