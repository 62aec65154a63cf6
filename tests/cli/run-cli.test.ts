import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exampleWorkplace, workplace, xenDataPath, xenPagePath } from '../support/command-line.ts';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The lines that two texts do not share, in order. */
function changedLines(before: string, after: string): { gone: string[]; come: string[] } {
  const old = before.split('\n');
  const now = after.split('\n');
  return {
    gone: old.filter((line) => !now.includes(line)),
    come: now.filter((line) => !old.includes(line)),
  };
}

describe('wikisync on the example', () => {
  it('has nothing to do, and touches neither side with any command', async () => {
    const place = exampleWorkplace();
    const page = sha256(place.read(xenPagePath));
    const data = sha256(place.read(xenDataPath));

    for (const command of ['plan', 'push', 'pull', 'check', 'plan']) {
      const { code, out } = await place.run(command);
      expect({ command, code }).toEqual({ command, code: 0 });
      if (command === 'plan') expect(out).toContain('In sync.');
    }

    expect(sha256(place.read(xenPagePath))).toBe(page);
    expect(sha256(place.read(xenDataPath))).toBe(data);
  });

  it.each([
    ['no file', undefined],
    ['a file without records', 'records: []\n'],
  ])('pulls eight records into %s, and then has nothing to do', async (_what, text) => {
    const place = exampleWorkplace();
    place.edit('config/wikisync.yaml', '../fixtures/xen/projects.yaml', '../new.yaml');
    if (text !== undefined) place.write('new.yaml', text);

    const pulled = await place.run('pull', '--format', 'json');

    expect(pulled.code).toBe(0);
    expect(JSON.parse(pulled.out).listings[0].summary.data.create).toBe(8);
    expect(place.read('new.yaml')).toBe(place.read(xenDataPath));
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it.each(['json', 'csv'])('pulls into %s and has nothing to do then', async (kind) => {
    const place = exampleWorkplace();
    place.edit('config/wikisync.yaml', '../fixtures/xen/projects.yaml', `../new.${kind}`);

    expect((await place.run('pull')).code).toBe(0);
    expect((await place.run('plan', '--exit-code')).out).toContain('In sync.');
    expect((await place.run('plan', '--exit-code', '--state', 'elsewhere')).code).toBe(0);
  });

  it('pushes one changed difficulty as one changed line', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    const before = place.read(xenPagePath);
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    expect((await place.run('plan', '--exit-code')).code).toBe(2);
    expect((await place.run('push', '--dry-run')).code).toBe(0);
    expect(place.read(xenPagePath)).toBe(before);
    expect((await place.run('push')).code).toBe(0);

    expect(changedLines(before, place.read(xenPagePath))).toEqual({
      gone: ['|Difficulty=Low-Medium'],
      come: ['|Difficulty=High'],
    });
    expect((await place.run('plan', '--exit-code')).out).toContain('In sync.');
  });

  it('pulls a person’s edit as the lines of that value', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    const before = place.read(xenDataPath);
    place.edit(xenPagePath, '|Skills=OCaml', '|Skills=OCaml, and some C');

    expect((await place.run('pull')).code).toBe(0);

    expect(changedLines(before, place.read(xenDataPath))).toEqual({
      gone: ['    skills: OCaml'],
      come: ['    skills: OCaml, and some C'],
    });
  });

  it('leaves a conflict on both sides, and ends with 3', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    place.edit(xenPagePath, '|Skills=OCaml', '|Skills=OCaml and C');
    place.edit(xenDataPath, 'skills: OCaml', 'skills: Rust');
    const page = place.read(xenPagePath);
    const data = place.read(xenDataPath);

    for (const command of ['plan', 'push', 'pull', 'plan']) {
      const { code, out } = await place.run(command, '--format', 'json');
      expect({ command, code }).toEqual({ command, code: 3 });
      expect(JSON.parse(out).listings[0].conflicts).toMatchObject([
        { field: 'skills', base: 'OCaml', data: 'Rust', wiki: 'OCaml and C' },
      ]);
    }

    expect(place.read(xenPagePath)).toBe(page);
    expect(place.read(xenDataPath)).toBe(data);
  });

  it('never rewrites a value that it cannot read, and says where it stands', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    place.edit(xenPagePath, '|Difficulty=Low-Medium', '|Difficulty=Rather easy');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    const page = place.read(xenPagePath);

    const { code, out } = await place.run('push');

    expect(code).toBe(0);
    expect(out).toMatch(/warning: .*:76:13: /s);
    expect(place.read(xenPagePath)).toBe(page);
  });

  it('refuses a plan of a surprising size with 4, unless it is allowed', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    place.edit('config/wikisync.yaml', 'update: 30%, delete: 30%', 'update: 30%, delete: 1');
    const data = place.read(xenDataPath);
    const [first = '', second = '', third = '', ...others] = data.split(/(?=^ {2}- title)/m);
    place.write(xenDataPath, `${first}${others.join('')}`);
    const page = place.read(xenPagePath);

    const refused = await place.run('push');

    expect(refused.code).toBe(4);
    expect(refused.out).toContain('--allow delete');
    expect(place.read(xenPagePath)).toBe(page);
    expect((await place.run('push', '--allow', 'delete')).code).toBe(0);
    expect(page.length - place.read(xenPagePath).length).toBeGreaterThan(1000);
    expect(second.length + third.length).toBeGreaterThan(0);
  });

  it('prints JSON that its published schema describes', async () => {
    const place = exampleWorkplace();
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');
    const schema: object = JSON.parse(readFileSync('config/report.schema.json', 'utf8'));

    const { out } = await place.run('plan', '--format', 'json');

    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(JSON.parse(out)) ? [] : validate.errors).toEqual([]);
  });

  it('says nothing where there is nothing to say', async () => {
    const place = exampleWorkplace();

    expect(await place.run('plan', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('logs to standard error alone', async () => {
    const place = exampleWorkplace();

    const { out, err } = await place.run('plan', '--format', 'json', '--log', 'json');

    expect(JSON.parse(out).command).toBe('plan');
    expect(JSON.parse(err.split('\n')[0] ?? '')).toMatchObject({ level: 'info' });
  });

  it('keeps its state where it is told to', async () => {
    const place = exampleWorkplace();

    await place.run('push', '--state', 'kept');

    expect(existsSync(join(place.folder, 'kept/snapshots/xen-2014.json'))).toBe(true);
    expect(existsSync(join(place.folder, '.wikisync'))).toBe(false);
  });
});

describe('wikisync, bad input', () => {
  it.each([
    ['an empty file', '', 'data-empty'],
    ['only a comment', '# later\n', 'data-empty'],
    ['half of it', 'records:\n  - title: "A\n', undefined],
    ['a list at the top', '- title: A\n', undefined],
  ])('reports %s with its place, and touches nothing', async (_what, text, code) => {
    const place = exampleWorkplace();
    await place.run('push');
    place.write(xenDataPath, text);
    const page = place.read(xenPagePath);

    for (const command of ['plan', 'push', 'pull', 'check']) {
      const outcome = await place.run(command, '--format', 'json');
      const [listing] = JSON.parse(outcome.out).listings;
      expect({ command, code: outcome.code }).toEqual({ command, code: 1 });
      expect(listing.diagnostics[0].place.source).toBe(xenDataPath);
      if (code !== undefined) expect(listing.diagnostics[0].code).toBe(code);
    }

    expect(place.read(xenPagePath)).toBe(page);
    expect(place.read(xenDataPath)).toBe(text);
  });

  it('ends with 1 for a quarantined record, and syncs the others', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    place.edit(xenPagePath, '|Project=HVM per-event-channel interrupts\n', '');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    const { code, out } = await place.run('push');

    expect(code).toBe(1);
    expect(out).toContain(':45:1: ');
    expect(place.read(xenPagePath)).toContain('|Difficulty=High');
  });

  it('says where in the data file a value stands that no page can hold', async () => {
    const place = exampleWorkplace();
    await place.run('sync', 'xen-2014');
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml ~~~~');

    const { code, out } = await place.run('plan', '--format', 'json');

    expect(code).toBe(1);
    expect(JSON.parse(out).listings[0].diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'value-refused',
        place: { source: xenDataPath, line: 54, column: 13 },
      }),
    );
  });

  it('refuses an empty page, and a data file without records, where there were some', async () => {
    const place = exampleWorkplace();
    await place.run('push');
    const data = place.read(xenDataPath);
    place.write(xenPagePath, 'Blanked.\n');

    expect((await place.run('pull')).code).toBe(1);
    expect(place.read(xenDataPath)).toBe(data);
  });
});

describe('wikisync, the command line', () => {
  it.each([
    [['plan', '--formt', 'json'], 64, '--format'],
    [['pln'], 64, 'plan'],
    [['plan', '--format', 'xml'], 64, 'text, json'],
    [['plan', 'xen-2041'], 64, "'xen-2014'"],
    [['plan', '--config', 'nowhere.yaml'], 1, 'nowhere.yaml'],
    [['completion', 'tcsh'], 64, 'bash, zsh, fish'],
    [['push', '--allow', 'everything'], 64, 'create'],
  ])('answers %j with %i, and names %s', async (args, code, words) => {
    const outcome = await exampleWorkplace().run(...args);

    expect(outcome.code).toBe(code);
    expect(outcome.err).toContain(words);
    expect(outcome.out).toBe('');
  });

  it.each(['plan', 'push', 'pull', 'check', 'doctor', 'completion'])(
    'has help with an example for %s',
    async (name) => {
      const { code, out } = await workplace().run(name, '--help');

      expect(code).toBe(0);
      expect(out).toContain('Example:');
      expect(out).toContain('wikisync');
    },
  );

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

    expect((await workplace().run('--version')).out.trim()).toBe(version);
  });

  it('chooses listings by glob, and wants a choice before it writes to several', async () => {
    const place = exampleWorkplace();
    const config = place.read('config/wikisync.yaml');
    const [, listing = ''] = config.split(/^listings:\n/m);
    const other = listing
      .replace('xen-2014:', 'xen-2015:')
      .replace('page: 2014', 'page: 2015')
      .replace('projects.yaml', 'other.yaml');
    place.write('config/wikisync.yaml', `${config}${other}`);

    const unnamed = await place.run('push');
    const chosen = await place.run('plan', 'xen-*4');
    const all = await place.run('plan', '--all', '--format', 'json');

    expect(unnamed.code).toBe(64);
    expect(chosen.code).toBe(0);
    expect(all.code).toBe(1);
    const outcomes = JSON.parse(all.out).listings.map(
      (report: { outcome: { kind: string } }) => report.outcome.kind,
    );
    expect(outcomes).toEqual(['planned', 'failed']);
  });
});
