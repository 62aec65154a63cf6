import { describe, expect, it } from 'vitest';
import {
  exampleWorkplace,
  type Outcome,
  type Workplace,
  workplace,
  xenDataPath,
  xenPagePath,
} from '../support/command-line.ts';

const layoutPath = 'fixtures/xen/layouts/projects.wiki';

/** The example with its layout, both sides in step. */
async function laidOut(): Promise<Workplace> {
  const place = exampleWorkplace();
  place.edit(
    'config/wikisync.yaml',
    '    template: project',
    '    layout: ../fixtures/xen/layouts/projects.wiki\n    template: project',
  );
  expect((await place.run('sync', 'xen-2014')).code).toBe(0);
  return place;
}

function without(place: Workplace, from: string, to: string): void {
  const text = place.read(xenPagePath);
  const end = text.indexOf(to, text.indexOf(from));
  place.write(xenPagePath, text.slice(0, text.indexOf(from)) + text.slice(end));
}

async function isDone(place: Workplace): Promise<void> {
  const again = await place.run('regenerate', 'xen-2014', '--dry-run', '--exit-code');
  const plan = await place.run('plan', 'xen-2014', '--exit-code');
  expect({ again: again.code, plan: plan.code }).toEqual({ again: 0, plan: 0 });
}

function regenerate(place: Workplace, ...options: readonly string[]): Promise<Outcome> {
  return place.run('regenerate', 'xen-2014', ...options);
}

describe('regenerate', () => {
  it('leaves a page as it is that needs nothing', async () => {
    const place = await laidOut();
    const before = place.read(xenPagePath);

    const { code, out } = await regenerate(place, '--exit-code');

    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('In sync.') });
    expect(place.read(xenPagePath)).toBe(before);
    await isDone(place);
  });

  it('brings back records and headings, and keeps what people wrote', async () => {
    const place = await laidOut();
    const good = place.read(xenPagePath);
    place.edit(xenPagePath, '=== OPW Round 8 ===\n\n', '');
    place.edit(xenPagePath, '=== GSoC Projects ===', '=== Google Summer of Code ===');
    place.edit(xenPagePath, '== Students and Interns ==\n\n', '');
    place.edit(xenPagePath, '* Bo Cao', '* [[User:Bo]] is Bo Cao');
    place.edit(xenPagePath, '* [[GSoc 2014]]', '* [[GSoc 2014]], which is over');
    without(place, '{{project\n|Project=HVM', '{{project\n|Project=Mirage OS cloud');
    without(place, '{{project\n|Project=openSUSE', '{{project\n|Project=Improvements');

    const { code, out } = await regenerate(place);

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain('+ heading that comes back: OPW Round 8');
    expect(out).toContain('bytes before');
    const wanted = good
      .replace('* Bo Cao', '* [[User:Bo]] is Bo Cao')
      .replace('* [[GSoc 2014]]', '* [[GSoc 2014]], which is over')
      // What came back is written as the config has it.
      .replace('|Date=01/30/2013', '|Date=30/01/2013')
      .replace(
        '|GSoC=yes\n}}\n\n{{project\n|Project=Mirage',
        '|GSoC=Yes\n}}\n\n{{project\n|Project=Mirage',
      );
    expect(place.read(xenPagePath)).toBe(wanted);
    await isDone(place);
  });

  it('brings back all of a page that was blanked', async () => {
    const place = await laidOut();
    const good = place.read(xenPagePath);
    place.write(xenPagePath, 'Nothing to see here.\n');

    const guarded = await regenerate(place, '--replace', 'all');
    const { code, out } = await regenerate(place, '--replace', 'all', '--allow', 'recreate');

    expect(guarded.code).toBe(4);
    expect({ code, out }).toMatchObject({ code: 0 });
    const words = (text: string): string => text.replace(/[\s/]+/g, ' ').toLowerCase();
    expect(words(place.read(xenPagePath))).toContain(words('|Project=Parallel xenwatch kthread'));
    expect(place.read(xenPagePath).match(/^=.*=$/gm)).toEqual(good.match(/^=.*=$/gm));
    await isDone(place);
  });

  it('keeps readers’ comments, unknown arguments, and values that cannot be read', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, 'Hello, this one is mine.', 'Hello, this one is mine. And good.');
    place.edit(
      xenPagePath,
      '|Difficulty=medium\n|Skills=OCaml',
      '|Difficulty=huge\n|Mood=good\n|Skills=OCaml',
    );
    place.edit(xenPagePath, '|Skills=OCaml', '|Skills=OCaml, and tea');

    const { code, out } = await regenerate(place, '--prefer', 'data');

    expect({ code, out }).toMatchObject({ code: 0 });
    const page = place.read(xenPagePath);
    expect(page).toContain('Hello, this one is mine. And good.');
    expect(page).toContain('|Difficulty=huge\n|Mood=good\n|Skills=OCaml\n');
  });

  it('overrules nothing that is only on the page, unless it is told to', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, '|Skills=OCaml', '|Skills=OCaml, and tea');
    place.edit(xenPagePath, '== Students', '{{project\n|Project=Mine\n}}\n\n== Students');
    const before = place.read(xenPagePath);

    const { code, out } = await regenerate(place);

    expect(code).toBe(1);
    expect(out).toContain("The skills of 'Mirage OS cloud API support' was changed on the page");
    expect(place.read(xenPagePath)).toBe(before);
    expect((await regenerate(place, '--prefer', 'data')).code).toBe(0);
    expect(place.read(xenPagePath)).not.toMatch(/and tea|Mine/);
    await isDone(place);
  });

  it('puts what the data file says on the page, renamed records included', async () => {
    const place = await laidOut();
    place.edit(xenDataPath, 'title: Parallel xenwatch kthread', 'title: Parallel xenwatch');
    place.edit(xenDataPath, 'difficulty: low-medium', 'difficulty: high');

    const { code } = await regenerate(place);

    expect(code).toBe(0);
    expect(place.read(xenPagePath)).toContain(
      '{{project\n|Project=Parallel xenwatch\n|Date=01/08/2012\n|Contact=Mentor: Boris Ostrovsky, Student: Tülin İZER\n|Difficulty=High\n',
    );
    await isDone(place);
  });

  it('puts records in the order of the layout', async () => {
    const place = await laidOut();
    place.edit(layoutPath, 'in section.records', 'in (section.records | sort: "title")');

    const { code, out } = await regenerate(place);

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(place.read(xenPagePath).match(/(?<=\|Project=).*/g)).toEqual([
      'HVM per-event-channel interrupts',
      'Implement Xen PVUSB support in xl/libxl toolstack',
      'Lazy restore using memory paging',
      'Mirage OS cloud API support',
      'Parallel xenwatch kthread',
      'openSUSE: Add Snapshot management API to libvirt Xenlight driver',
      'Improvements to the block I/O paravirtualized Xen drivers',
      'Mirage OS contributions and improvements',
    ]);
    await isDone(place);
  });

  it('works without a layout from the listing alone', async () => {
    const place = exampleWorkplace();
    expect((await place.run('sync', 'xen-2014')).code).toBe(0);
    const good = place.read(xenPagePath);
    place.edit(xenPagePath, '=== OPW Round 8 ===\n\n', '');
    without(place, '{{project\n|Project=Mirage OS contributions', '== Students');

    expect((await regenerate(place)).code).toBe(0);
    expect(place.read(xenPagePath)).toBe(good);
    await isDone(place);
  });

  it.each([
    ['a tag that never ends', '<% if records %>', /projects\.wiki:\d+:\d+: .*not closed/s],
    ['a field that is misspelt', '<< records[0].titel >>', /undefined variable/],
    ['a signature', '~~~~', /becomes a signature/],
    ['a record too many', '{{project\n|Project=X\n}}', /'X' would be on it/],
    ['a call that is never closed', '{{project|Project=', /would have no end/],
  ])('saves nothing if the layout has %s', async (_, text, expected) => {
    const place = await laidOut();
    const before = place.read(xenPagePath);
    place.write(layoutPath, `${text}\n${place.read(layoutPath)}`);

    const { code, out } = await regenerate(place, '--replace', 'all');

    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toMatch(expected);
    expect(place.read(xenPagePath)).toBe(before);
  });

  it('says which record the layout has no place for', async () => {
    const place = await laidOut();
    place.edit(layoutPath, 'in section.records', 'in (section.records | where: "gsoc", true)');

    const { code, out } = await regenerate(place);

    expect(code).toBe(1);
    expect(out).toContain("The layout has no place for 'openSUSE");
  });

  it('does not begin without a data file’s records, nor lose calls that cannot be told apart', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, '== Students', '{{project\n|Date=01/01/2014\n}}\n\n== Students');
    expect((await regenerate(place, '--replace', 'all')).out).toContain('cannot be told apart');
    const kept = await regenerate(place, '--dry-run');
    expect(kept.out).not.toContain('-|Date=01/01/2014');

    place.write(xenDataPath, 'records: []\n');
    expect((await regenerate(place)).out).toContain('The data file has no records');
  });

  it.each([
    [['--from', 'abc'], /is no revision/],
    [['--from', '12', '--replace', 'all'], /do not go together/],
    [['--from', '12'], /has no revision 12 that can be read/],
  ])('refuses %j', async (options, expected) => {
    const { code, err, out } = await regenerate(await laidOut(), ...options);

    expect(code).toBe(64);
    expect(err + out).toMatch(expected);
  });
});

describe('derived spots', () => {
  it('are kept fresh by every push, and pending while they are stale', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, 'This year 7 people', 'This year 5 people');
    place.edit(xenPagePath, '* Bo Cao', '* [[User:Bo|Bo Cao]], who wrote this');

    const plan = await place.run('plan', 'xen-2014', '--exit-code');
    expect(plan).toMatchObject({ code: 2, out: expect.stringContaining('text: 5 → 7') });
    expect((await place.run('push', 'xen-2014')).code).toBe(0);

    expect(place.read(xenPagePath)).toContain('This year 7 people');
    expect(place.read(xenPagePath)).toContain('* [[User:Bo|Bo Cao]], who wrote this\n* Dushyant');
    await isDone(place);
  });

  it('follow the records in the same edit', async () => {
    const place = await laidOut();
    place.edit(xenDataPath, '- Student: Bo Cao', '- Student: Ada Lovelace');
    place.edit(xenDataPath, '    programme: opw', '    programme: partner');

    expect((await place.run('push', 'xen-2014')).code).toBe(0);

    const page = place.read(xenPagePath);
    expect(page).toContain('This year 6 people');
    expect(page).toContain('wiki.\n\n* Ada Lovelace\n* Dushyant Behl\n');
    expect(page).not.toContain('Bo Cao');
    await isDone(place);
  });

  it('are left alone where people wrote them anew, or took away what stands around them', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, 'This year 7 people', 'This year seven people');
    place.edit(xenPagePath, '== Students and Interns ==', '== Who is who ==');
    const before = place.read(xenPagePath);

    const { code, out } = await place.run('push', 'xen-2014');

    expect(code).toBe(0);
    expect(out).toContain("The spot 'people' says 'seven'");
    expect(out).toContain("The spot 'students' is not found");
    expect(place.read(xenPagePath)).toBe(before);
  });

  it('are part of what is reviewed: apply does exactly them', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, 'This year 7 people', 'This year 5 people');
    await place.run('plan', 'xen-2014', '--out', 'plan.json');
    place.edit(xenPagePath, 'This year 5 people', 'This year 6 people');
    const moved = await place.run('apply', 'plan.json');
    place.edit(xenPagePath, 'This year 6 people', 'This year 5 people');

    const { code } = await place.run('apply', 'plan.json');

    expect(moved.code).toBe(1);
    expect(moved.out).toContain('plan-moved');
    expect(code).toBe(0);
    expect(place.read(xenPagePath)).toContain('This year 7 people');
  });

  it('are in every report', async () => {
    const place = await laidOut();
    place.edit(xenPagePath, 'This year 7 people', 'This year 5 people');
    const files = ['r.md', 'r.html', 'r.wiki', 'r.json'];
    await place.run('plan', 'xen-2014', ...files.flatMap((file) => ['--report', file]));

    for (const file of ['r.md', 'r.html', 'r.wiki']) expect(place.read(file)).toContain('derived');
    expect(JSON.parse(place.read('r.json')).listings[0].changes.around).toEqual([
      { what: 'spot', name: 'people', before: '5', after: '7' },
    ]);
  });
});

it('leaves a page of a listing that has no records yet as it is', async () => {
  const place = workplace();
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { folder: ../wiki }
listings:
  l:
    wiki: w
    pages: { field: year, titles: { now: Now, old: Archive } }
    data: ../data.yaml
    template: item
    key: name
    fields: { name: { parameter: Name, type: text, required: true } }
`,
  );
  place.write('wiki/Now.wiki', 'Now.\n\n{{item|Name=A}}\n');
  place.write('wiki/Archive.wiki', 'Nothing yet.\n');
  place.write('data.yaml', 'records:\n  - { name: A, year: now }\n');
  expect((await place.run('sync')).code).toBe(0);

  expect((await place.run('regenerate', 'l')).code).toBe(0);
  expect(place.read('wiki/Archive.wiki')).toBe('Nothing yet.\n');
});
