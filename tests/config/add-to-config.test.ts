import { describe, expect, it } from 'vitest';
import { addToConfig } from '../../src/config/add-to-config.ts';
import { parseConfig } from '../../src/config/load.ts';

const listing = {
  ...{ name: 'new', wiki: 'w', page: 'New', dataFile: '../new.yaml', template: 'T' },
  proposal: {
    ...{ key: 'name', keys: [], unused: [], records: 2, notes: [] },
    fields: [
      {
        name: 'name',
        parameter: 'Name',
        type: 'text',
        options: {},
        required: true,
        filled: 2,
        notes: [],
      },
    ],
  },
};

const old =
  'old: { wiki: w, page: Old, data: ../o.yaml, template: t, key: n, fields: { n: { parameter: n, type: text } } }';

describe('addToConfig', () => {
  it.each([
    ['listings last', `wikis:\n  w: { folder: . }\nlistings:\n  ${old}\n`],
    [
      'listings first, and indented by four',
      `listings:\n    ${old} # the old one\n\n# wikis\nwikis:\n    w: { folder: . }\n`,
    ],
    ['no line feed at the end', `wikis:\n  w: { folder: . }\nlistings:\n  ${old}`],
    [
      'line ends of Windows',
      `wikis:\r\n  w:\r\n    folder: .\r\n\r\nlistings:\r\n  ${old}\r\n\r\n# end\r\n`,
    ],
    ['a comment behind', `wikis:\n  w: { folder: . }\nlistings:\n  ${old}\n  # another: {}\n`],
    [
      'a text of several lines at the end',
      `wikis:\n  w: { folder: . }\nlistings:\n  ${old.replace(/\}$/, ',\n    summary: "a\n    b"\n  }')}\n`,
    ],
  ])('adds to a config with %s', (_, text) => {
    const made = addToConfig(text, { wiki: undefined, listing });
    const added = made?.split(/\r?\n/).filter((line) => !text.split(/\r?\n/).includes(line));

    const { value, diagnostics } = parseConfig(made ?? '', {
      path: '/w.yaml',
      shownPath: 'w.yaml',
    });
    expect(diagnostics).toEqual([]);
    expect(value?.listings.map(({ name }) => name)).toEqual(['old', 'new']);
    for (const line of text.split(/\r?\n/)) expect(made).toContain(line);
    expect(added?.length).toBeGreaterThan(8);
    expect(made?.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(/[^\r]\n/.test(made ?? '')).toBe(!text.includes('\r\n'));
  });

  it('adds the wiki too', () => {
    const text = `wikis:\n  w: { folder: . }\nlistings:\n  ${old}\n`;
    const wiki = { name: 'more', at: { folder: 'more', extension: 'txt' } };

    const made = addToConfig(text, { wiki, listing: { ...listing, wiki: 'more' } });

    expect(made).toContain('\n  w: { folder: . }\n  more:\n');
    expect(parseConfig(made ?? '', { path: '/w.yaml', shownPath: 'w' }).value?.wikis).toHaveLength(
      2,
    );
  });

  it.each([
    ['in braces', 'wikis: { w: { folder: . } }\nlistings: { }\n'],
    ['that lacks the listings', 'wikis:\n  w: { folder: . }\n'],
    ['all in braces', `{ wikis: { w: { folder: . } }, listings: { ${old} } }`],
    ['that has the listing', 'wikis:\n  w: { folder: . }\nlistings:\n  new: { }\n'],
  ])('leaves alone a config %s', (_, text) => {
    expect(addToConfig(text, { wiki: undefined, listing })).toBeUndefined();
  });
});
