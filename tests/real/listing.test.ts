/** The command line on the example's page, on a real MediaWiki. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import {
  exampleWorkplace,
  type Workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { askAnonymously, asUser, seedPages, seedTemplate } from '../support/mediawiki/people.ts';
import { preprocessOverHttp } from '../support/mediawiki/preprocess.ts';
import { callsOf } from '../support/parsetree.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
/** As a wiki stores it. */
const stored = xenPage.trimEnd();

/** The example with the real wiki in the place of its folder. */
function onTheWiki(): Workplace {
  const { api, accounts } = ownWiki();
  const place = exampleWorkplace({
    WIKISYNC_XEN_USERNAME: accounts.bot.username,
    WIKISYNC_XEN_PASSWORD: accounts.bot.password,
  });
  place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', `api: ${api}`);
  return place;
}

async function pageText(): Promise<string> {
  return (await asUser('human').read(title)) ?? '';
}

async function revisionIds(): Promise<readonly number[]> {
  return (await asUser('human').revisions(title)).map(({ id }) => id);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The record's call with the blank line behind it. */
function callOf(project: string): string {
  const start = stored.indexOf(`{{project\n|Project=${project}`);
  return stored.slice(start, stored.indexOf('\n}}\n', start) + '\n}}\n\n'.length);
}

describeOnOwnWiki('wikisync on a real MediaWiki', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
  });

  it('pulls eight records, has nothing to do then, and never touches the page', async () => {
    const place = onTheWiki();
    place.edit('config/wikisync.yaml', '../fixtures/xen/projects.yaml', '../new.yaml');
    const before = await revisionIds();

    const pulled = await place.run('pull', '--format', 'json');
    expect({ code: pulled.code, err: pulled.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(pulled.out).listings[0].summary.data.create).toBe(8);
    expect(place.read('new.yaml')).toBe(place.read(xenDataPath));
    for (const command of ['plan', 'push', 'pull', 'check']) {
      expect({ command, code: (await place.run(command)).code }).toEqual({ command, code: 0 });
    }
    expect((await place.run('plan', '--exit-code')).out).toContain('In sync.');
    expect((await place.run('plan', '--exit-code', '--state', 'elsewhere')).code).toBe(0);

    expect(sha256(await pageText())).toBe(sha256(stored));
    expect(await revisionIds()).toEqual(before);
  });

  it('pushes one changed difficulty as one changed line, in one revision', async () => {
    const place = onTheWiki();
    await place.run('push');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    const { code, out } = await place.run('push', '--format', 'json');

    expect(code).toBe(0);
    const [newest, ...older] = await asUser('human').revisions(title);
    expect(newest?.text).toBe(stored.replace('|Difficulty=Low-Medium', '|Difficulty=High'));
    expect(newest?.user).toBe(ownWiki().accounts.bot.name);
    expect(older).toHaveLength(1);
    expect(JSON.parse(out).listings[0].outcome.page.revision).toBe(newest?.id);
    expect((await place.run('plan', '--exit-code')).out).toContain('In sync.');
  });

  it('adds, deletes and moves projects, and leaves every byte of the others', async () => {
    const place = onTheWiki();
    await place.run('push');
    const data = place.read(xenDataPath);
    const [head = '', ...records] = data.split(/(?=^ {2}- title)/m);
    const [usb = '', lazy = '', interrupts = '', ...others] = records;
    const added = '  - title: A new one\n    programme: gsoc\n    skills: Rust\n    gsoc: true\n';
    const moved = interrupts.replace('programme: gsoc', 'programme: opw');
    place.write(xenDataPath, [head, usb, added, moved, ...others].join(''));
    expect(lazy).toContain('Lazy restore');

    const { code, out } = await place.run('push', '--format', 'json');

    expect(code).toBe(0);
    expect(JSON.parse(out).listings[0].summary.page).toMatchObject({
      create: 1,
      delete: 1,
      move: 1,
      update: 0,
    });
    const text = await pageText();
    const call = callOf('HVM per-event-channel interrupts');
    const create = '{{project\n|Project=A new one\n|Skills=Rust\n|GSoC=Yes\n}}\n\n';
    const expected = stored
      .replace(callOf('Lazy restore using memory paging'), () => create)
      .replace(call, '');
    expect(text.split(call)).toHaveLength(2);
    expect(text.indexOf(call)).toBeGreaterThan(text.indexOf('=== OPW Round 8 ==='));
    expect(text.replace(call, '')).toBe(expected);
    expect((await place.run('plan', '--exit-code')).out).toContain('In sync.');
  });

  it('finds calls by a redirect of the template', async () => {
    await seedTemplate('Project', 'a project');
    await seedTemplate('Undertaking', '#REDIRECT [[Template:Project]]');
    const text = stored.replace('{{project\n|Project=HVM', '{{Undertaking\n|Project=HVM');
    await asUser('human').edit(title, text);
    const place = onTheWiki();

    const { code, out } = await place.run('plan', '--exit-code', '--format', 'json');

    expect(code).toBe(0);
    const summary = JSON.parse(out).listings[0].summary;
    expect(summary.page.create + summary.data.delete).toBe(0);
    await resetWiki();
    await seedPages({ [title]: text });
    const without = await onTheWiki().run('plan', '--exit-code', '--format', 'json');
    expect(JSON.parse(without.out).listings[0].summary.page.create).toBe(1);
  });

  it('merges what a person changed meanwhile, in another field of the same record', async () => {
    const place = onTheWiki();
    await place.run('push');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    await asUser('human').edit(title, stored.replace('|Skills=OCaml', '|Skills=OCaml and C'));

    expect((await place.run('push')).code).toBe(0);
    expect((await place.run('pull')).code).toBe(0);

    expect(await pageText()).toBe(
      stored
        .replace('|Skills=OCaml', '|Skills=OCaml and C')
        .replace('|Difficulty=Low-Medium', '|Difficulty=High'),
    );
    expect(place.read(xenDataPath)).toContain('skills: OCaml and C');
    expect((await place.run('plan', '--exit-code')).out).toContain('In sync.');
  });

  it('never shows a secret', async () => {
    const { password } = ownWiki().accounts.bot;
    const place = onTheWiki();
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    const outputs: string[] = [];
    for (const args of [['plan'], ['push'], ['pull', '--format', 'json'], ['check']]) {
      const { out, err } = await place.run(...args, '--verbose', '--log', 'json');
      outputs.push(out, err);
    }

    expect(password.length).toBeGreaterThan(8);
    for (const text of [...outputs, ...textsIn(place.folder)]) expect(text).not.toContain(password);
  });

  it('says that the login failed, in plain words, and shows no secret', async () => {
    const { api, accounts } = ownWiki();
    const place = exampleWorkplace({
      WIKISYNC_XEN_USERNAME: accounts.bot.username,
      WIKISYNC_XEN_PASSWORD: 'wrong-and-secret-password',
    });
    place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', `api: ${api}`);
    await place.run('push');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    const { code, out, err } = await place.run('push');

    expect(code).toBe(1);
    expect(out + err).toMatch(/password/i);
    expect(out + err).not.toContain('wrong-and-secret-password');
    expect(await pageText()).toBe(stored);
  });
});

/** Each kind of value that would do harm, and what becomes of it. */
const hazards: readonly (readonly [string, string, 'stored' | 'stored as wikitext' | 'refused'])[] =
  [
    ['a signature', 'by ~~~~', 'refused'],
    ['a signature behind an entity', '&#126;~~~', 'refused'],
    ['a long run of tildes', '~~~~~~~~', 'refused'],
    ['a substitution', '{{subst:PAGENAME}}', 'refused'],
    ['a safe substitution', '{{ SafeSubst:PAGENAME}}', 'refused'],
    ['a substitution behind a comment', '{{<!-- a -->subst:PAGENAME}}', 'stored as wikitext'],
    ['a substitution around a comment', '{{sub<!-- a -->st:PAGENAME}}', 'stored as wikitext'],
    ['a pipe trick', '[[A (b)|]]', 'refused'],
    ['a reverse pipe trick', '[[|x]]', 'refused'],
    ['white space at its end', 'a \n\n', 'stored'],
    ['CRLF', 'a\r\nb', 'stored'],
    ['a lone carriage return', 'a\rb', 'refused'],
    ['decomposed letters', 'Tu\u0308lin I\u0307ZER', 'refused'],
    ['a compatibility letter', '5 \u212b', 'refused'],
    ['a control character', 'a\u0007b', 'refused'],
    ['a non-character', 'a\ufffeb', 'refused'],
    ['half a surrogate pair', 'a\ud800b', 'refused'],
    ['a bar', 'a|b', 'stored'],
    ['an equals sign', 'a=b', 'stored'],
    ['a parameter', 'a|Project=b', 'stored'],
    ['an end', 'a}}b', 'refused'],
    ['an end and a beginning', 'a}}\n\n{{project|Project=c', 'refused'],
    ['a beginning', '{{a', 'refused'],
    ['triple braces', 'a}}}b{{{c', 'refused'],
    ['half a link', '[[a', 'refused'],
    ['the other half', 'a]]b', 'stored'],
    ['an open comment', 'a <!-- b', 'refused'],
    ['the end of a comment', 'a --> b', 'stored'],
    ['a comment', 'a <!-- }} --> b', 'stored as wikitext'],
    ['an open nowiki', 'a <nowiki> b', 'refused'],
    ['the end of a nowiki', 'a </nowiki> b', 'refused'],
    ['an open reference', 'a <ref> b', 'refused'],
    ['a reference', 'a <ref name="x" /> b', 'stored as wikitext'],
    ['an inclusion tag', 'a <noinclude> b', 'refused'],
    ['a pair of inclusion tags', '<includeonly>a</includeonly>', 'refused'],
    ['a table', '{|\n| a\n|}', 'stored'],
    ['a row of a table', 'a\n|-\n| b', 'stored'],
    ['list items', '* a\n# b\n; c\n: d\n e', 'stored'],
    ['a heading', 'a\n== b ==\nc', 'refused'],
    ['a behaviour switch', '__NOTOC__', 'refused'],
    ['a redirect', '#REDIRECT [[Main Page]]', 'refused'],
    ['language conversion', '-{a|b}-', 'refused'],
    ['a magic link', 'ISBN 0123456789 and RFC 2119', 'stored'],
    ['a category', '[[Category:Spam]]', 'stored as wikitext'],
    ['a file', '[[File:A.png|thumb|b]]', 'stored as wikitext'],
    ['an interwiki link', '[[de:Liste]]', 'stored as wikitext'],
    ['an external link', '[https://spam.example a]', 'stored as wikitext'],
    ['a script', '<script>alert(1)</script>', 'refused'],
    ['an event handler', '<b onclick="alert(1)">a</b>', 'refused'],
    ['U+2028', 'a\u2028b', 'refused'],
    ['a next line', 'a\u0085b', 'stored'],
    ['emoji', '😀 𝕏 👩‍💻', 'stored'],
    ['an entity', '&#124; &lt; &amp;amp;', 'stored'],
  ];

describeOnOwnWiki('a value that would break out', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
  });

  it.each(
    hazards.flatMap(([what, value, expected]) => [
      { what, value, type: 'wikitext', isStored: expected !== 'refused' },
      { what, value, type: 'text', isStored: expected === 'stored' },
    ]),
  )('stores $what in a field of type $type exactly as planned, or refuses it', async (hazard) => {
    const { type, value, isStored } = hazard;
    const here = await withSkills(onTheWiki(), type, value);
    const there = await withSkills(exampleWorkplace(), type, value);

    const outcome = await here.run('push', '--format', 'json');
    await there.run('push');

    const text = await pageText();
    expect(text).toBe(there.read(xenPagePath).trimEnd());
    expect(outcome.code).toBe(isStored ? 0 : 1);
    if (!isStored) {
      expect(text).toBe(stored);
      expect(JSON.parse(outcome.out).listings[0].diagnostics).toContainEqual(
        expect.objectContaining({ severity: 'error' }),
      );
      return;
    }
    expect((await here.run('plan', '--exit-code')).out).toContain('In sync.');
    expect((await here.run('plan', '--exit-code', '--state', 'elsewhere')).code).toBe(0);
    expect(withoutSkills(await preprocessOverHttp(text))).toEqual(
      withoutSkills(await preprocessOverHttp(stored)),
    );
    if (type === 'text') expect(await showing(text)).toEqual(await showing(stored));
  });
});

/** Other skills for one project, in a data file that can hold any value. */
async function withSkills(place: Workplace, type: string, value: string): Promise<Workplace> {
  place.edit('config/wikisync.yaml', '../fixtures/xen/projects.yaml', '../new.json');
  place.edit(
    'config/wikisync.yaml',
    'parameter: Skills, type: wikitext',
    `parameter: Skills, type: ${type}`,
  );
  await place.run('pull');
  const data = JSON.parse(place.read('new.json'));
  data.records.find((record: { title: string }) => record.title.startsWith('Mirage OS')).skills =
    value;
  place.write('new.json', JSON.stringify(data));
  return place;
}

/** What MediaWiki sees of all records, but for the changed value. */
function withoutSkills(tree: string): readonly unknown[] {
  return callsOf(tree)
    .filter(({ name }) => name.trim() === 'project')
    .map((call) =>
      call.arguments.map(({ name, value }) => ({ name, value: name === 'Skills' ? '' : value })),
    );
}

/** What a page is in and leads to. */
async function showing(text: string): Promise<unknown> {
  const { parse } = await askAnonymously({
    action: 'parse',
    title,
    text,
    prop: 'categories|templates|links|externallinks|images|langlinks|iwlinks|properties|sections',
  });
  const sections = parse.sections.map(({ level, line }: { level: string; line: string }) => [
    level,
    line,
  ]);
  return { ...parse, sections };
}

function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}
