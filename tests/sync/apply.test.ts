/** Plans that are applied as they were reviewed, whatever moved since. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { type Scene, sceneTitle, setScene } from '../support/wiki-scene.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await setScene();
});

afterEach(() => scene.lab.close());

const run = (...args: string[]) => scene.place.run(...args);
const page = () => scene.lab.store.latest(sceneTitle)?.text ?? '';
const data = () => scene.place.read(xenDataPath);
const inData = (from: string, to: string) => scene.place.edit(xenDataPath, from, to);
const revisions = () => scene.lab.store.history(sceneTitle).length;

function onWiki(user: string, from: string, to: string): void {
  expect(page()).toContain(from);
  scene.lab.store.time += 60;
  scene.lab.store.put(sceneTitle, { user, text: page().replace(from, () => to) });
}

/** A plan that changes a record on each side. */
async function reviewedPlan(...options: string[]): Promise<void> {
  inData('difficulty: low-medium', 'difficulty: high');
  onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
  expect((await run('plan', '--out', 'plan.json', ...options)).code).toBe(0);
}

interface Both {
  readonly page: string;
  readonly data: string;
  readonly revisions: number;
}

/** As if the terminal were wide. */
const unfolded = (text: string) => text.replace(/\s+/g, ' ');

const both = (): Both => ({ page: page(), data: data(), revisions: revisions() });

async function expectRefused(...said: string[]): Promise<void> {
  const before = both();

  const { code, out, err } = await run('apply', 'plan.json');

  expect({ code, text: out + err }).toMatchObject({ code: 1 });
  for (const text of said) expect(unfolded(out + err)).toContain(text);
  expect(both()).toEqual(before);
}

describe('apply', () => {
  it('writes what was reviewed, and nothing the second time', async () => {
    await reviewedPlan();

    const { code, out } = await run('apply', 'plan.json');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(page()).toContain('|Difficulty=High');
    expect(data()).toContain('Georgia Dunlap');
    expect((await run('plan', '--exit-code')).code).toBe(0);
    const before = both();
    expect((await run('apply', 'plan.json')).code).toBe(1);
    expect(both()).toEqual(before);
  });

  it('writes nothing with --dry-run', async () => {
    await reviewedPlan();
    const before = both();

    const { code, out } = await run('apply', 'plan.json', '--dry-run');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain('Page: 1 to update. Data file: 1 to update.');
    expect(both()).toEqual(before);
  });

  it('takes a plan by the name that a report gives it', async () => {
    await reviewedPlan();
    const name = /Plan ([0-9a-f]{12})\./.exec((await run('plan')).out)?.[1] ?? '';

    const other = await run('apply', '--digest', '0123456789ab');
    expect({ code: other.code, out: other.out }).toEqual({
      code: 1,
      out: expect.stringContaining(`is ${name} now, and not 0123456789ab`),
    });
    expect(page()).not.toContain('|Difficulty=High');

    expect((await run('apply', '--digest', name)).code).toBe(0);
    expect(page()).toContain('|Difficulty=High');
  });

  it('does a plan by the command that its report ends with', async () => {
    scene.place.edit('config/wikisync.yaml', 'update: 30%', 'update: 0');
    scene.place.edit('config/wikisync.yaml', 'from: 10', 'from: 1');
    inData('George Dunlap', 'Georgina Dunlap');
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    const { out } = await run('plan', '--prefer', 'data', '--allow', 'update');
    const command = /To do exactly this:\n +wikisync (apply .*)\n/.exec(out)?.[1] ?? '';
    expect(command).toMatch(/^apply xen-2014 --digest \w{12} --prefer data --allow update$/);
    const [bare = ''] = command.split(' --prefer');

    expect(unfolded((await run(...bare.split(' '))).out)).toContain('--allow or --prefer');
    expect(page()).toContain('Georgia Dunlap');
    expect((await run(...command.split(' '))).code).toBe(0);
    expect(page()).toContain('Georgina Dunlap');
  });

  it('takes the name of a plan that a guard refused, where the guard is allowed', async () => {
    scene.place.edit('config/wikisync.yaml', 'update: 30%', 'update: 0');
    scene.place.edit('config/wikisync.yaml', 'from: 10', 'from: 1');
    inData('difficulty: low-medium', 'difficulty: high');
    const refused = await run('plan');
    const name = /Plan ([0-9a-f]{12})\./.exec(refused.out)?.[1] ?? '';
    expect({ code: refused.code, out: refused.out }).not.toMatchObject({
      out: expect.stringContaining('wikisync apply'),
    });

    expect((await run('apply', '--digest', name)).code).toBe(4);
    expect((await run('apply', '--digest', name, '--allow', 'update')).code).toBe(0);
    expect(page()).toContain('|Difficulty=High');
  });

  it('takes a file only if it has the plan that is named', async () => {
    await reviewedPlan();
    const { digest } = JSON.parse(scene.place.read('plan.json')).listings[0];

    expect((await run('apply', 'plan.json', '--digest', '0123456789ab')).code).toBe(1);
    expect(page()).not.toContain('|Difficulty=High');
    expect((await run('apply', 'plan.json', '--digest', digest.slice(0, 8))).code).toBe(0);
  });

  it('allows the guards that were allowed when it was reviewed, and prefers the same side', async () => {
    scene.place.edit('config/wikisync.yaml', 'update: 30%', 'update: 10%');
    scene.place.edit('config/wikisync.yaml', 'from: 10', 'from: 1');
    inData('difficulty: low-medium', 'difficulty: high');
    inData('difficulty: medium', 'difficulty: high');
    await run('plan', '--out', 'plan.json');
    await expectGuarded();
    expect((await run('plan', '--out', 'plan.json', '--allow', 'update')).code).toBe(0);

    expect((await run('apply', 'plan.json')).code).toBe(0);
    expect(page().match(/\|Difficulty=High/g)).toHaveLength(2);
  });

  async function expectGuarded(): Promise<void> {
    const before = both();
    expect((await run('apply', 'plan.json')).code).toBe(4);
    expect(both()).toEqual(before);
  }

  it('is done beside an edit of the prose that comes while the data file is written', async () => {
    await reviewedPlan();
    scene.lab.edge.onRequest = (params) => {
      if (params.get('action') !== 'edit') return;
      scene.lab.edge.onRequest = () => undefined;
      onWiki('Reader', '== Students and Interns ==', '== Students and interns ==');
    };

    const { code, out } = await run('apply', 'plan.json');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(page()).toContain('== Students and interns ==');
    expect(page()).toContain('|Difficulty=High');
    expect((await run('plan', '--exit-code')).code).toBe(0);
  });

  it('leaves the page alone if a record is edited while the data file is written', async () => {
    await reviewedPlan();
    scene.lab.edge.onRequest = (params) => {
      if (params.get('action') !== 'edit') return;
      scene.lab.edge.onRequest = () => undefined;
      onWiki('Reader', '|Difficulty=Low-Medium', '|Difficulty=Low');
    };

    const { code, out } = await run('apply', 'plan.json');

    expect({ code, out }).toMatchObject({ code: 1 });
    expect(unfolded(out)).toContain('changed on the page, by Reader in revision');
    expect(unfolded(out)).toContain('Before that, fixtures/xen/projects.yaml was written');
    expect(page()).not.toContain('|Difficulty=High');
  });
});

describe('a plan that was reviewed, and then', () => {
  it('the same field: is refused, with who changed it', async () => {
    await reviewedPlan();
    onWiki('Mentor', 'Mentor: Georgia Dunlap', 'Mentor: Georg Dunlap');

    await expectRefused(
      'The contacts of',
      'changed on the page, by Mentor in revision',
      'plan-moved',
    );
  });

  it('another field of the record: is refused', async () => {
    await reviewedPlan();
    onWiki('Reader', '|Skills=Some knowledge', '|Skills=A bit of knowledge');

    await expectRefused('The skills of', 'by Reader in revision');
  });

  it('another record: is refused', async () => {
    await reviewedPlan();
    const start = page().indexOf('{{project\n|Project=Lazy restore');
    const call = page().slice(start, page().indexOf('\n}}\n', start) + 4);
    onWiki('Reader', call, `${call}{{project\n|Project=Another\n|Contact=Mentor: Ann\n}}\n`);

    await expectRefused("'Another' came on the page, by Reader in revision");
  });

  it('prose: is rebased with the same changes', async () => {
    await reviewedPlan();
    onWiki('Reader', '== Students and Interns ==', '== Students and interns ==');

    const { code, out } = await run('apply', 'plan.json', '--verbose');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(unfolded(out)).toContain('changed outside of its records since the plan was made');
    expect(page()).toContain('== Students and interns ==');
    expect(page()).toContain('|Difficulty=High');
    expect(data()).toContain('Georgia Dunlap');
  });

  it('the page is moved: is refused', async () => {
    await reviewedPlan();
    scene.lab.store.move(sceneTitle, 'Elsewhere');

    await expectRefused('redirect');
  });

  it('the page is deleted, and made again: is refused', async () => {
    await reviewedPlan();
    const text = page();
    scene.lab.store.delete(sceneTitle);
    await expectRefused(sceneTitle);
    scene.lab.store.put(sceneTitle, { user: 'Reader', text });

    await expectRefused('is not the page that the plan was made for');
  });

  it('the page is protected: is refused, and the data file is not written either', async () => {
    await reviewedPlan();
    scene.lab.store.protect(sceneTitle, 'sysop');

    await expectRefused('protect');
  });

  it('the data file: is refused, with the field and whose change it is', async () => {
    await reviewedPlan();
    inData('difficulty: medium', 'difficulty: low');

    await expectRefused('The difficulty of', 'changed in the data file since the plan was made');
  });

  it('the data file outside of its records: is refused', async () => {
    await reviewedPlan();
    scene.place.write(xenDataPath, `# a comment\n${data()}`);

    await expectRefused('changed outside of its records');
  });

  it('the config: is refused', async () => {
    await reviewedPlan();
    scene.place.edit('config/wikisync.yaml', 'update: 30%', 'update: 40%');

    await expectRefused('The config of', 'is not the one of the plan');
  });

  it('a redirect of the template: is refused where it shows other records', async () => {
    onWiki('Reader', '{{project\n|Project=Lazy restore', '{{entry\n|Project=Lazy restore');
    scene.lab.store.put('Vorlage:Entry', { user: 'Reader', text: '#REDIRECT [[Vorlage:Project]]' });
    await reviewedPlan();
    scene.lab.store.put('Vorlage:Entry', { user: 'Reader', text: 'no redirect any more' });

    await expectRefused("'Lazy restore using memory paging' went on the page");
  });

  it('the base: is refused where it makes another plan', async () => {
    await reviewedPlan();
    const snapshot = '.wikisync/snapshots/xen-2014.json';
    scene.place.edit(snapshot, 'George Dunlap', 'Somebody Else');

    await expectRefused('The contacts of', 'what both sides last agreed on');
  });

  it('the account: is applied as it is', async () => {
    await reviewedPlan();
    scene.lab.store
      .createAccount('OtherBot', { bot: true })
      .passwords.set('lab', scene.lab.password);
    const other = { ...scene.credentials, WIKISYNC_XEN_USERNAME: 'OtherBot@lab' };

    const { code, out } = await scene.place.runWith(other, 'apply', 'plan.json');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(page()).toContain('|Difficulty=High');
  });
});

describe('choices', () => {
  const choose = (...choices: object[]): void => {
    const plan = JSON.parse(scene.place.read('plan.json'));
    plan.listings[0].choices = choices;
    scene.place.write('plan.json', JSON.stringify(plan));
  };

  it('leave changes out, and turn others around', async () => {
    await reviewedPlan();
    const [change] = JSON.parse(scene.place.read('plan.json')).listings[0].changes.page;
    const [pulled] = JSON.parse(scene.place.read('plan.json')).listings[0].changes.data;
    choose(
      { of: 'page', key: change.key, field: 'difficulty', take: 'skip' },
      { of: 'data', key: pulled.key, field: 'contacts', take: 'data' },
    );

    const { code, out } = await run('apply', 'plan.json');

    expect({ code, out }).toMatchObject({ code: 0 });
    expect(page()).not.toContain('|Difficulty=High');
    expect(page()).toContain('Mentor: George Dunlap');
    expect(data()).not.toContain('Georgia');
    const next = JSON.parse((await run('plan', '--format', 'json')).out).listings[0];
    expect(next.changes.page).toHaveLength(1);
    expect(next.changes.data).toEqual([]);
  });

  it('are part of the name by which a file is applied', async () => {
    await reviewedPlan();
    const { digest, changes } = JSON.parse(scene.place.read('plan.json')).listings[0];
    choose({ of: 'page', key: changes.page[0].key, take: 'skip' });
    const { out } = await run('apply', 'plan.json', '--dry-run');
    const name = /Plan ([0-9a-f]{12})\.\n/.exec(out)?.[1] ?? '';
    expect(out).not.toContain('wikisync apply');

    const other = await run('apply', 'plan.json', '--digest', digest);
    expect({ code: other.code, err: other.err }).toEqual({
      code: 1,
      err: expect.stringContaining(`the plan ${name} of 'xen-2014' with 1 choice`),
    });
    expect(data()).not.toContain('Georgia');
    expect((await run('apply', 'plan.json', '--digest', name)).code).toBe(0);
    expect(page()).not.toContain('|Difficulty=High');
    expect(data()).toContain('Georgia');
  });

  it('settle conflicts', async () => {
    inData('George Dunlap', 'Georgina Dunlap');
    onWiki('Mentor', 'Mentor: George Dunlap', 'Mentor: Georgia Dunlap');
    expect((await run('plan', '--out', 'plan.json')).code).toBe(3);
    const [conflict] = JSON.parse(scene.place.read('plan.json')).listings[0].conflicts;
    choose({ of: 'conflict', key: conflict.key, field: 'contacts', take: 'wiki' });

    expect((await run('apply', 'plan.json')).code).toBe(0);

    expect(data()).toContain('Georgia Dunlap');
    expect((await run('plan', '--exit-code')).code).toBe(0);
  });
});

/** As a file may have it, and no literal can. */
function withOwn(plan: object, name: string, value: unknown): object {
  return Object.defineProperty({ ...plan }, name, { value, enumerable: true });
}

function allowing(guard: string) {
  return ({ listings, ...plan }: Record<string, unknown>) => ({
    ...plan,
    listings: (listings as object[]).map((listing) => ({ ...listing, allowed: [guard] })),
  });
}

function well(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('a plan file is refused', () => {
  const cases: readonly (readonly [string, (plan: Record<string, unknown>) => unknown, string])[] =
    [
      ['that is no JSON', () => undefined, 'it is not JSON'],
      ['of another version', (plan) => ({ ...plan, version: 2 }), 'version'],
      ['with unknown parts', (plan) => ({ ...plan, more: 1 }), 'more'],
      ['without listings', (plan) => ({ ...plan, listings: [] }), 'listings'],
      ['that is a list', (plan) => [plan], 'expected object'],
      ['with a prototype of its own', (plan) => withOwn(plan, '__proto__', {}), '__proto__'],
      ['that allows a guard which there is not', allowing('no-such'), 'allowed'],
      ['that allows a guard by hand', allowing('delete'), 'was changed by hand'],
      ['that is as deep as a well', (plan) => ({ ...plan, more: well(2000) }), 'too deeply'],
    ];
  it.each(cases)('%s', async (_name, change, said) => {
    await reviewedPlan();
    const made = change(JSON.parse(scene.place.read('plan.json')));
    scene.place.write('plan.json', made === undefined ? '{' : JSON.stringify(made));

    await expectRefused('is no plan that can be applied', said);
  });

  it('that somebody changed by hand', async () => {
    await reviewedPlan();
    scene.place.edit('plan.json', '"after": "high"', '"after": "low"');

    await expectRefused('was changed by hand');
  });

  it('with a choice that it does not offer', async () => {
    await reviewedPlan();
    scene.place.edit(
      'plan.json',
      '"choices": []',
      '"choices": [{ "of": "page", "key": "No such", "take": "skip" }]',
    );

    await expectRefused("the choice about 'No such' cannot be made");
  });

  it('that is of a listing which the config does not have', async () => {
    await reviewedPlan();
    scene.place.edit('config/wikisync.yaml', '  xen-2014:', '  xen-2015:');

    const { code, err } = await run('apply', 'plan.json');

    expect({ code, err }).toEqual({
      code: 64,
      err: expect.stringContaining("no listing 'xen-2014'"),
    });
  });
});

it('saves no plan where none could be made', async () => {
  scene.place.write(xenDataPath, 'records: [');

  const { code, err } = await run('plan', '--out', 'plan.json');

  expect(code).toBe(1);
  expect(err).toContain("'plan.json' was not written");
  expect(() => scene.place.read('plan.json')).toThrow();
});

it('saves the same plan twice as the same bytes, and none of the credentials', async () => {
  await reviewedPlan();
  const first = scene.place.read('plan.json');
  await run('plan', '--out', 'again.json');

  expect(scene.place.read('again.json')).toBe(first);
  for (const secret of Object.values(scene.credentials)) expect(first).not.toContain(secret);
});
