/** Listings of several pages: records move between them, and none is ever lost. */
import { rmSync } from 'node:fs';
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
      comments: { parameter: Review, type: wikitext, owner: wiki }
`;

const page2013 = `Intro of 2013.

{{project
|Project=A
|Skills=C
|Review=nice
|Odd=keep me
}}

{{project
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

const data = `# the projects
records:
  - title: A
    round: 2013
    skills: C
    comments: nice
    internal: 17
  - title: B
    round: 2013
    skills: OCaml
  - title: X
    round: 2014
    skills: Rust
`;

const at2013 = 'wiki/Projects/2013.wiki';
const at2014 = 'wiki/Projects/2014.wiki';

const callA = `{{project
|Project=A
|Skills=C
|Review=nice
|Odd=keep me
}}

`;

/** In sync once. */
async function synced(): Promise<Workplace> {
  const place = workplace();
  place.write('config/wikisync.yaml', config);
  place.write(at2013, page2013);
  place.write(at2014, page2014);
  place.write('data.yaml', data);
  await place.run('sync', 'projects');
  expect(place.read(at2013)).toBe(page2013);
  expect(place.read('data.yaml')).toBe(data);
  return place;
}

const moveInData = (place: Workplace): void =>
  place.edit('data.yaml', 'title: A\n    round: 2013', 'title: A\n    round: 2014');

/** A person cuts A from the page of 2013 and pastes it on that of 2014. */
function moveOnWiki(place: Workplace): void {
  place.edit(at2013, callA, '');
  place.edit(at2014, '{{project\n|Project=X', `${callA}{{project\n|Project=X`);
}

describe('a listing of several pages', () => {
  it('moves a record whose page changes in the data file, with all that its call says', async () => {
    const place = await synced();
    moveInData(place);
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(0);
    expect(out).toContain('> A (move)');
    expect(place.read(at2013)).toBe(page2013.replace(callA, ''));
    expect(place.read(at2014)).toBe(`Intro of 2014.

${callA}{{project
|Project=X
|Skills=Rust
}}
`);
    expect(place.read('data.yaml')).toBe(data.replace('round: 2013', 'round: 2014'));
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('counts a move as one on both pages, and as no record added or removed', async () => {
    const place = await synced();
    moveInData(place);
    const { out } = await place.run('plan', '--format', 'json');
    const listings = (JSON.parse(out) as { listings: { listing: string; summary: unknown }[] })
      .listings;
    expect(listings.map(({ listing }) => listing)).toEqual(['projects@2013', 'projects@2014']);
    const moved = { create: 0, update: 0, delete: 0, move: 1, rename: 0 };
    for (const { summary } of listings) expect(summary).toMatchObject({ page: moved });
  });

  it('merges what people changed on the old page meanwhile', async () => {
    const place = await synced();
    moveInData(place);
    place.edit(at2013, '|Review=nice', '|Review=nicer');
    place.edit('data.yaml', 'skills: C\n', 'skills: C and Go\n');
    await place.run('sync', 'projects');
    expect(place.read(at2013)).not.toContain('Project=A');
    expect(place.read(at2014)).toContain(
      '|Project=A\n|Skills=C and Go\n|Review=nicer\n|Odd=keep me',
    );
    expect(place.read('data.yaml')).toContain('comments: nicer\n    internal: 17');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('leaves a record that conflicts where it is, on both pages, until that is settled', async () => {
    const place = await synced();
    moveInData(place);
    place.edit(at2013, '|Skills=C', '|Skills=C++');
    place.edit('data.yaml', 'skills: C\n', 'skills: Go\n');
    const before = [place.read(at2013), place.read(at2014)];
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(3);
    expect(out).toContain("'A' is to move to 'Projects/2014', and is not there yet");
    expect([place.read(at2013), place.read(at2014)]).toEqual(before);
    expect((await place.run('resolve', 'projects', 'A', 'skills', '--take', 'data')).code).toBe(0);
    expect(place.read(at2014)).toContain('|Project=A\n|Skills=Go\n');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(at2013)).not.toContain('Project=A');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('takes what a person moved on the wiki for a change of its page in the data file', async () => {
    const place = await synced();
    moveOnWiki(place);
    const plan = await place.run('plan', 'projects');
    expect(plan.out).toContain('round: 2013 → 2014');
    const pages = [place.read(at2013), place.read(at2014)];
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read('data.yaml')).toBe(data.replace('round: 2013', 'round: 2014'));
    expect([place.read(at2013), place.read(at2014)]).toEqual(pages);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('still pushes and pulls the fields of what a person moved', async () => {
    const place = await synced();
    moveOnWiki(place);
    place.edit(at2014, '|Review=nice', '|Review=nicer');
    place.edit('data.yaml', 'skills: C\n', 'skills: Go\n');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(at2014)).toContain('|Project=A\n|Skills=Go\n|Review=nicer\n|Odd=keep me');
    expect(place.read('data.yaml')).toContain(
      'title: A\n    round: 2014\n    skills: Go\n    comments: nicer\n    internal: 17',
    );
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('reports what stands on two pages, and removes neither', async () => {
    const place = await synced();
    place.edit(at2014, '{{project\n|Project=X', `${callA}{{project\n|Project=X`);
    const texts = [place.read(at2013), place.read(at2014)];
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(0);
    expect(out).toContain("'A' stands on 'Projects/2014' and on 'Projects/2013'.");
    expect([place.read(at2013), place.read(at2014)]).toEqual(texts);
    expect(place.read('data.yaml')).toBe(data);
  });

  it('finishes a move whose second half was cut off', async () => {
    const place = await synced();
    moveInData(place);
    await place.run('sync', 'projects@2014');
    expect(place.read(at2014)).toContain('Project=A');
    expect(place.read(at2013)).toContain('Project=A');
    const { code } = await place.run('sync', 'projects');
    expect(code).toBe(0);
    expect(place.read(at2013)).not.toContain('Project=A');
    expect(place.read(at2014)).toContain('Project=A');
  });

  it('removes nothing where the new page does not have it, and says so', async () => {
    const place = await synced();
    moveInData(place);
    const { out } = await place.run('sync', 'projects@2013');
    expect(out).toContain("'A' is to move to 'Projects/2014', and is not there yet");
    expect(place.read(at2013)).toBe(page2013);
  });

  it('does not remove what was edited on the old page after the new one had it', async () => {
    const place = await synced();
    moveInData(place);
    await place.run('sync', 'projects@2014');
    place.edit(at2013, '|Odd=keep me', '|Odd=keep me too');
    const { out } = await place.run('sync', 'projects');
    expect(out).toContain("'A' was moved to 'Projects/2014', and edited on");
    expect(place.read(at2013)).toContain('|Odd=keep me too');
  });

  it('deletes nothing while another page cannot be read', async () => {
    const place = await synced();
    moveOnWiki(place);
    place.edit(at2014, '|Project=X', '|Project={{{X');
    place.write(at2014, `${place.read(at2014)}\u0000`);
    const { out } = await place.run('sync', 'projects');
    expect(out).toContain("'A' may stand on 'Projects/2014', which could not be read");
    expect(place.read('data.yaml')).toBe(data);
  });

  it('deletes from the data file what stands on no page any more', async () => {
    const place = await synced();
    place.edit(at2013, callA, '');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read('data.yaml')).not.toContain('title: A');
  });

  it('swaps records of two pages', async () => {
    const place = await synced();
    moveInData(place);
    place.edit('data.yaml', 'title: X\n    round: 2014', 'title: X\n    round: 2013');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(at2013)).toContain('Project=X');
    expect(place.read(at2013)).not.toContain('Project=A');
    expect(place.read(at2014)).toContain('Project=A');
    expect(place.read(at2014)).not.toContain('Project=X');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('empties a page whose records all go to another one', async () => {
    const place = await synced();
    place.edit('data.yaml', 'title: A\n    round: 2013', 'title: A\n    round: 2014');
    place.edit('data.yaml', 'title: B\n    round: 2013', 'title: B\n    round: 2014');
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(at2013)).toBe('Intro of 2013.\n\nOutro.\n');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('applies a plan of a move as it was reviewed', async () => {
    const place = await synced();
    moveInData(place);
    await place.run('plan', '--out', 'plan.json');
    const { code, out } = await place.run('apply', 'plan.json');
    expect([code, out]).toEqual([0, expect.stringContaining('Saved the page.')]);
    expect(place.read(at2013)).not.toContain('Project=A');
    expect(place.read(at2014)).toContain('Project=A');
  });

  it('takes what a person put on a page for a new record of that page', async () => {
    const place = await synced();
    place.write(at2014, `${page2014}\n{{project\n|Project=New\n|Skills=Go\n}}\n`);
    await place.run('sync', 'projects');
    expect(place.read('data.yaml')).toContain(
      'title: X\n    round: 2014\n    skills: Rust\n  - title: New\n    round: 2014\n    skills: Go\n',
    );
  });

  it('tells of records without a page, and leaves them alone', async () => {
    const place = await synced();
    place.edit('data.yaml', '    round: 2014\n', '');
    place.edit('data.yaml', 'title: B\n    round: 2013', 'title: B\n    round: 2041');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(1);
    expect(out).toContain("'X' has no round, so that it stands on no page.");
    expect(out).toContain("There is no page for the round '2041'.");
    expect(out).toContain("Did you mean '2014'?");
    expect(place.read(at2013)).toBe(page2013);
    expect(place.read(at2014)).toBe(page2014);
  });

  it('keeps a record that both moved and was deleted from its page', async () => {
    const place = await synced();
    moveInData(place);
    place.edit(at2013, callA, '');
    const { code, out } = await place.run('sync', 'projects');
    expect(code).toBe(3);
    expect(out).toContain('The wiki deleted the record, and the data file changed it');
    expect(place.read('data.yaml')).toContain('title: A');
  });

  it('moves to a page that is not there yet once somebody has made it', async () => {
    const place = await synced();
    rmSync(join(place.folder, at2014));
    moveInData(place);
    await place.run('sync', 'projects');
    expect(place.read(at2013)).toBe(page2013);
    place.write(at2014, page2014);
    await place.run('sync', 'projects');
    expect(place.read(at2013)).not.toContain('Project=A');
    expect(place.read(at2014)).toContain('Project=A');
  });

  it('settles whose page counts by its owner', async () => {
    const place = await synced();
    place.edit('config/wikisync.yaml', 'field: round,', 'field: round, owner: data,');
    moveOnWiki(place);
    expect((await place.run('sync', 'projects')).code).toBe(0);
    expect(place.read(at2013)).toContain('Project=A');
    expect(place.read(at2014)).not.toContain('Project=A');
    expect(place.read('data.yaml')).toBe(data);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });
});
