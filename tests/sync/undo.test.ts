import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';

const page = `Lead.

== Open ==
{{item|Name=A|Size=1|Note=old <!-- kept --> |Odd=x}}

Prose between.

{{item|Name=B|Size=2|Note=two}}
{{item|Name=C|Size=3|Note=three}}

End.
`;

const data = `about: a list
records:
  - name: A # the first
    size: "1"
    note: old
  - name: B
    size: "2"
    note: two
  - name: C
    size: "3"
    note: three
`;

const pagePath = 'pages/List.wiki';
const dataPath = 'list.yaml';

/** A list on a folder wiki, in step with its data file. */
async function inStep(more = ''): Promise<Workplace> {
  const place = workplace();
  place.write(pagePath, page);
  place.write(dataPath, data);
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { folder: ../pages }
listings:
  l:
    wiki: w
    page: List
    data: ../list.yaml
    template: item
    key: name
    fields:
      name: { parameter: Name, type: text, required: true }
      size: { parameter: Size, type: text }
      note: { parameter: Note, type: wikitext }
    guards: { create: 100%, update: 100%, delete: 100%, recreate: 100%, from: 100 }
${more}`,
  );
  expect((await place.run('sync')).code).toBe(0);
  return place;
}

const sidesOf = (place: Workplace) => ({ page: place.read(pagePath), data: place.read(dataPath) });

async function planOf(place: Workplace) {
  const { out } = await place.run('plan', '--format', 'json');
  const [{ changes, conflicts }] = JSON.parse(out).listings;
  return { ...changes, conflicts };
}

/** Something on both sides: updates, a new record and a deleted one on each. */
function changeBoth(place: Workplace): void {
  place.edit(pagePath, 'Note=two', 'Note=zwei');
  place.edit(pagePath, '{{item|Name=C|Size=3|Note=three}}\n', '{{item|Name=D|Size=4}}\n');
  place.edit(dataPath, 'size: "1"', 'size: "11"');
  place.edit(dataPath, 'note: three', 'note: three');
  place.write(dataPath, `${place.read(dataPath)}  - name: E\n    size: "5"\n`);
}

describe('undo', () => {
  it('gives both sides back the bytes that they had, and the next plan does nothing', async () => {
    const place = await inStep();
    changeBoth(place);
    const before = sidesOf(place);
    expect((await place.run('sync')).code).toBe(0);
    expect(sidesOf(place)).not.toEqual(before);

    const { code, out } = await place.run('undo', 'last');

    expect({ code, out }).toEqual({ code: 0, out: expect.any(String) });
    expect(sidesOf(place)).toEqual(before);
    const plan = await planOf(place);
    expect([plan.page, plan.data]).toEqual([[], []]);
    expect(
      plan.conflicts.map(({ key, field }: { key: string; field?: string }) => [key, field]),
    ).toEqual([
      ['A', 'size'],
      ['E', undefined],
      ['B', 'note'],
      ['C', undefined],
      ['D', undefined],
    ]);
    expect((await place.run('sync')).code).toBe(3);
    expect(sidesOf(place)).toEqual(before);
  });

  it('brings a record back beside what people made of it meanwhile, and goes on from both', async () => {
    const place = await inStep();
    place.edit(pagePath, '{{item|Name=B|Size=2|Note=two}}\n', '');
    expect((await place.run('sync')).code).toBe(0);
    // Somebody puts it back without its note.
    place.edit(pagePath, '{{item|Name=C', '{{item|Name=B|Size=2}}\n{{item|Name=C');
    const onPage = place.read(pagePath);

    expect((await place.run('undo', 'last')).code).toBe(0);
    expect(place.read(dataPath)).toContain('note: two');
    expect((await place.run('sync')).code).toBe(0);

    expect(place.read(pagePath)).toBe(onPage);
    expect(place.read(dataPath)).not.toContain('note: two');
  });

  it('of an undo makes again what was undone, and nothing is held back any more', async () => {
    const place = await inStep();
    changeBoth(place);
    await place.run('sync');
    const after = sidesOf(place);
    await place.run('undo', 'last');

    expect((await place.run('undo', 'last')).code).toBe(0);

    expect(sidesOf(place)).toEqual(after);
    expect(await planOf(place)).toEqual({ page: [], data: [], conflicts: [] });
    const { runs } = JSON.parse((await place.run('log', '--format', 'json')).out);
    expect(
      runs.map(({ undoes, undoneBy }: { undoes?: string; undoneBy?: string }) => [
        undoes,
        undoneBy,
      ]),
    ).toEqual([
      [runs[1].run, undefined],
      [runs[2].run, runs[0].run],
      [undefined, undefined],
    ]);
  });

  it('leaves what people changed since on either side, lists it, and takes back the rest', async () => {
    const place = await inStep();
    changeBoth(place);
    await place.run('sync');
    place.edit(pagePath, 'Size=11', 'Size=12');
    place.edit(pagePath, '{{item|Name=E|Size=5}}', '{{item|Name=E|Size=5|Odd=mine}}');
    place.edit(dataPath, 'note: zwei', 'note: deux');

    const { code, out } = await place.run('undo', 'last', '--format', 'json');

    expect(code).toBe(0);
    const [{ diagnostics, changes }] = JSON.parse(out).listings;
    const left = diagnostics.filter(({ code: each }: { code: string }) => each === 'undo-left');
    expect(
      left.map(({ record, field }: { record: string; field?: string }) => [record, field]),
    ).toEqual([
      ['A', 'size'],
      ['E', undefined],
      ['B', 'note'],
    ]);
    expect(changes.page).toEqual([]);
    expect(changes.data.map(({ kind, key }: { kind: string; key: string }) => [kind, key])).toEqual(
      [
        ['delete', 'D'],
        ['create', 'C'],
      ],
    );
    expect(place.read(pagePath)).toContain('Size=12');
    expect(place.read(dataPath)).toContain('note: deux');
    expect(place.read(dataPath)).toContain('note: three');
  });

  it('sets a field back beside one that people changed, with the rest of its call as it is', async () => {
    const place = await inStep();
    place.edit(dataPath, 'size: "1"', 'size: "11"');
    place.edit(dataPath, 'note: old', 'note: new');
    await place.run('push');
    place.edit(pagePath, 'Size=11', 'Size=12');

    await place.run('undo', 'last');

    expect(place.read(pagePath)).toContain('{{item|Name=A|Size=12|Note=old <!-- kept --> |Odd=x}}');
  });

  it('brings a deleted record back with its own bytes and to its place, whatever people wrote around it', async () => {
    const place = await inStep();
    place.write(dataPath, data.replace(/ {2}- name: A[\s\S]*?(?= {2}- name: B)/, ''));
    await place.run('push');
    expect(place.read(pagePath)).not.toContain('Name=A');
    place.write(
      pagePath,
      place
        .read(pagePath)
        .replace('Prose between.', 'Other prose.')
        .replace('== Open ==\n', '== Open ==\n\n'),
    );

    await place.run('undo', 'last');

    expect(place.read(pagePath)).toContain('{{item|Name=A|Size=1|Note=old <!-- kept --> |Odd=x}}');
    expect(place.read(pagePath).indexOf('Name=A')).toBeLessThan(
      place.read(pagePath).indexOf('Name=B'),
    );
  });

  it("of a push keeps the data file's change back until it has a new one there", async () => {
    const place = await inStep();
    place.edit(dataPath, 'size: "1"', 'size: "11"');
    await place.run('push');
    await place.run('undo', 'last');
    expect(place.read(pagePath)).toBe(page);
    expect(place.read(dataPath)).toContain('size: "11"');

    expect((await planOf(place)).conflicts).toMatchObject([
      { key: 'A', field: 'size', base: '1', data: '11', wiki: '1' },
    ]);
    place.edit(dataPath, 'size: "11"', 'size: "12"');

    expect((await place.run('sync')).code).toBe(0);
    expect(place.read(pagePath)).toContain('Size=12');
  });

  it("of a pull keeps the page's change back until the page has a new one there", async () => {
    const place = await inStep();
    place.edit(pagePath, 'Size=1|', 'Size=11|');
    await place.run('pull');
    await place.run('undo', 'last');
    expect(place.read(dataPath)).toBe(data);

    const { page: toPage, data: toData, conflicts } = await planOf(place);
    expect([toPage, toData]).toEqual([[], []]);
    expect(conflicts).toMatchObject([
      { key: 'A', field: 'size', base: '1', data: '1', wiki: '11' },
    ]);
    place.edit(pagePath, 'Size=11|', 'Size=12|');

    expect((await place.run('sync')).code).toBe(0);
    expect(place.read(dataPath)).toContain('size: "12"');
  });

  it.each(['data', 'wiki'])(
    'is settled by resolve for the %s, and by acknowledge',
    async (side) => {
      const place = await inStep();
      place.edit(dataPath, 'size: "1"', 'size: "11"');
      await place.run('push');
      await place.run('undo', 'last');

      expect((await place.run('resolve', 'l', 'A', 'size', '--take', side)).code).toBe(0);

      expect(await planOf(place)).toEqual({ page: [], data: [], conflicts: [] });
      expect(place.read(pagePath)).toContain(side === 'data' ? 'Size=11|' : 'Size=1|');

      await place.run('undo', 'last');
      expect((await planOf(place)).conflicts).toHaveLength(1);
      expect((await place.run('acknowledge', 'l', 'A', 'size')).code).toBe(0);
      expect((await planOf(place)).page).toHaveLength(1);
    },
  );

  it('of a settled conflict leaves the conflict as it was', async () => {
    const place = await inStep();
    place.edit(pagePath, 'Size=1|', 'Size=wiki|');
    place.edit(dataPath, 'size: "1"', 'size: data');
    expect((await place.run('sync')).code).toBe(3);
    const before = await planOf(place);
    await place.run('resolve', 'l', 'A', 'size', '--take', 'text:both');

    await place.run('undo', 'last');

    expect((await planOf(place)).conflicts).toMatchObject([
      { key: 'A', field: 'size', base: '1', data: 'data', wiki: 'wiki' },
    ]);
    expect(before.conflicts).toMatchObject([{ base: '1', data: 'data', wiki: 'wiki' }]);
  });

  it('of a first contact takes away what was added, and adds nothing again', async () => {
    const place = await inStep();
    rmSync(join(place.folder, '.wikisync'), { recursive: true });
    place.write(dataPath, data.replace(/ {2}- name: C[\s\S]*$/, '  - name: F\n    size: "6"\n'));
    const before = sidesOf(place);
    expect((await place.run('sync')).code).toBe(0);

    expect((await place.run('undo', 'last')).code).toBe(0);

    expect(sidesOf(place)).toEqual(before);
    const plan = await planOf(place);
    expect([plan.page, plan.data]).toEqual([[], []]);
    expect(plan.conflicts).toHaveLength(2);
  });

  it('of a rename gives the old name back', async () => {
    const place = await inStep();
    place.edit(dataPath, 'name: B', 'name: Bee');
    await place.run('push');
    expect(place.read(pagePath)).toContain('Name=Bee');

    await place.run('undo', 'last');

    expect(place.read(pagePath)).toBe(page);
    const plan = await planOf(place);
    expect([plan.page, plan.data]).toEqual([[], []]);
    expect(plan.conflicts).toHaveLength(1);
    expect((await place.run('undo', 'last')).code).toBe(0);
    expect(await planOf(place)).toEqual({ page: [], data: [], conflicts: [] });
  });

  it('of a page that was regenerated says that the prose comes back, or that it stays where people wrote since', async () => {
    const place = await inStep();
    place.edit('config/wikisync.yaml', '    key: name', '    key: name\n    layout: l.liquid');
    place.write(
      'config/l.liquid',
      'Lead.\n\n== Open ==\n<% for r in records %>\n<< r | call >>\n<% endfor %>\n\nThe end.\n',
    );
    await place.run('regenerate', 'l', '--replace', 'all');
    const after = place.read(pagePath);
    expect(after).not.toContain('Prose between.');

    const dry = await place.run('undo', 'last', '--dry-run', 'l');
    expect(dry.out).toContain('what the run wrote around the records is taken back');
    place.edit(pagePath, 'The end.', 'The very end.');
    const { code, out } = await place.run('undo', 'last', 'l');

    expect(code).toBe(0);
    expect(out).toContain('wrote around the records stays: people changed the same');
    expect(place.read(pagePath)).toContain('The very end.');
    place.write(pagePath, after);
    await place.run('undo', 'last', 'l');
    expect(place.read(pagePath)).toBe(page);
  });

  it('only says what it would do with --dry-run', async () => {
    const place = await inStep();
    changeBoth(place);
    await place.run('sync');
    const after = sidesOf(place);

    const { code, out } = await place.run('undo', 'last', '--dry-run');

    expect(code).toBe(0);
    expect(out).toContain(
      'Page: 1 to update, 1 to delete. Data file: 1 to create, 1 to update, 1 to delete.',
    );
    expect(sidesOf(place)).toEqual(after);
    expect(JSON.parse((await place.run('log', '--format', 'json')).out).runs).toHaveLength(1);
    // No later 'apply' would do it.
    expect(out).not.toMatch(/Plan [0-9a-f]{12}|wikisync apply/);
  });

  it('passes the guards, or names the way past them', async () => {
    const place = await inStep();
    place.edit(dataPath, 'size: "1"', 'size: "11"');
    await place.run('push');
    place.edit('config/wikisync.yaml', 'update: 100%', 'update: 0');

    expect((await place.run('undo', 'last')).code).toBe(4);
    expect(place.read(pagePath)).toContain('Size=11');
    expect((await place.run('undo', 'last', '--allow', 'update')).code).toBe(0);
    expect(place.read(pagePath)).toBe(page);
  });

  it('of the last run of a listing that was renamed since says that the log has none of it', async () => {
    const place = await inStep();
    place.edit(dataPath, 'note: two', 'note: more');
    await place.run('push');
    place.edit('config/wikisync.yaml', '  l:', '  other:');

    const { code, err } = await place.run('undo', 'last');

    expect(code).toBe(64);
    expect(err).toContain('The log has no run of these listings.');
    expect(err).toContain("'wikisync log'");
  });

  it('twice finds nothing left', async () => {
    const place = await inStep();
    place.edit(dataPath, 'size: "1"', 'size: "11"');
    await place.run('push');
    const [{ run }] = JSON.parse((await place.run('log', '--format', 'json')).out).runs;
    await place.run('undo', run);

    const { code, out } = await place.run('undo', run);

    expect(code).toBe(0);
    expect(out).toContain(`Nothing of what run ${run} did here is left to be taken back.`);
    expect((await place.run('undo', 'abcdef')).code).toBe(64);
    expect((await place.run('undo', 'nothing')).code).toBe(64);
  });

  it('says of a field that the config has no more why it stays, and takes back the rest', async () => {
    const place = await inStep();
    place.edit(dataPath, 'size: "1"', 'size: "11"');
    place.edit(dataPath, 'note: old', 'note: new');
    place.edit(dataPath, '  - name: C\n    size: "3"\n    note: three\n', '');
    expect((await place.run('push')).code).toBe(0);
    place.edit('config/wikisync.yaml', '      size: { parameter: Size, type: text }\n', '');

    const { code, out } = await place.run('undo', 'last');

    expect({ code, out }).toEqual({ code: 0, out: expect.any(String) });
    expect(out.replace(/\s+/g, ' ')).toContain(
      "The run changed the size of 'A' on the page, and the config has no field 'size' any more: it stays.",
    );
    expect(out).not.toContain('is not what the run left there any more');
    expect(place.read(pagePath)).toBe(
      page.replace('Size=1|', 'Size=11|').replace('{{item|Name=C', '\n{{item|Name=C'),
    );
  });

  it('of the run that added the only record is held, and no side is taken for emptied', async () => {
    const place = await inStep();
    const alone = 'Lead.\n';
    place.write(pagePath, alone);
    place.write(dataPath, 'records: []\n');
    expect((await place.run('sync', '--allow', 'empty')).code).toBe(0);
    place.write(dataPath, 'records:\n  - name: A\n');
    expect((await place.run('push')).code).toBe(0);

    expect((await place.run('undo', 'last')).code).toBe(0);

    expect(place.read(pagePath)).toBe(alone);
    const { code, out } = await place.run('plan');
    expect(code).toBe(3);
    expect(out).not.toContain('side-empty');
  });
});
