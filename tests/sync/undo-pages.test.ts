/** Runs that moved records between the pages of a listing, taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';

const config = `wikis:
  w: { folder: ../wiki }
listings:
  projects:
    wiki: w
    pages: { field: round, titles: { "2013": Projects/2013, "2014": Projects/2014 } }
    data: ../data.yaml
    template: project
    key: title
    fields:
      title: { parameter: Project, type: text, required: true }
      skills: { parameter: Skills, type: wikitext }
`;

const callA = `{{project
|Project=A
|Skills=C <!-- or so -->
|Odd=keep me
}}

`;

const page2013 = `Intro of 2013.

${callA}{{project
|Project=B
|Skills=OCaml
}}

Outro.
`;

const page2014 = `Intro of 2014.

{{project
|Project=X
|Skills=Rust
}}
`;

const data = `records:
  - title: A
    round: 2013
    skills: C
  - title: B
    round: 2013
    skills: OCaml
  - title: X
    round: 2014
    skills: Rust
`;

const at2013 = 'wiki/Projects/2013.wiki';
const at2014 = 'wiki/Projects/2014.wiki';
const dataPath = 'data.yaml';

async function synced(): Promise<Workplace> {
  const place = workplace();
  place.write('config/wikisync.yaml', config);
  place.write(at2013, page2013);
  place.write(at2014, page2014);
  place.write(dataPath, data);
  expect((await place.run('sync', 'projects')).code).toBe(0);
  return place;
}

const sides = (place: Workplace) => [at2013, at2014, dataPath].map((path) => place.read(path));

const movedData = data.replace('A\n    round: 2013', 'A\n    round: 2014');

/** A is moved in the data file, its skills change, and a run carries it out. */
async function moved(place: Workplace): Promise<readonly string[]> {
  place.write(dataPath, movedData.replace('skills: C', 'skills: C and D'));
  expect((await place.run('sync', 'projects')).code).toBe(0);
  expect(place.read(at2013)).not.toContain('Project=A');
  expect(place.read(at2014)).toContain('|Project=A\n|Skills=C and D <!-- or so -->\n|Odd=keep me');
  return sides(place);
}

interface Shown {
  readonly listing: string;
  readonly changes: { readonly page: readonly unknown[]; readonly data: readonly unknown[] };
  readonly conflicts: readonly { readonly key: string; readonly field?: string }[];
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
}

async function told(place: Workplace, ...line: readonly string[]) {
  const { code, out } = await place.run(...line, '--format', 'json');
  const listings: readonly Shown[] = JSON.parse(out).listings;
  return {
    code,
    page: listings.flatMap(({ changes }) => changes.page),
    data: listings.flatMap(({ changes }) => changes.data),
    conflicts: listings.flatMap(({ conflicts }) =>
      conflicts.map(({ key, field }) => `${key} ${field}`),
    ),
    codes: listings.flatMap(({ diagnostics }) =>
      diagnostics.map(({ code: each }) => each).filter((each) => each !== 'argument-unknown'),
    ),
  };
}

const nothing = { code: 0, page: [], data: [], conflicts: [], codes: [] };

describe('undo of a move between pages', () => {
  it('gives both pages back their bytes, and the move is held back', async () => {
    const place = await synced();
    const [, , file] = await moved(place);

    const { code, out } = await place.run('undo', 'last');

    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('A (move)') });
    expect(sides(place)).toEqual([page2013, page2014, file]);
    for (const line of ['plan', 'sync'] as const) {
      const { code: end, page, conflicts } = await told(place, line, 'projects');
      expect([line, end, page, conflicts]).toEqual([line, 3, [], ['A round']]);
      expect(sides(place)).toEqual([page2013, page2014, file]);
    }
    expect((await place.run('plan', 'projects')).out).toContain(
      'base: 2013\n        data: 2014\n        wiki: 2013\n',
    );
  });

  it('is taken back by another undo, and nothing is held back any more', async () => {
    const place = await synced();
    const after = await moved(place);
    await place.run('undo', 'last');

    expect((await place.run('undo', 'last')).code).toBe(0);

    expect(sides(place)).toEqual(after);
    expect(await told(place, 'plan', '--exit-code')).toEqual(nothing);
  });

  it('shows in a dry run what goes and what comes, and writes nothing', async () => {
    const place = await synced();
    const after = await moved(place);

    const { code, page, codes } = await told(place, 'undo', 'last', '--dry-run');

    expect([code, page.length, codes]).toEqual([0, 2, []]);
    expect(sides(place)).toEqual(after);
  });

  it('brings along what people changed since, and lists it', async () => {
    const place = await synced();
    await moved(place);
    place.edit(
      at2014,
      '|Skills=C and D <!-- or so -->\n|Odd=keep me',
      '|Skills=C, D, E\n|Odd=keep him',
    );

    const { code, codes } = await told(place, 'undo', 'last');

    expect([code, codes]).toEqual([0, ['undo-left']]);
    expect(place.read(at2013)).toBe(
      page2013.replace('C <!-- or so -->', 'C, D, E').replace('keep me', 'keep him'),
    );
    expect(place.read(at2014)).toBe(page2014);
  });

  it('leaves a record that has gone on to somewhere else', async () => {
    const place = await synced();
    const [first, second] = await moved(place);
    const call = /\{\{project\n\|Project=A[^}]*\}\}\n\n/.exec(second ?? '')?.[0] ?? '';
    place.edit(at2014, call, '');

    const { code, codes } = await told(place, 'undo', 'last');

    expect([code, codes]).toEqual([0, ['undo-left', 'undo-nothing', 'undo-nothing']]);
    expect(place.read(at2013)).toBe(first);
  });

  it('of a move that people made on the wiki sets the data file back, and holds that', async () => {
    const place = await synced();
    place.write(at2013, page2013.replace(callA, ''));
    place.write(at2014, page2014.replace('{{project\n|Project=X', `${callA}{{project\n|Project=X`));
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(dataPath)).toBe(movedData);
    const [first, second] = sides(place);

    expect((await place.run('undo', 'last')).code).toBe(0);

    expect(sides(place)).toEqual([first, second, data]);
    for (const line of ['plan', 'sync'] as const) {
      const end = await told(place, line, 'projects');
      expect([line, end.code, end.data, end.conflicts]).toEqual([line, 3, [], ['A round']]);
    }
    expect((await place.run('undo', 'last')).code).toBe(0);
    expect(sides(place)).toEqual([first, second, movedData]);
    expect(await told(place, 'plan', '--exit-code')).toEqual(nothing);
  });

  it('is settled by resolve, for the page of the data file', async () => {
    const place = await synced();
    const after = await moved(place);
    await place.run('undo', 'last');

    expect((await place.run('resolve', 'projects', 'A', '--take', 'data')).code).toBe(0);
    await place.run('sync', 'projects');

    expect(sides(place)).toEqual(after);
    expect(await told(place, 'plan', '--exit-code')).toEqual(nothing);
  });

  it('is settled by resolve, for the page where it stands, and then for its fields', async () => {
    const place = await synced();
    await moved(place);
    await place.run('undo', 'last');

    expect((await place.run('resolve', 'projects', 'A', '--take', 'wiki')).code).toBe(0);
    const { code, conflicts } = await told(place, 'sync', 'projects');
    expect([code, conflicts]).toEqual([3, ['A skills']]);
    expect((await place.run('resolve', 'projects', 'A', '--take', 'wiki')).code).toBe(0);

    expect(sides(place)).toEqual([page2013, page2014, data]);
    expect(await told(place, 'plan', '--exit-code')).toEqual(nothing);
  });

  it('is made again once a person acknowledges', async () => {
    const place = await synced();
    const after = await moved(place);
    await place.run('undo', 'last');

    expect((await place.run('acknowledge', 'projects', 'A')).code).toBe(0);
    expect((await place.run('sync', 'projects')).code).toBe(0);

    expect(sides(place)).toEqual(after);
    expect(await told(place, 'plan', '--exit-code')).toEqual(nothing);
  });

  it('waits for the other page where one is undone alone, and finishes with that', async () => {
    const place = await synced();
    await moved(place);

    const alone = await told(place, 'undo', 'last', 'projects@2014');
    expect([alone.page, alone.codes]).toEqual([[], ['move-waits', 'undo-nothing']]);
    expect((await place.run('undo', 'last', 'projects@2013')).code).toBe(0);
    expect(place.read(at2014)).toContain('Project=A');
    const { runs } = JSON.parse((await place.run('log', '--format', 'json')).out);
    expect((await place.run('undo', runs[1].run)).code).toBe(0);

    expect([place.read(at2013), place.read(at2014)]).toEqual([page2013, page2014]);
  });

  it('removes nothing that was edited between its two halves', async () => {
    const place = await synced();
    await moved(place);
    const { runs } = JSON.parse((await place.run('log', '--format', 'json')).out);
    await place.run('undo', 'last', 'projects@2013');
    place.edit(at2014, '|Odd=keep me', '|Odd=keep me, too');

    const { code, codes } = await told(place, 'undo', runs[0].run);

    expect([code, codes]).toEqual([0, ['undo-nothing', 'record-on-two-pages', 'undo-nothing']]);
    expect(place.read(at2014)).toContain('|Odd=keep me, too');
  });

  it('leaves what it cannot know: a page that cannot be read, or that the config has no more', async () => {
    const place = await synced();
    await moved(place);
    const good = place.read(at2013);
    writeFileSync(join(place.folder, at2013), Buffer.from([0xff, 0xfe, 0x41]));

    const { code, out } = await place.run('undo', 'last');

    expect([code, out]).toEqual([1, expect.stringContaining('[other-page-unread]')]);
    expect(place.read(at2014)).toContain('Project=A');
    place.write(at2013, good);
    place.edit('config/wikisync.yaml', '"2013": Projects/2013, ', '');
    const { page, codes } = await told(place, 'undo', 'last');

    expect(page).toEqual([]);
    expect(codes).toContain('undo-left');
    expect(place.read(at2014)).toContain('Project=A');
  });
});
