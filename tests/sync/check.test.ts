/** `check` with levels and waivers of the config. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { contactJsonSchema } from '../../src/report/contact-json.ts';
import { type Workplace, workplace } from '../support/command-line.ts';

const page = '{{plant|Name=Sage|Soil=chalk}}\n{{plant|Name=sage|Planted=01/12/2012}}\n';

let place: Workplace;

beforeEach(() => {
  place = workplace();
  place.write('wiki/Plants.wiki', page);
});

/** Checks with this as the listing's `check`, and that as everybody's. */
async function check(own: string, options: readonly string[] = [], general = '{}') {
  place.write(
    'config/wikisync.yaml',
    `check: ${general}
wikis: { garden: { folder: ../wiki } }
listings:
  plants:
    wiki: garden
    page: Plants
    data: data.yaml
    template: plant
    key: name
    fields:
      name: { parameter: Name, type: text }
      planted: { parameter: Planted, type: date, formats: [dd/MM/yyyy, MM/dd/yyyy] }
    check: ${own}
`,
  );
  const { code, out } = await place.run('check', '--today', '2026-06-15', ...options);
  // Without the line ends that a narrow terminal makes necessary.
  return { code, out: out.replace(/\n {2,}(?=\S)/g, ' ') };
}

describe('levels', () => {
  it('are the rules own if nothing is said', async () => {
    const { code, out } = await check('{}');

    expect(code).toBe(0);
    expect(out).toContain('warning: garden:Plants:2:1: ');
    expect(out).toContain('notice: garden:Plants:1:18: ');
  });

  it('make an error of a notice, for the exit code too', async () => {
    const { code, out } = await check('{ levels: { argument-unknown: error } }');

    expect(code).toBe(1);
    expect(out).toContain("error: garden:Plants:1:18: No field is for the argument 'Soil'.");
  });

  it('leave out what is off', async () => {
    const { out } = await check('{ levels: { key-lookalike: off, value-doubtful: off } }');

    expect(out).not.toMatch(/key-lookalike|value-doubtful/);
  });

  it('are those of the listing before those of all', async () => {
    const { code, out } = await check(
      '{ levels: { key-lookalike: notice } }',
      [],
      '{ levels: { key-lookalike: error, argument-unknown: off } }',
    );

    expect(code).toBe(0);
    expect(out).toContain('notice: garden:Plants:2:1: ');
    expect(out).not.toContain('argument-unknown');
  });

  it('are refused for a rule that there is not', async () => {
    const { code, out } = await check('{ levels: { key-lookalikes: off } }');

    expect(code).toBe(1);
    expect(out).toContain("Did you mean 'key-lookalike'?");
  });
});

describe('--fail-on', () => {
  it.each([
    ['error', 0],
    ['warning', 1],
    ['notice', 1],
  ])('%s gives %i where the gravest is a warning', async (severity, code) => {
    expect((await check('{}', ['--fail-on', severity])).code).toBe(code);
  });

  it('warning gives 0 where there are notices alone', async () => {
    const own = '{ levels: { key-lookalike: notice } }';
    const { code } = await check(own, ['--fail-on', 'warning']);

    expect(code).toBe(0);
  });
});

describe('waivers', () => {
  const waiver = (more = '') =>
    `{ waive: [{ rule: key-lookalike, record: sage, reason: Two kinds of it${more} }] }`;

  it('take a finding out, which is counted, and shown if that is asked for', async () => {
    const quiet = await check(waiver());
    const verbose = await check(waiver(), ['--verbose']);

    expect(quiet.out).not.toContain('key-lookalike');
    expect(quiet.out).toContain('1 waived.');
    expect(verbose.out).toContain("waived: garden:Plants:2:1: The key 'sage' looks like 'Sage'");
    expect(verbose.out).toContain('Two kinds of it');
  });

  it('hold until the end of their last day', async () => {
    expect((await check(waiver(', until: 2026-06-15'))).out).not.toContain('key-lookalike');

    const { out } = await check(waiver(', until: 2026-06-14'));

    expect(out).toContain("The key 'sage' looks like 'Sage'");
    expect(out).toContain('was until 2026-06-14. [waiver-unused]');
  });

  it.each([
    ['another record', '{ rule: key-lookalike, record: Mint, reason: r }'],
    ['another rule', '{ rule: key-twice, record: sage, reason: r }'],
    ['another field', '{ rule: value-doubtful, record: sage, field: name, reason: r }'],
  ])('for %s are told to have nothing to do, and where they stand', async (_what, written) => {
    const { out } = await check(`{ waive: [${written}] }`);

    expect(out).toContain('warning: config/wikisync.yaml:13:22: The waiver of');
    expect(out).toContain('matches nothing that was found. [waiver-unused]');
  });

  it('find the record of a value that was read with doubt', async () => {
    const { out } = await check(
      '{ waive: [{ rule: value-doubtful, record: sage, field: planted, reason: r }] }',
    );

    expect(out).not.toContain('[value-doubtful]');
    expect(out).toContain('1 waived.');
  });

  it('need a reason', async () => {
    const { code, out } = await check('{ waive: [{ rule: key-lookalike, record: sage }] }');

    expect(code).toBe(1);
    expect(out).toContain('reason');
  });

  it('are in the JSON', async () => {
    const { out } = await check(waiver(', until: 2027-01-31'), ['--format', 'json']);

    expect(JSON.parse(out).listings[0].waived).toMatchObject([
      { diagnostic: { code: 'key-lookalike', record: 'sage' }, until: '2027-01-31' },
    ]);
  });
});

describe('settings', () => {
  it.each([
    ['{ stale: { field: checked, months: 12 } }', "There is no field 'checked'."],
    ['{ stale: { field: name, months: 12 } }', "The field 'name' is no date"],
    ['{ stale: { field: planted, months: 0 } }', 'must be at least 1'],
    ['{ contacts: peopel }', "There is no field 'peopel'."],
    ['{ waive: [{ rule: key-twice, record: a, field: b, reason: r }] }', "There is no field 'b'."],
    [
      '{ waive: [{ rule: key-twice, record: a, reason: r, until: soon }] }',
      'must be a day such as 2027-01-31',
    ],
  ])('of the form %s are refused', async (own, message) => {
    const { code, out } = await check(own);

    expect(code).toBe(1);
    expect(out).toContain(message);
  });

  it('says once what is wrong with the day of a waiver', async () => {
    const { out } = await check(
      '{ waive: [{ rule: key-twice, record: a, reason: r, until: soon }] }',
    );

    expect(out.match(/must be a day/g)).toHaveLength(1);
  });

  it('refuses a day that there is not', async () => {
    const { code } = await check('{}', ['--today', '2026-02-30']);

    expect(code).toBe(64);
  });
});

describe('--by contact', () => {
  const records = [
    '{{plant|Name=Sage|Soil=chalk|Gardeners=Keeper: [[User:Ada|Ada]], Helper: Bob}}',
    '{{plant|Name=Mint|Soil=sand|Gardeners=Bob}}',
    '{{plant|Name=Dill|Soil=clay|Gardeners=}}',
  ];

  async function listed(...options: readonly string[]) {
    place.write('wiki/Plants.wiki', `${records.join('\n')}\n`);
    place.write(
      'config/wikisync.yaml',
      `wikis: { garden: { folder: ../wiki } }
listings:
  plants:
    wiki: garden
    page: Plants
    data: data.yaml
    template: plant
    key: name
    fields:
      name: { parameter: Name, type: text }
      gardeners: { parameter: Gardeners, type: people }
    check: { levels: { link-dead: off, link-redirect: off } }
`,
    );
    await place.run('pull', 'plants');
    return place.run('check', '--by', 'contact', ...options);
  }

  it('lists who should look at what, and last what nobody is named for', async () => {
    const { code, out } = await listed();

    expect(code).toBe(0);
    expect(out).toBe(`Bob (2 findings)
  * Sage: No field is for the argument 'Soil'. It is left as it is.
  * Mint: No field is for the argument 'Soil'. It is left as it is.

[[User:Ada|Ada]] (1 finding)
  * Sage: No field is for the argument 'Soil'. It is left as it is.

Nobody is named (2 findings)
  * Dill: No field is for the argument 'Soil'. It is left as it is.
  * Dill, gardeners: 'Dill' names nobody whom to ask about it. Give its gardeners a name.
`);
  });

  it('keeps links to people for a talk page', async () => {
    const { out } = await listed('--format', 'wikitext');

    expect(out).toContain(
      "=== [[User:Ada|Ada]] (1 finding) ===\n* '''Sage''': No field is for the argument",
    );
  });

  it('links people whose field is a link to a page, and tells once what is so on both sides', async () => {
    await listed();
    place.edit('config/wikisync.yaml', 'type: people', 'type: link');
    place.edit('config/wikisync.yaml', 'check: {', 'check: { contacts: gardeners,');
    place.write('wiki/Plants.wiki', '{{plant|Name=Sagе|Gardeners=[[User:Ada|the gardener]]}}\n');
    place.write(
      'config/data.yaml',
      'records:\n  - name: Sagе\n    gardeners: { target: User:Ada, label: the gardener }\n',
    );

    const { out } = await place.run('check', '--by', 'contact', '--format', 'wikitext');

    expect(out).toMatch(/^=== \[\[User:Ada\]\] \(1 finding\) ===\n/);
  });

  it('is Markdown too', async () => {
    expect((await listed('--format', 'markdown')).out).toContain(
      '### Bob (2 findings)\n\n- **Sage**: ',
    );
  });

  it('is JSON for programs, by the published schema', async () => {
    const { out } = await listed('--format', 'json');

    const found = JSON.parse(out);
    expect(
      found.contacts.map(({ contact, findings }: { contact: string; findings: unknown[] }) => [
        contact,
        findings.length,
      ]),
    ).toEqual([
      ['Bob', 2],
      ['[[User:Ada|Ada]]', 1],
      [null, 2],
    ]);
    expect(found.contacts[1].findings[0]).toMatchObject({
      listing: 'plants',
      diagnostic: { code: 'argument-unknown', severity: 'notice', record: 'Sage' },
    });
    const committed = readFileSync('config/contacts.schema.json', 'utf8');
    expect(committed).toBe(`${JSON.stringify(contactJsonSchema(), undefined, 2)}\n`);
    expect(new Ajv2020({ strict: false }).compile(contactJsonSchema())(found)).toBe(true);
  });

  it('is refused for formats that have no place for it', async () => {
    const { code, err } = await listed('--format', 'sarif');

    expect(code).toBe(64);
    expect(err).toContain('cannot be listed by contact as sarif');
  });
});

describe('what the wiki is needed for', () => {
  const offline = `wikis: { garden: { api: 'http://127.0.0.1:9/api.php' } }
listings:
  plants:
    wiki: garden
    page: Plants
    data: data.yaml
    template: plant
    key: name
    fields:
      name: { parameter: Name, type: text }
      light: { parameter: Light, type: choice, values: { sun: [Sun], shade: [Shade] } }
`;

  beforeEach(() => {
    place.write('config/wikisync.yaml', offline);
    place.write('config/data.yaml', 'records:\n  - name: Sage\n    light: shede\n');
  });

  it('is said not to be checked with --offline, and the data file is', async () => {
    const { code, out } = await place.run('check', '--offline');

    expect(code).toBe(0);
    expect(out).toContain("config/data.yaml:3:12: The light 'shede' is no choice");
    expect(out).toContain("The page 'Plants' was not read");
    expect(out).toContain('[not-checked]');
  });

  it('fails the check if the wiki does not answer, with what the data file has', async () => {
    const { code, out } = await place.run('check');

    expect(code).toBe(75);
    expect(out).toContain("config/data.yaml:3:12: The light 'shede' is no choice");
    expect(out).toContain("The page 'Plants' was not read");
  });

  it('is not fixed without it', async () => {
    expect((await place.run('check', '--fix', '--offline', 'plants')).code).toBe(64);
  });

  it('is not known of a folder that need not hold all pages', async () => {
    const { out } = await check('{ levels: { value-doubtful: off } }');

    expect(out).not.toContain('not-checked');

    place.write('wiki/Plants.wiki', '{{plant|Name=Sage}} [[Gone]]\n');
    expect((await check('{}')).out).toContain(
      '1 link was not checked: the folder has no such pages',
    );
  });
});

describe('--fix', () => {
  it('takes a value that becomes readable into the data file, so that no sync deletes it', async () => {
    const config = `wikis: { garden: { folder: ../wiki } }
listings:
  plants:
    wiki: garden
    page: Plants
    data: data.yaml
    template: plant
    key: name
    fields:
      name: { parameter: Name, type: text }
      light: { parameter: Light, type: choice, owner: data, values: { sun: [Sun], shade: [Shade] } }
`;
    place.write('config/wikisync.yaml', config);
    place.write('wiki/Plants.wiki', '{{plant|Name=Sage|Ligth=Shede}}\n');
    await place.run('pull', 'plants');

    const dry = await place.run('check', '--fix', '--dry-run', 'plants');
    const unwritten = place.read('wiki/Plants.wiki');
    const { code } = await place.run('check', '--fix', 'plants');

    expect(dry.out).toContain('1 to update');
    expect(unwritten).toBe('{{plant|Name=Sage|Ligth=Shede}}\n');
    expect(code).toBe(0);
    expect(place.read('wiki/Plants.wiki')).toBe('{{plant|Name=Sage|Light=Shade}}\n');
    expect(place.read('config/data.yaml')).toContain('light: shade');
    expect((await place.run('sync', 'plants')).out).toContain('In sync.');
    expect(place.read('wiki/Plants.wiki')).toBe('{{plant|Name=Sage|Light=Shade}}\n');
  });

  it('commits what it put right in the name of who ran it, as nobody on the wiki did that', async () => {
    const config = `wikis: { garden: { folder: ../wiki } }
listings:
  plants:
    wiki: garden
    page: Plants
    data: data.yaml
    template: plant
    key: name
    fields:
      name: { parameter: Name, type: text }
      light: { parameter: Light, type: choice, owner: data, values: { sun: [Sun], shade: [Shade] } }
`;
    place.write('config/wikisync.yaml', config);
    place.write('wiki/Plants.wiki', '{{plant|Name=Sage|Light=Shade}}\n');
    place.write('config/data.yaml', 'records:\n  - name: Sage\n    light: shede\n');
    const isolated = {
      PATH: process.env['PATH'] ?? '',
      HOME: '/nowhere',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
    const git = (...args: readonly string[]) =>
      execFileSync('git', args, { cwd: place.folder, env: isolated, encoding: 'utf8' });
    git('init', '--quiet');
    git('config', 'user.name', 'Maintainer');
    git('config', 'user.email', 'maintainer@example.org');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');

    const { code } = await place.runWith(isolated, 'check', '--fix', '--commit', 'plants');

    expect(code).toBe(0);

    expect(place.read('config/data.yaml')).toContain('light: shade');
    expect(git('log', '-1', '--format=%an <%ae>%n%B')).toMatch(
      /^Maintainer <maintainer@example.org>\nplants: 1 record put right\n\n- light of 1 record\n\nWikisync-Run: /,
    );
  });

  it('fails while errors are left that only the plan knows', async () => {
    await check('{}');
    place.edit(
      'config/wikisync.yaml',
      '    fields:',
      '    section: { field: place, headings: { beds: Beds } }\n    fields:\n      light: { parameter: Light, type: choice, owner: data, values: { sun: [Sun], shade: [Shade] } }',
    );
    place.write('wiki/Plants.wiki', '== Beds ==\n{{plant|Name=Sage|Light=Shede}}\n');
    place.write('config/data.yaml', 'records:\n  - name: Sage\n    place: beds\n  - name: Mint\n');
    expect((await place.run('check', 'plants')).out).toContain('section-not-given');

    const { code, out } = await place.run('check', '--fix', 'plants');

    expect(place.read('wiki/Plants.wiki')).toContain('Light=Shade');
    expect(out).toContain('section-not-given');
    expect(code).toBe(1);
  });

  it('leaves fields alone that the wiki may change', async () => {
    const own = page.replace('Soil', 'Planned');
    place.write('wiki/Plants.wiki', own);
    await check('{}');
    await place.run('pull', 'plants');

    await check('{}', ['--fix', 'plants']);

    expect(place.read('wiki/Plants.wiki')).toBe(own);
  });
});
