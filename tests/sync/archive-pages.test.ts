/** A listing whose older rounds stand on an archive page, made with a layout. */
import { describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';

const config = `wikis:
  w: { folder: ../wiki }
listings:
  projects:
    wiki: w
    pages:
      field: round
      titles: { current: Projects, archive: Projects/Archive }
      takes: { current: { from: 2013 }, archive: { before: 2013 } }
    data: ../data.yaml
    layout: projects.liquid
    template: project
    key: title
    fields:
      title: { parameter: Project, type: text, required: true }
      comments: { parameter: Review, type: wikitext, owner: wiki }
`;

const layout = `<% if page.title == "Projects/Archive" %>
There are <% spot total %><< records | size >><% endspot %> projects of old.

<% for group in (records | sort: "round desc", "title" | group_by: "round") %>
== Round of << group.name >> ==

<% for record in group.items %>
<< record | call >>

<% endfor %>
<% endfor %>
<% else %>
These << records | size >> projects are open.

<% for record in records %>
<< record | call >>

<% endfor %>
<% endif %>
`;

const call = (name: string, more = ''): string => `{{project\n|Project=${name}${more}\n}}`;

const record = (title: string, round: number): string =>
  `  - title: ${title}\n    round: ${round}\n`;

const data = `records:\n${record('A', 2011)}${record('B', 2012)}${record('C', 2013)}    comments: A fine one.\n${record('D', 2014)}`;

const at = { current: 'wiki/Projects.wiki', archive: 'wiki/Projects/Archive.wiki' };

async function synced(): Promise<Workplace> {
  const place = workplace();
  place.write('config/wikisync.yaml', config);
  place.write('config/projects.liquid', layout);
  place.write('data.yaml', data);
  place.write(
    at.current,
    `People wrote this.\n\n${call('C', '\n|Review=A fine one.')}\n\n${call('D')}\n`,
  );
  place.write(at.archive, `Old ones.\n\n${call('A')}\n\n${call('B')}\n`);
  expect(await place.run('sync', 'projects')).toMatchObject({ code: 0 });
  expect(place.read('data.yaml')).toBe(data);
  return place;
}

describe('an archive page', () => {
  it('has the records of the values that it takes, and the data file keeps them', async () => {
    const place = await synced();
    place.write('data.yaml', `${data}${record('E', 2009)}${record('F', 2015)}`);

    expect((await place.run('sync', 'projects')).code).toBe(0);

    expect(place.read(at.archive)).toContain('Project=E');
    expect(place.read(at.current)).toContain('Project=F');
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('gets the next round by one line of the config, with all that the calls say', async () => {
    const place = await synced();
    place.edit(
      'config/wikisync.yaml',
      '{ current: { from: 2013 }, archive: { before: 2013 } }',
      '{ current: { from: 2014 }, archive: { before: 2014 } }',
    );

    expect((await place.run('sync', 'projects')).code).toBe(0);

    expect(place.read(at.archive)).toContain(call('C', '\n|Review=A fine one.'));
    expect(place.read(at.current)).toBe(`People wrote this.\n\n${call('D')}\n`);
    expect(place.read('data.yaml')).toBe(data);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('is regenerated with its own records alone, by the values that the data file has', async () => {
    const place = await synced();

    expect(
      await place.run('regenerate', 'projects', '--replace', 'all', '--allow', 'size'),
    ).toMatchObject({
      code: 0,
    });

    expect(place.read(at.archive)).toBe(`There are 2 projects of old.

== Round of 2012 ==

${call('B')}

== Round of 2011 ==

${call('A')}
`);
    expect(place.read(at.current)).toBe(`These 2 projects are open.

${call('C', '\n|Review=A fine one.')}

${call('D')}
`);
    for (const command of ['plan', 'regenerate']) {
      const { code } = await place.run(command, 'projects', '--exit-code');
      expect([command, code]).toEqual([command, 0]);
    }
  });

  it('is regenerated around what people wrote, with each record under its heading of the layout', async () => {
    const place = await synced();
    place.write(
      at.archive,
      `Old ones, said by people.

== Round of 2012 ==

A good year.

${call('B')}

== Round of 2011 ==

${call('A')}

Thanks to all.
`,
    );
    place.edit('data.yaml', 'title: C\n    round: 2013', 'title: C\n    round: 2010');
    place.edit('data.yaml', 'title: A\n    round: 2011', 'title: A\n    round: 2012');
    expect((await place.run('sync', 'projects')).code).toBe(0);

    const { code, out } = await place.run('regenerate', 'projects@archive');

    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('records change places'),
    });
    expect(place.read(at.archive)).toBe(`Old ones, said by people.

== Round of 2012 ==

A good year.

${call('A')}

${call('B')}

== Round of 2010 ==

${call('C', '\n|Review=A fine one.')}

== Round of 2011 ==

Thanks to all.
`);
    expect((await place.run('regenerate', 'projects', '--exit-code')).code).toBe(0);
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it('loses no record to a layout that leaves one out', async () => {
    const place = await synced();
    place.edit('config/projects.liquid', 'in records', 'in (records | where: "title", "D")');

    const { code, out } = await place.run('regenerate', 'projects@current');

    expect(code).toBe(1);
    expect(out).toContain("The layout has no place for 'C'.");
    expect(place.read(at.current)).toContain('Project=C');
  });

  it('is regenerated once records have come to it, with what only their calls say', async () => {
    const place = await synced();
    place.edit('data.yaml', 'title: C\n    round: 2013', 'title: C\n    round: 2010');

    const { code, out } = await place.run('regenerate', 'projects');

    expect(code).toBe(1);
    expect(out).toContain("'C' belongs on another page of the listing.");
    expect(out).toContain("'C' still stands on 'Projects'.");
    await place.run('sync', 'projects');
    expect((await place.run('regenerate', 'projects')).code).toBe(0);
    expect(place.read(at.archive)).toContain('|Review=A fine one.');
  });

  it('gives what people bring back from it the name of the page that they bring it to', async () => {
    const place = await synced();
    place.edit(at.archive, `${call('B')}\n`, '');
    place.edit(at.current, call('D'), `${call('D')}\n\n${call('B')}`);

    expect((await place.run('sync', 'projects')).code).toBe(0);

    expect(place.read('data.yaml')).toBe(
      data.replace('B\n    round: 2012', 'B\n    round: current'),
    );
    expect((await place.run('plan', '--exit-code')).code).toBe(0);
  });

  it.each([
    ['{ archive: [] }', "What else the page of 'archive' takes is not said."],
    ['{ archive: { until: 3 } }', "has an unknown key 'until'"],
    ['{ archives: [2012] }', "There is no page for 'archives' in titles."],
  ])('is told of what cannot be taken: %s', async (takes, message) => {
    const place = await synced();
    place.edit(
      'config/wikisync.yaml',
      '{ current: { from: 2013 }, archive: { before: 2013 } }',
      takes,
    );

    const { code, out } = await place.run('plan');

    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(message);
  });
});
