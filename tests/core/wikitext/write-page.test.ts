import { describe, expect, it } from 'vitest';
import { create, move, remove, update, written } from '../../support/pages.ts';
import { plainSchema, xenPage, xenSchema } from '../../support/xen.ts';

const schema = plainSchema('item', ['Name', 'Size', 'Note']);

const lines = `{{item
|Name=A
|Size=1
|Note=x
}}

{{item
|Name=B
|Note=y
}}
`;

describe('writePage, in place', () => {
  it('changes the value alone', () => {
    expect(written(lines, schema, [update('A', { Size: '22' })])).toEqual({
      text: lines.replace('|Size=1\n', '|Size=22\n'),
      codes: [],
    });
  });

  it('puts a new argument where the config’s order has it, on a line of its own', () => {
    expect(written(lines, schema, [update('B', { Size: '2' })]).text).toBe(
      lines.replace('|Name=B\n', '|Name=B\n|Size=2\n'),
    );
  });

  it('takes an argument away with its line', () => {
    expect(written(lines, schema, [update('A', { Size: undefined })]).text).toBe(
      lines.replace('|Size=1\n', ''),
    );
    expect(written(lines, schema, [update('A', { Note: undefined })]).text).toBe(
      lines.replace('|Note=x\n', ''),
    );
  });

  it('adds, changes and takes away at once', () => {
    const changes = [
      update('B', { Note: undefined, Size: '3' }),
      update('A', { Name: 'A', Note: 'z' }),
    ];

    expect(written(lines, schema, changes).text).toBe(
      lines.replace('|Name=B\n|Note=y\n', '|Name=B\n|Size=3\n').replace('|Note=x', '|Note=z'),
    );
  });

  it.each([
    ['on one line', '{{item|Name=A|Note=x}}', '{{item|Name=A|Size=1|Note=x}}'],
    [
      'with spaces',
      '{{item | Name = A | Note = x }}',
      '{{item | Name = A | Size = 1 | Note = x }}',
    ],
    [
      'indented, its braces on the last line',
      '{{item\n  | Name = A\n  | Note = x}}',
      '{{item\n  | Name = A\n  | Size = 1\n  | Note = x}}',
    ],
    [
      'with aligned equals signs',
      '{{item\n| Name     = A\n| Note     = x\n| Colour   = red\n| Of       = y\n}}',
      '{{item\n| Name     = A\n| Size     = 1\n| Note     = x\n| Colour   = red\n| Of       = y\n}}',
    ],
    [
      'with its bars at the ends of lines',
      '{{item|\nName=A|\nNote=x\n}}',
      '{{item|\nName=A|\nSize=1|\nNote=x\n}}',
    ],
  ])('copies the layout of a call %s', (_how, before, after) => {
    const page = `${before}\n`;

    expect(written(page, schema, [update('A', { Size: '1' })])).toEqual({
      text: `${after}\n`,
      codes: [],
    });
  });

  it('keeps white space and comments around the value', () => {
    const page = '{{item\n| Name =  A <!-- who --> \n| Size= <!-- none --> 1\n}}';

    expect(written(page, schema, [update('A', { Size: '2', Name: 'A' })]).text).toBe(
      page.replace('--> 1', '--> 2'),
    );
  });

  it('fills an empty argument on its own line', () => {
    const page = '{{item\n| Name = A\n| Size =\n| Note = <!-- later -->\n}}';

    expect(written(page, schema, [update('A', { Size: '1', Note: 'n' })]).text).toBe(
      '{{item\n| Name = A\n| Size = 1\n| Note = n<!-- later -->\n}}',
    );
  });

  it('keeps a comment on a line of its own below the argument that goes', () => {
    const page = '{{item\n|Name=A\n|Size=1 <!-- of size -->\n<!-- notes -->\n|Note=x\n}}';

    expect(written(page, schema, [update('A', { Size: undefined })]).text).toBe(
      '{{item\n|Name=A\n<!-- notes -->\n|Note=x\n}}',
    );
  });

  it('edits the last of two arguments of one name, and takes both away', () => {
    const page = '{{item|Name=A|Size=1|Size=2|Note=x}}';

    expect(written(page, schema, [update('A', { Size: '3' })]).text).toBe(
      '{{item|Name=A|Size=1|Size=3|Note=x}}',
    );
    expect(written(page, schema, [update('A', { Size: undefined })]).text).toBe(
      '{{item|Name=A|Note=x}}',
    );
  });

  it('writes positional arguments with their white space, and escapes their =', () => {
    const positional = plainSchema('item', ['1', '2', '3']);
    const page = '{{item|A| b |c}}';

    expect(written(page, positional, [update('A', { 2: 'x=y' })])).toEqual({
      text: '{{item|A| x{{=}}y |c}}',
      codes: [],
    });
    expect(written('{{item|A|b}}', positional, [update('A', { 3: 'c' })]).text).toBe(
      '{{item|A|b|c}}',
    );
    expect(written(page, positional, [update('A', { 3: undefined })]).text).toBe('{{item|A| b }}');
    expect(written(page, positional, [update('A', { 2: undefined })]).codes).toEqual([
      'value-refused',
    ]);
  });

  it('refuses a value that breaks out, and writes the others', () => {
    const changes = [update('A', { Note: 'a }} b' }), update('B', { Note: 'fine' })];

    expect(written(lines, schema, changes)).toEqual({
      text: lines.replace('|Note=y', '|Note=fine'),
      codes: ['value-refused'],
    });
  });

  it('keeps a value that ends in a brace away from the closing braces', () => {
    const page = '{{item|Name=A|Note=x}}';

    expect(written(page, schema, [update('A', { Note: '{| a\n|}' })])).toEqual({
      text: '{{item|Name=A|Note={{{!}} a\n{{!}}} }}',
      codes: [],
    });
  });
});

describe('writePage, records that come and go', () => {
  it('puts a new call behind its predecessor in the data file', () => {
    const { text, codes } = written(
      lines,
      schema,
      [create('N', { Name: 'N', Size: '9' })],
      ['A', 'N', 'B'],
    );

    expect(codes).toEqual([]);
    expect(text).toBe(
      lines.replace(
        '}}\n\n{{item\n|Name=B',
        '}}\n\n{{item\n|Name=N\n|Size=9\n}}\n\n{{item\n|Name=B',
      ),
    );
  });

  it('puts new calls in front, and several in the data file’s order', () => {
    const changes = [create('N', { Name: 'N' }), create('M', { Name: 'M' })];

    expect(written(lines, schema, changes, ['M', 'N', 'A', 'B']).text).toBe(
      `{{item\n|Name=M\n}}\n\n{{item\n|Name=N\n}}\n\n${lines}`,
    );
  });

  it('deletes a call with its blank line', () => {
    expect(written(lines, schema, [remove('A')]).text).toBe(
      lines.slice(lines.indexOf('{{item\n|Name=B')),
    );
    expect(written(lines, schema, [remove('B')]).text).toBe(
      `${lines.slice(0, lines.indexOf('\n\n{{item\n|Name=B'))}\n`,
    );
  });

  it.each([
    ['between paragraphs', 'one\n\n{{item|Name=A}}\n\ntwo\n', 'one\n\ntwo\n'],
    ['at the end', 'one\n\n{{item|Name=A}}', 'one'],
    ['at the start', '{{item|Name=A}}\n\ntwo', 'two'],
    ['under a heading', '== H ==\n\n{{item|Name=A}}\n\n== I ==\n', '== H ==\n\n== I ==\n'],
    ['in a list', '* {{item|Name=A}}\n* two\n', '* two\n'],
    ['within a line', 'see {{item|Name=A}} there', 'see  there'],
  ])('deletes the only call %s', (_where, before, after) => {
    expect(written(before, schema, [remove('A')])).toEqual({ text: after, codes: [] });
  });

  it('deletes neighbours, each order of them', () => {
    const page = '* {{item|Name=A}}\n* {{item|Name=B}}\n* {{item|Name=C}}\nend\n';

    expect(written(page, schema, [remove('A'), remove('B')]).text).toBe('* {{item|Name=C}}\nend\n');
    expect(written(page, schema, [remove('B'), remove('C')]).text).toBe('* {{item|Name=A}}\nend\n');
    expect(written(page, schema, [remove('A'), remove('C')]).text).toBe('* {{item|Name=B}}\nend\n');
    expect(written(page, schema, [remove('A'), remove('B'), remove('C')]).text).toBe('end\n');
  });

  it('deletes and adds rows of a table', () => {
    const page = '{|\n|-\n| {{item|Name=A}}\n|-\n| {{item|Name=B}}\n|}\n';

    expect(written(page, schema, [remove('B'), create('N', { Name: 'N' })], ['A', 'N']).text).toBe(
      '{|\n|-\n| {{item|Name=A}}\n|-\n| {{item|Name=N}}\n|}\n',
    );
  });

  it('replaces the only call of a section by another', () => {
    const page = xenPage.slice(xenPage.indexOf('=== Xen related'), xenPage.indexOf('=== OPW'));
    const key = 'openSUSE: Add Snapshot management API to libvirt Xenlight driver';

    const { text, codes } = written(
      page,
      xenSchema,
      [remove(key), create('N', { title: 'N', programme: 'partner' })],
      ['N'],
    );

    expect(codes).toEqual([]);
    expect(text).toBe(
      '=== Xen related GSoC Projects by other mentoring Organizations ===\n\n{{project\n|Project=N\n}}\n\n',
    );
  });

  it('puts a call on a page that has none, before its categories', () => {
    const page = 'A list.\n\n[[Category:Lists]]\n[[de:Liste]]\n';

    expect(written(page, schema, [create('A', { Name: 'A', Size: '1' })], ['A']).text).toBe(
      'A list.\n\n{{item\n|Name=A\n|Size=1\n}}\n\n[[Category:Lists]]\n[[de:Liste]]\n',
    );
  });
});

describe('writePage, sections', () => {
  const key = 'Parallel xenwatch kthread';
  const start = xenPage.indexOf('{{project\n|Project=Parallel');
  const callText = xenPage.slice(start, xenPage.indexOf('\n}}', start) + 3);

  it('moves a call to its section, and no other byte', () => {
    const { text, codes } = written(xenPage, xenSchema, [move(key, 'programme', 'opw')]);

    expect(codes).toEqual([]);
    expect(text).toBe(
      xenPage
        .replace(`\n\n${callText}`, '')
        .replace('=== OPW Round 8 ===\n\n', `=== OPW Round 8 ===\n\n${callText}\n\n`),
    );
  });

  it('says how to add a section that is not there, and leaves its records', () => {
    const page = xenPage.replace('=== OPW Round 8 ===', '=== Something else ===');

    expect(written(page, xenSchema, [move(key, 'programme', 'opw')])).toEqual({
      text: page,
      codes: ['section-missing'],
    });
  });

  it('puts a record with no section nowhere', () => {
    expect(written(xenPage, xenSchema, [create('N', { title: 'N' })]).codes).toEqual([
      'section-not-given',
    ]);
  });

  it('opens an empty section', () => {
    const page =
      '== GSoC Projects ==\n\n{{project|Project=A}}\n\n== OPW Round 8 ==\n\n== End ==\nx\n';

    expect(
      written(page, xenSchema, [create('N', { title: 'N', programme: 'opw' })], ['A', 'N']).text,
    ).toBe(
      '== GSoC Projects ==\n\n{{project|Project=A}}\n\n== OPW Round 8 ==\n\n{{project|Project=N}}\n\n== End ==\nx\n',
    );
  });
});
