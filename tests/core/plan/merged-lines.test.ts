import { describe, expect, it } from 'vitest';
import { wikitext } from '../../../src/core/fields/wikitext.ts';
import type { RecordSchema } from '../../../src/core/schema.ts';
import { dataOf, type ListingState, met, planned, pulled, pushed } from '../../support/listing.ts';
import { sharedSchema } from '../../support/record-sets.ts';

const { section: _section, ...flat } = sharedSchema;
const [title] = flat.fields;
const schema: RecordSchema = {
  ...flat,
  fields: [
    ...(title === undefined ? [] : [title]),
    {
      name: 'text',
      parameter: 'text',
      type: wikitext,
      options: {},
      owner: 'shared',
      required: false,
      merge: 'lines',
    },
  ],
};

const agreed = 'First.\n\nSecond.\n\nThird.';
const inData = 'First, by the file.\n\nSecond.\n\nThird.\n\nFourth, by the file.';
const onWiki = 'Before it all, by the wiki.\n\nFirst.\n\nSecond, by the wiki.\n\nThird.';

const pageOf = (text: string) => `{{item\n|title=A\n|text=${text}\n}}\n`;
const edited = (data: string, wiki: string): ListingState => {
  const before = met(
    { page: pageOf(agreed), data: dataOf({ title: 'A', text: agreed }), base: undefined },
    schema,
  );
  return { ...before, page: pageOf(wiki), data: dataOf({ title: 'A', text: data }) };
};

const apart = edited(inData, onWiki.replace('Before it all, by the wiki.\n\n', ''));
const both = 'First, by the file.\n\nSecond, by the wiki.\n\nThird.\n\nFourth, by the file.';

describe('a text that both sides changed in different lines', () => {
  it('goes to both sides, and the plan says so', () => {
    const { plan } = planned(apart, schema);
    const [before, there] = [apart.data[0]?.get('text'), onWiki.split('\n').slice(2).join('\n')];

    expect(plan.conflicts).toEqual([]);
    expect(plan.toPage).toEqual([
      { kind: 'update', key: 'A', fields: [{ field: 'text', before: there, after: both }] },
    ]);
    expect(plan.toData).toEqual([
      { kind: 'update', key: 'A', fields: [{ field: 'text', before, after: both }] },
    ]);
    expect(plan.diagnostics).toMatchObject([
      { code: 'lines-merged', severity: 'notice', record: 'A', field: 'text' },
    ]);
  });

  it.each([
    ['a push and then a pull', [pushed, pulled]],
    ['a pull and then a push', [pulled, pushed]],
    ['two pushes and a pull', [pushed, pushed, pulled]],
  ])('is the same on both after %s', (_what, runs) => {
    const after = runs.reduce((state, run) => run(state, schema), apart);

    expect(after.page).toBe(pageOf(both));
    expect(after.data[0]?.get('text')).toBe(both);
    expect(planned(after, schema).plan).toMatchObject({
      toPage: [],
      toData: [],
      conflicts: [],
      diagnostics: [],
    });
  });

  it('is a conflict of the whole value where changed lines touch', () => {
    const { plan } = planned(edited(inData, onWiki), schema);

    expect(plan).toMatchObject({ toPage: [], toData: [], diagnostics: [] });
    expect(plan.conflicts).toMatchObject([{ field: 'text', base: agreed, data: inData }]);
  });
});
