import { describe, expect, it } from 'vitest';
import { inferType } from '../../../src/core/adopt/infer-type.ts';

const seen = (values: readonly string[]) => values.map((text, at) => ({ text, at }));

function typeOf(values: readonly string[], parameter = 'x') {
  const { type, options } = inferType(seen(values), { parameter });
  return { type, ...options };
}

describe('inferType', () => {
  it.each<readonly [string, readonly string[], object]>([
    ['ISO dates', ['2014-01-02', '2014-02-03'], { type: 'date', formats: ['yyyy-MM-dd'] }],
    ['days first', ['01/02/2014', '13/02/2014'], { type: 'date', formats: ['dd/MM/yyyy'] }],
    ['months first', ['01/02/2014', '01/13/2014'], { type: 'date', formats: ['MM/dd/yyyy'] }],
    [
      'both, the more frequent first',
      ['01/13/2014', '01/14/2014', '13/01/2014'],
      { type: 'date', formats: ['MM/dd/yyyy', 'dd/MM/yyyy'] },
    ],
    ['German dates', ['1.2.2014', '13.12.2014'], { type: 'date', formats: ['d.M.yyyy'] }],
    [
      'Chinese dates',
      ['2014年1月2日', '2014年11月12日'],
      { type: 'date', formats: ['yyyy年M月d日'] },
    ],
    [
      'names of months',
      ['May 3, 2014', 'June 13, 2014'],
      { type: 'date', formats: ['MMMM d, yyyy'] },
    ],
    ['months of another language', ['3. Mai 2014', '4. Juni 2014'], { type: 'text' }],
    ['one date', ['2014-01-02'], { type: 'date', formats: ['yyyy-MM-dd'] }],
    [
      'a date in five that is none',
      ['2014-01-02', '2014-01-03', '2014-01-04', '2014-01-05', 'soon'],
      { type: 'date', formats: ['yyyy-MM-dd'] },
    ],
    [
      'a date in four that is none',
      ['2014-01-02', '2014-01-03', '2014-01-04', 'soon'],
      { type: 'text' },
    ],
    ['a date among words', ['2014-01-02', 'soon', 'later'], { type: 'text' }],
    ['years', ['1998', '2004'], { type: 'number' }],
    ['zeros and ones', ['0', '1', '1'], { type: 'number' }],
    ['numbers that are names', ['007', '1'], { type: 'text' }],
    ['yes and no', ['Yes', 'no'], { type: 'flag', values: { true: ['Yes'], false: ['no'] } }],
    [
      'nothing but yes',
      ['Ja', 'ja'],
      { type: 'flag', values: { true: ['Ja', 'ja'], false: ['Nein'] } },
    ],
    ['nothing but no', ['нет', 'нет'], { type: 'flag', values: { true: ['да'], false: ['нет'] } }],
    ['a lone letter', ['x'], { type: 'text' }],
    ['marks', ['x', '-', 'x'], { type: 'flag', values: { true: ['x'], false: ['-'] } }],
    ['addresses', ['https://x.org', '[https://y.org y]'], { type: 'url' }],
    ['links', ['[[A]]', '[[B|b]]'], { type: 'link' }],
    ['people', ['Mentor: Ada, Student: Bo', 'Mentor: Cy'], { type: 'people' }],
    ['people without roles', ['Ada', 'Bo, Cy'], { type: 'text' }],
    ['bullets', ['* a\n* b', '* c'], { type: 'list' }],
    ['words that come again', ['C, OCaml', 'C', 'OCaml, Perl'], { type: 'list' }],
    [
      'the same with semicolons',
      ['C; OCaml', 'C', 'OCaml; Perl'],
      { type: 'list', separator: ';' },
    ],
    ['the same in Chinese', ['茶、酒', '茶', '酒、水'], { type: 'list', separator: '、' }],
    ['names with a comma', ['Levy, Ruth', 'Cohen, Dan'], { type: 'text' }],
    ['sentences', ['Cut it, then dry it.', 'Cut it.', 'Eat it, or not.'], { type: 'text' }],
    ['markup', ["''a''", 'b'], { type: 'wikitext' }],
    ['lines', ['a\nb'], { type: 'wikitext' }],
    ['nothing', [], { type: 'wikitext' }],
  ])('takes %s for what they are', (_, values, wanted) => {
    expect(typeOf(values)).toEqual(wanted);
  });

  it.each<readonly [string, readonly string[], object | undefined]>([
    ['in several cases', ['Low', 'low', 'High', 'High'], { low: ['Low', 'low'], high: ['High'] }],
    [
      'with white space',
      ['In  use', 'in use', 'Old', 'Old'],
      { 'in-use': ['In  use', 'in use'], old: ['Old'] },
    ],
    ['of signs', ['A+', 'A', 'A+', 'A'], { 'a-2': ['A+'], a: ['A'] }],
    ['a misspelt one', ['Closed', 'Closed', 'Closed', 'Closd'], { closed: ['Closed', 'Closd'] }],
    ['swapped letters', ['Closed', 'Closed', 'Closed', 'Colsed'], { closed: ['Closed', 'Colsed'] }],
    [
      'two letters of a long one',
      ['In progress', 'In progress', 'In progress', 'In progres s'],
      { 'in-progress': ['In progress', 'In progres s'] },
    ],
    [
      'but not other numbers',
      ['Phase 1', 'Phase 1', 'Phase 1', 'Phase 2'],
      { 'phase-1': ['Phase 1'], 'phase-2': ['Phase 2'] },
    ],
    [
      'but not other words',
      ['major', 'major', 'major', 'minor'],
      { major: ['major'], minor: ['minor'] },
    ],
    ['but not short ones', ['East', 'East', 'East', 'Eats'], { east: ['East'], eats: ['Eats'] }],
    ['unless there are too many', ['a', 'b', 'c', 'a'], undefined],
  ])('takes values that stand again and again for choices: %s', (_, values, wanted) => {
    const found = typeOf(values);

    expect(found).toEqual(
      wanted === undefined ? { type: 'text' } : { type: 'choice', values: wanted },
    );
  });

  it.each(['Difficulty', 'task_status', 'Kind'])('expects few values of %s', (parameter) => {
    expect(typeOf(['Low-Medium', 'Medium', 'medium'], parameter)).toEqual({
      type: 'choice',
      values: { 'low-medium': ['Low-Medium'], medium: ['Medium', 'medium'] },
    });
    expect(typeOf(['Low', 'Medium'], parameter)).toEqual({ type: 'text' });
  });

  it.each(['Owner', 'Contact person', 'by', 'City'])('expects new names of %s', (parameter) => {
    expect(typeOf(['Ann', 'Bo', 'Ann', 'Bo'], parameter)).toEqual({ type: 'text' });
  });

  it.each([
    [['03/04/2014', '05/06/2014']],
    [['3-4-2014', 'x', '5-6-2014', '7-8-2014', '9-10-2014']],
  ])('says where no date shows the order: %j', (values) => {
    const { notes } = inferType(seen(values), { parameter: 'x' });

    expect(notes).toEqual([
      {
        text: 'No date shows whether the day or the month goes first: the day is taken to',
        at: 0,
      },
    ]);
  });

  it.each([
    [['03/04/2014', '15/06/2014']],
    [['03.04.2014', '05.06.2014']],
    [['03/03/2014', '2014-01-02']],
  ])('says nothing where there is no doubt: %j', (values) => {
    expect(inferType(seen(values), { parameter: 'x' }).notes).toEqual([]);
  });

  it.each<readonly [string, readonly string[], readonly string[], string]>([
    ['content', ['plain'], [], 'wikitext'],
    ['unbalanced-wikitext', ['plain'], [], 'wikitext'],
    ['boolean', ['1', '0'], [], 'flag'],
    ['boolean', ['perhaps'], [], 'text'],
    ['number', ['7'], [], 'number'],
    ['number', ['seven'], [], 'text'],
    ['date', ['2014-01-02'], [], 'date'],
    ['date', ['soon'], [], 'text'],
    ['url', ['https://x.org'], [], 'url'],
    ['line', ['2014-01-02'], [], 'date'],
    ['unknown', ['b', 'c'], ['a', 'b', 'c'], 'choice'],
    ['string', ['one', 'two', 'three', 'four'], ['a', 'b'], 'text'],
    ['string', ['[[a]]'], ['a'], 'link'],
    ['line', [], [], 'text'],
    ['wiki-page-name', [], [], 'text'],
    ['date', [], [], 'date'],
    ['number', [], [], 'number'],
    ['string', [], ['a', 'b'], 'choice'],
    ['string', [], [], 'wikitext'],
  ])(
    'takes what people call %s, with %j and the suggestions %j, for %s',
    (type, values, suggestedValues, wanted) => {
      const described = { type, suggestedValues };

      expect(inferType(seen(values), { parameter: 'x', described }).type).toBe(wanted);
    },
  );
});
