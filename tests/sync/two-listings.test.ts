/** Two listings of one page share its layout. */
import { expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';

const config = `wikis:
  home: { folder: pages }
listings:
  plants:
    wiki: home
    page: Garden
    data: plants.yaml
    layout: layout.wiki
    template: plant
    key: name
    fields: { name: { parameter: Name, type: text }, tall: { parameter: Tall, type: number } }
  tools:
    wiki: home
    page: Garden
    data: tools.yaml
    layout: layout.wiki
    template: tool
    key: name
    fields: { name: { parameter: Name, type: text } }
`;

const layout = `<% spot all %><< listings.plants.records.size | plus: listings.tools.records.size >><% endspot %> things are in our garden.

== Plants ==

{| class="wikitable"
! Plant !! Tall
<% for plant in (listings.plants.records | sort: "tall desc") %>
|-
| << plant.name >> || << plant.tall >>
<% endfor %>
|}

<% for plant in listings.plants.records %>
<< plant | call >>
<% endfor %>

== Tools ==

<% for tool in listings.tools.records %>
<< tool | call >>
<% endfor %>
`;

const page = `2 things are in our garden.

== Plants ==

{| class="wikitable"
! Plant !! Tall
|-
| Rose || 2
|}

{{plant|Name=Rose|Tall=2}}

== Tools ==

{{ tool | Name = Spade }}
`;

function garden(): Workplace {
  const place = workplace();
  place.write('config/wikisync.yaml', config);
  place.write('config/layout.wiki', layout);
  place.write('config/pages/Garden.wiki', page);
  place.write('config/plants.yaml', 'records:\n  - name: Rose\n    tall: 2\n');
  place.write('config/tools.yaml', 'records:\n  - name: Spade\n');
  return place;
}

it('counts the records of both, whichever is synced', async () => {
  const place = garden();
  expect((await place.run('sync', '--all', '--exit-code')).code).toBe(0);
  expect(place.read('config/pages/Garden.wiki')).toBe(page);
  place.write('config/tools.yaml', 'records:\n  - name: Spade\n  - name: Rake\n');

  expect((await place.run('sync', 'tools')).code).toBe(0);

  expect(place.read('config/pages/Garden.wiki')).toBe(
    page
      .replace('2 things', '3 things')
      .replace('Spade }}\n', 'Spade }}\n\n{{tool | Name = Rake }}\n'),
  );
  expect((await place.run('plan', '--all', '--exit-code')).code).toBe(0);
});

it('makes the page of one anew with an overview table, and keeps the calls of the other', async () => {
  const place = garden();
  expect((await place.run('sync', '--all')).code).toBe(0);
  place.write(
    'config/plants.yaml',
    'records:\n  - name: Rose\n    tall: 2\n  - name: Oak | tree\n    tall: 20\n',
  );

  const { code, out } = await place.run('regenerate', 'plants', '--replace', 'all');

  expect({ code, out }).toMatchObject({ code: 0 });
  expect(place.read('config/pages/Garden.wiki')).toBe(
    page
      .replace('2 things', '3 things')
      .replace('| Rose || 2', '| Oak &#124; tree || 20\n|-\n| Rose || 2')
      .replace('Tall=2}}\n', 'Tall=2}}\n{{plant|Name=Oak {{!}} tree|Tall=20}}\n'),
  );
  for (const listing of ['plants', 'tools']) {
    const again = await place.run('regenerate', listing, '--replace', 'all', '--exit-code', '-n');
    expect({ listing, code: again.code }).toEqual({ listing, code: 0 });
  }
  expect((await place.run('plan', '--all', '--exit-code')).code).toBe(0);
});

it('does not let the records of the other go', async () => {
  const place = garden();
  expect((await place.run('sync', '--all')).code).toBe(0);
  place.edit('config/layout.wiki', '<< tool | call >>', '<< tool.name >>');

  const { code, out } = await place.run('regenerate', 'plants', '--replace', 'all');

  expect(code).toBe(1);
  expect(out).toContain("'Spade' of 'tools' would not stay as it is");
  expect(place.read('config/pages/Garden.wiki')).toBe(page);
});
