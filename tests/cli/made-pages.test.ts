/** Pages that are made from records: one for each, and overviews. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';

const config = `wikis:
  w: { folder: ../wiki }
listings:
  projects:
    wiki: w
    page: Projects
    data: ../data.yaml
    template: project
    key: title
    fields:
      title: { parameter: Project, type: text, required: true }
      skills: { parameter: Skills, type: wikitext }
      gsoc: { parameter: GSoC, type: flag }
    makes:
      each: { page: Projects/<title>, layout: each.liquid }
      gsoc: { page: GSoC projects, layout: gsoc.liquid, where: { gsoc: true } }
`;

const list = `{{project|Project=A|Skills=C|GSoC=Yes}}

{{project|Project=B|Skills=OCaml|GSoC=No}}
`;

const data = `records:
  - title: A
    skills: C
    gsoc: true
  - title: B
    skills: OCaml
    gsoc: false
`;

const pageA = 'wiki/Projects/A.wiki';
const overview = 'wiki/GSoC_projects.wiki';

function start(): Workplace {
  const place = workplace();
  place.write('config/wikisync.yaml', config);
  place.write(
    'config/each.liquid',
    "About << record.title >>.\n\nNeeds << record | wikitext: 'skills' >>.\n",
  );
  place.write(
    'config/gsoc.liquid',
    'There are << records | size >>: << records | map: "title" | join: ", " >>.\n',
  );
  place.write('wiki/Projects.wiki', list);
  place.write('data.yaml', data);
  return place;
}

async function made(): Promise<Workplace> {
  const place = start();
  expect((await place.run('sync', 'projects')).code).toBe(0);
  return place;
}

describe('pages that are made from records', () => {
  it('are made with the sync of their listing: one for each record, and one of some', async () => {
    const place = await made();
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C.');
    expect(place.read('wiki/Projects/B.wiki')).toBe('About B.\n\nNeeds OCaml.');
    expect(place.read(overview)).toBe('There are 1: A.');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('are in the plan, with their texts and their counts, and a dry run makes none', async () => {
    const place = start();
    const { code, out } = await place.run('plan', '--exit-code', '--format', 'json');
    expect(code).toBe(2);
    const { listings } = JSON.parse(out) as { listings: { listing: string; summary: object }[] };
    expect(listings.map(({ listing }) => listing)).toEqual([
      'projects',
      'projects+each',
      'projects+gsoc',
    ]);
    expect(listings[1]?.summary).toMatchObject({ page: { create: 2, update: 0 } });
    expect((await place.run('sync', 'projects', '--dry-run')).out).toContain('+ Projects/A');
    expect(() => place.read(pageA)).toThrow();
  });

  it('are not made of nothing before the first pull, and are with it', async () => {
    const place = start();
    rmSync(join(place.folder, 'data.yaml'));

    const { code, out } = await place.run('plan', '--format', 'json');

    expect(code).toBe(0);
    const { listings } = JSON.parse(out);
    expect(listings.map(({ outcome }: { outcome: { kind: string } }) => outcome.kind)).toEqual([
      'planned',
      'planned',
      'planned',
    ]);
    expect(listings[2].changes.page).toEqual([]);
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(overview)).toBe('There are 1: A.');
    rmSync(join(place.folder, 'data.yaml'));
    expect((await place.run('plan', 'projects+gsoc')).out).toContain('There is no data file');
  });

  it('follow what changes in the data file, and on the page of the list', async () => {
    const place = await made();
    place.edit('data.yaml', 'gsoc: false', 'gsoc: true');
    place.edit('wiki/Projects.wiki', 'Skills=C', 'Skills=C and Go');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C and Go.');
    expect(place.read(overview)).toBe('There are 2: A, B.');
  });

  it('are left alone once a person edited one, until somebody says so', async () => {
    const place = await made();
    place.write(pageA, 'About A, by a person.');
    place.edit('data.yaml', 'skills: C', 'skills: Go');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(3);
    expect(out).toContain('Somebody edited the page, or made it: it is not overwritten.');
    expect(out).toContain('by a person');
    expect(place.read(pageA)).toBe('About A, by a person.');
    const settled = await place.run(
      'resolve',
      'projects+each',
      'Projects/A',
      'text',
      '--take',
      'data',
    );
    expect(settled.code).toBe(0);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds Go.');
    expect((await place.run('sync', 'projects')).code).toBe(0);
  });

  it('do not overwrite a page that was there before', async () => {
    const place = start();
    place.write(overview, 'Something else.');
    expect((await place.run('sync', 'projects')).code).toBe(3);
    expect(place.read(overview)).toBe('Something else.');
  });

  it('stay when their record is gone, and that is told once', async () => {
    const place = await made();
    place.edit('data.yaml', '  - title: B\n    skills: OCaml\n    gsoc: false\n', '');
    expect((await place.run('sync', 'projects', '--verbose')).out).toContain(
      "Nothing makes the page 'Projects/B' any more; it stays as it is.",
    );
    expect(place.read('wiki/Projects/B.wiki')).toBe('About B.\n\nNeeds OCaml.');
  });

  it('are made of neither of two records that give one title', async () => {
    const place = start();
    place.edit('wiki/Projects.wiki', 'Project=B', 'Project=a');
    place.edit('data.yaml', 'title: B', 'title: a');
    place.edit('config/wikisync.yaml', 'Projects/<title>', '<title>');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(1);
    expect(out).toContain("The page 'A' is not made of 'A': 'a' has that title too.");
    expect(() => place.read('wiki/A.wiki')).toThrow();
  });

  it('never take the title of a listing', async () => {
    const place = start();
    place.edit('config/wikisync.yaml', 'page: GSoC projects', 'page: projects');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(1);
    expect(out).toContain("The page 'projects' is not made: a listing has that title too.");
    expect(place.read('wiki/Projects.wiki')).toBe(list);
  });

  it('obey the guards of the listing', async () => {
    const place = await made();
    place.edit('config/wikisync.yaml', '    makes:', '    guards: { update: 0 }\n    makes:');
    place.edit('config/each.liquid', 'About', 'On');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(4);
    expect(out).toContain('--allow update');
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C.');
    expect((await place.run('sync', 'projects', '--allow', 'update')).code).toBe(0);
    expect(place.read(pageA)).toBe('On A.\n\nNeeds C.');
  });

  it('are not made where the layout has a mistake, which is told with its place', async () => {
    const place = start();
    place.write('config/each.liquid', 'About << record.titel >>.');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(1);
    expect(out).toContain('config/each.liquid:1:');
    expect(() => place.read(pageA)).toThrow();
  });

  it('name the command that makes a data file where there is none', async () => {
    const place = start();
    rmSync(join(place.folder, 'data.yaml'));
    const { code, out } = await place.run('plan', 'projects+each');
    expect(code).toBe(1);
    expect(out).toContain("Make it with 'wikisync pull projects' if");
    expect((await place.run('pull', 'projects')).code).toBe(0);
    expect((await place.run('sync', 'projects+each')).code).toBe(0);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C.');
  });

  it('stay as they are while a record that they are made of has a mistake', async () => {
    const place = await made();
    place.edit('data.yaml', 'gsoc: true', 'gsoc: perhaps');
    place.edit('data.yaml', 'skills: OCaml', 'skills: Go');

    const { out } = await place.run('sync', 'projects', '--verbose');

    expect(place.read(overview)).toBe('There are 1: A.');
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C.');
    expect(place.read('wiki/Projects/B.wiki')).toBe('About B.\n\nNeeds Go.');
    expect(out).toContain("'A' has a mistake in the data file");
    expect(out).not.toContain('made-left');
  });

  it('may be asked for alone', async () => {
    const place = start();
    expect((await place.run('sync', 'projects+gsoc')).code).toBe(0);
    expect(place.read(overview)).toBe('There are 1: A.');
    expect(() => place.read(pageA)).toThrow();
  });

  it.each(['pull', 'regenerate', 'status', 'undo last', 'blame', 'acknowledge'])(
    'are refused by name, and not passed over, by %s, which is not about them',
    async (line) => {
      const place = await made();
      const [command = '', ...rest] = line.split(' ');
      const { code, err } = await place.run(command, ...rest, 'projects+each');
      expect(code).toBe(64);
      expect(err).toContain(`'${command}' is not about made pages, which 'projects+each' means.`);
    },
  );

  it('are not written by an undo, which says so, and are as before once the next run has followed', async () => {
    const place = await made();
    place.edit('wiki/Projects.wiki', 'Skills=C|', 'Skills=C and Rust|');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C and Rust.');

    for (const args of [['--dry-run'], []]) {
      const { code, out } = await place.run('undo', 'last', ...args);
      expect(code).toBe(0);
      expect(out.replace(/\s+/g, ' ')).toContain(
        "records ('projects+each', 'projects+gsoc') are not taken back with it. [undo-made] They follow the data file: the next push or sync makes them as they were.",
      );
    }

    expect(place.read('data.yaml')).toBe(data);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C and Rust.');
    expect((await place.run('push', 'projects')).code).toBe(3);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C.');
  });

  it('stay with the data file where the push that brought them is undone', async () => {
    const place = await made();
    place.edit('data.yaml', 'skills: C', 'skills: C and Rust');
    expect((await place.run('push', 'projects')).code).toBe(0);

    const { listings } = JSON.parse((await place.run('undo', 'last', '--format', 'json')).out);

    expect(place.read('wiki/Projects.wiki')).toBe(list);
    expect(listings).toHaveLength(1);
    expect(listings[0].diagnostics).toEqual([
      expect.objectContaining({
        code: 'undo-made',
        hint: 'They follow the data file, which this does not change, and so stay as they are.',
      }),
    ]);
    expect(place.read(pageA)).toBe('About A.\n\nNeeds C and Rust.');
  });

  it('are not passed over for an older run by undo last, if the last one made nothing else', async () => {
    const place = await made();
    place.edit('data.yaml', 'skills: C', 'skills: C and Rust');
    await place.run('push', 'projects');
    place.edit('config/gsoc.liquid', 'There are', 'We have');
    await place.run('push', 'projects');
    const sides = [place.read('wiki/Projects.wiki'), place.read('data.yaml')];

    const { code, err } = await place.run('undo', 'last');

    expect(code).toBe(64);
    expect(err).toMatch(/Run \S+ only wrote pages that are made from records: 'projects\+gsoc'/);
    expect([place.read('wiki/Projects.wiki'), place.read('data.yaml')]).toEqual(sides);
  });

  it('are in the log and the earlier reports of their listing, and by their own name', async () => {
    const place = await made();
    expect((await place.run('log', 'projects+gsoc')).out).toContain('sync projects+gsoc: done');
    const { out } = await place.run('log', 'projects');
    expect(out).toContain('sync projects+each: done');
    const run = out.split(' ')[0] ?? '';
    const shown = await place.run('show', run, 'projects+each');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('+ Projects/A');
  });

  it('are told of wrong names of fields in the config', async () => {
    const place = start();
    place.edit('config/wikisync.yaml', 'where: { gsoc: true }', 'where: { gsok: true }');
    place.edit('config/wikisync.yaml', 'Projects/<title>', 'Projects/<titel>');
    const { code, out } = await place.run('check');
    expect(code).toBe(1);
    expect(out).toContain("There is no field 'gsok'.");
    expect(out).toContain("There is no field 'titel'.");
  });
});
