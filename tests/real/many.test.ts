/** Five hundred pages on a real MediaWiki: what a run over them asks for, counted on the way. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { type Edge, startEdge } from '../support/fake-mediawiki/edge.ts';
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import { itemKeys, listText, titleOf } from '../support/many-pages.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedManyPages, seedTemplate } from '../support/mediawiki/people.ts';
import { buildProgram, type Program } from '../support/program.ts';

const count = 500;

describeOnOwnWiki('500 quiet pages of a real MediaWiki', () => {
  let program: Program;
  let edge: Edge;
  let place: Workplace;

  beforeAll(async () => {
    program = buildProgram();
    await resetWiki();
    await seedTemplate('Item', 'x');
    const titles = Array.from({ length: count }, (_, index) => index + 1);
    await seedManyPages(
      Object.fromEntries(titles.map((index) => [titleOf(index), listText(index)])),
    );
    edge = await startEdge(forwardTo(ownWiki().api));
  }, 300_000);

  afterAll(async () => {
    await edge.close();
    program.remove();
  });

  beforeEach(() => {
    place = workplace();
    place.write(
      'config/wikisync.yaml',
      `wikis:
  w: { api: ${edge.api}, gap: 0, settle: 1 }
listings:
  lists:
    wiki: w
    pages: { prefix: Lists/ }
    data: ../data/<page>.yaml
${itemKeys}`,
    );
    for (let index = 1; index <= count; index += 1) {
      place.write(
        `data/List_${index}.yaml`,
        `records:\n  - name: A ${index}\n    note: as it was\n  - name: B ${index}\n`,
      );
    }
    edge.requests.length = 0;
  });

  /** In a process of its own, with its memory in mebibytes and its requests besides the login. */
  async function run(...args: readonly string[]) {
    const { username, password } = ownWiki().accounts.bot;
    const environment = { WIKISYNC_W_USERNAME: username, WIKISYNC_W_PASSWORD: password };
    const preload = ['tests/support/measured.mjs'];
    const { code, out, err } = await program.start({
      cwd: place.folder,
      args,
      environment,
      preload,
    }).ended;
    const asked = edge.requests.splice(0).filter((params) => params.get('action') !== 'login');
    const memory = Number(/peak memory: (\d+) MiB/.exec(err)?.[1]);
    return { code, total: out.trimEnd().split('\n').at(-1), asked, memory };
  }

  it('cost 25 requests at the most without snapshots, 12 with them, and little memory', async () => {
    const total = `${count} listings: ${count} in sync.`;

    const without = await run('sync');
    const quiet = await run('sync');
    const status = await run('status');

    expect([without.code, without.total]).toEqual([0, total]);
    expect(without.asked.length).toBeLessThanOrEqual(25);
    expect([quiet.code, quiet.total]).toEqual([0, total]);
    expect(quiet.asked.length).toBeLessThanOrEqual(12);
    expect(status.asked.length).toBeLessThanOrEqual(12);
    for (const { memory } of [without, quiet, status]) expect(memory).toBeLessThan(200);

    await asUser('human').edit(titleOf(321), listText(321, 'by a person'));
    place.edit('data/List_123.yaml', 'as it was', 'of the data file');
    const { code, total: done, asked } = await run('sync');
    expect([code, done]).toEqual([0, `${count} listings: 2 with changes, ${count - 2} in sync.`]);
    expect(place.read('data/List_321.yaml')).toContain('by a person');
    expect(await asUser('human').read(titleOf(123))).toBe(listText(123, 'of the data file'));
    // As before, both texts at once, who changed one of them, and an edit's three.
    expect(asked.length).toBeLessThanOrEqual(quiet.asked.length + 5);
  }, 300_000);
});
