import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/load.ts';
import type { ListingState } from '../../support/listing.ts';
import { dataOf, met, planned, pulled, pushed } from '../../support/listing.ts';

const config = `wikis:
  w: { folder: wiki }
listings:
  l:
    wiki: w
    page: P
    data: l.yaml
    template: project
    key: id
    fields:
      id: { parameter: id, type: text, required: true }
      title: { parameter: Project, type: text }
      skills: { parameter: Skills, type: text }
`;

const page = `{{project
|id=17
|Project=Lazy restore
|Skills=C
}}
{{project
|id=18
|Project=Another
|Skills=C
}}
`;

function start(): { state: ListingState; schema: Parameters<typeof met>[1] } {
  const { value } = parseConfig(config, { path: '/c/w.yaml', shownPath: 'w.yaml' });
  const schema = value?.listings[0]?.schema;
  if (schema === undefined) throw new Error('the config is right');
  const data = dataOf(
    { id: '17', title: 'Lazy restore', skills: 'C' },
    { id: '18', title: 'Another', skills: 'C' },
  );
  return { state: met({ page, data, base: undefined }, schema), schema };
}

it('updates a record whose title changed on the wiki, where its key is a parameter of its own', () => {
  const { state, schema } = start();
  const retitled = { ...state, page: page.replace('=Lazy restore', '=Lazy restore, by paging') };

  const { plan } = planned(retitled, schema);

  expect(plan).toMatchObject({ toPage: [], conflicts: [], diagnostics: [] });
  expect(plan.toData).toEqual([
    {
      kind: 'update',
      key: '17',
      fields: [{ field: 'title', before: 'Lazy restore', after: 'Lazy restore, by paging' }],
    },
  ]);
  const after = pulled(retitled, schema);
  expect(after.data[0]?.get('title')).toBe('Lazy restore, by paging');
  expect(planned(after, schema).plan).toMatchObject({ toPage: [], toData: [], conflicts: [] });
});

it('updates even records whose titles were exchanged in the data file', () => {
  const { state, schema } = start();
  const data = dataOf(
    { id: '17', title: 'Another', skills: 'C' },
    { id: '18', title: 'Lazy restore', skills: 'C' },
  );

  const after = pushed({ ...state, data }, schema);

  expect(after.page).toBe(
    page
      .replace('=Another', '=?')
      .replace('=Lazy restore', '=Another')
      .replace('=?', '=Lazy restore'),
  );
});
