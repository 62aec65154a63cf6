/**
 * What a run costs, and what it does where every other bot goes wrong: on a real MediaWiki, behind
 * an edge that counts requests and loses answers.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exampleWorkplace, type Workplace, xenDataPath } from '../support/command-line.ts';
import { type Edge, startEdge } from '../support/fake-mediawiki/edge.ts';
import { forwardTo } from '../support/fake-mediawiki/forward.ts';
import {
  describeOnOwnWiki,
  forgetSessions,
  ownWiki,
  resetWiki,
  setSwitches,
} from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';
import { xenPage } from '../support/xen.ts';

const title = '2014 GSoC and OPW Round 8 Projects';
const stored = xenPage.trimEnd();
const changed = stored.replace('|Skills=OCaml', '|Skills=OCaml and C');

describeOnOwnWiki('a run on a real MediaWiki', () => {
  let edge: Edge;
  let place: Workplace;

  beforeEach(async () => {
    await resetWiki();
    await seedPages({ [title]: xenPage });
    const { api, accounts } = ownWiki();
    edge = await startEdge(forwardTo(api));
    place = exampleWorkplace({
      WIKISYNC_XEN_USERNAME: accounts.bot.username,
      WIKISYNC_XEN_PASSWORD: accounts.bot.password,
    });
    const lines = `api: ${edge.api}\n    settle: 1`;
    place.edit('config/wikisync.yaml', 'folder: ../fixtures/xen/wiki', lines);
    expect((await place.run('push')).code).toBe(0);
    edge.requests.length = 0;
  });

  afterEach(() => edge.close());

  const actions = () => edge.requests.map((params) => params.get('action'));
  const edits = () => actions().filter((action) => action === 'edit').length;

  function changeData(): void {
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml and C');
  }

  async function history(): Promise<readonly string[]> {
    return (await asUser('human').revisions(title)).map(({ text }) => text).reverse();
  }

  /** Does something once, when the first request of an action comes in. */
  function when(action: string, act: () => Promise<unknown>): void {
    edge.onRequest = async (params) => {
      if (params.get('action') !== action) return;
      edge.onRequest = () => undefined;
      await act();
    };
  }

  it.each(['plan', 'push', 'pull'])('asks once where nothing is to do: %s', async (command) => {
    expect((await place.run(command)).code).toBe(0);

    expect(actions()).toEqual(['query']);
  });

  it('asks three times on a private wiki where nothing is to do', async () => {
    await setSwitches({ private: true });
    place.edit('config/wikisync.yaml', 'settle: 1', 'settle: 1\n    private: true');

    expect((await place.run('push')).code).toBe(0);

    expect(actions()).toEqual(['query', 'login', 'query']);
  });

  it('sends five requests for one edit, its verifying read included', async () => {
    changeData();

    expect((await place.run('push')).code).toBe(0);

    expect(actions()).toEqual(['query', 'login', 'query', 'edit', 'query']);
    expect(await history()).toEqual([stored, changed]);
  });

  it('saves once where the answer is lost', async () => {
    changeData();
    edge.fail('edit', { kind: 'lose-answer' });

    expect((await place.run('push')).code).toBe(0);

    expect(edits()).toBe(1);
    expect(await history()).toEqual([stored, changed]);
  });

  it('does not save again what a person reverted while the answer was lost', async () => {
    changeData();
    edge.fail('edit', { kind: 'lose-answer' });
    let isSent = false;
    edge.onRequest = async (params) => {
      if (isSent) {
        edge.onRequest = () => undefined;
        await asUser('human').edit(title, stored);
      }
      isSent = params.get('action') === 'edit';
    };
    await place.run('push');

    await place.run('push');
    await place.run('push');

    expect(edits()).toBe(1);
    expect(await history()).toEqual([stored, changed, stored]);
    expect((await place.run('pull')).code).toBe(0);
    expect(place.read(xenDataPath)).toContain('skills: OCaml\n');
  });

  it('plans anew where an edit never reached the wiki', async () => {
    changeData();
    edge.fail('edit', { kind: 'reset-before' });

    expect((await place.run('push')).code).toBe(0);

    expect(edits()).toBe(2);
    expect(await history()).toEqual([stored, changed]);
  });

  it('keeps what a person saved in the second in which the page was read', async () => {
    changeData();
    const persons = stored.replace('|Difficulty=Low-Medium', '|Difficulty=Medium');
    when('edit', () => asUser('human').edit(title, persons));

    expect((await place.run('push')).code).toBe(0);

    const text = await asUser('human').read(title);
    expect(text).toContain('|Skills=OCaml and C');
    expect(await history()).toContain(persons);
  });

  it('keeps what a person wrote into the line that it changes, and reports the conflict', async () => {
    changeData();
    const persons = stored.replace('|Skills=OCaml', '|Skills=OCaml, or Rust');
    when('edit', () => asUser('human').edit(title, persons));

    const { code, out } = await place.run('push', '--format', 'json');

    expect(code).toBe(3);
    expect(JSON.parse(out).listings[0].conflicts).toMatchObject([
      { field: 'skills', data: 'OCaml and C', wiki: 'OCaml, or Rust' },
    ]);
    expect(await history()).toEqual([stored, persons]);
  });

  it('says at once that the wiki merged two records of one key into the page', async () => {
    const record = '  - title: A new one\n    programme: gsoc\n    skills: Rust\n';
    const data = place.read(xenDataPath);
    place.write(xenDataPath, data.replace('records:\n', `records:\n${record}`));
    const persons = `${stored}\n\n{{project\n|Project=A new one\n|Skills=Go\n}}`;
    when('edit', () => asUser('human').edit(title, persons));

    const { code, out } = await place.run('push', '--format', 'json');

    expect(code).toBe(1);
    const codes = JSON.parse(out).listings[0].diagnostics.map(
      (each: { code: string }) => each.code,
    );
    expect(codes).toContain('edit-merged');
    expect(codes).toContain('key-twice');
    expect(edits()).toBe(1);
  });

  it('does not overwrite another run of its own account', async () => {
    changeData();
    const others = stored.replace('|Skills=OCaml', '|Skills=OCaml, by another run');
    when('edit', () => asUser('bot').edit(title, others));

    const { code } = await place.run('push');

    expect(code).toBe(3);
    expect(await asUser('human').read(title)).toBe(others);
  });

  it('logs in anew, and never edits under an address, where the session is lost', async () => {
    changeData();
    when('edit', () => forgetSessions());

    expect((await place.run('push')).code).toBe(0);

    const [newest] = await asUser('human').revisions(title);
    expect(newest?.user).toBe(ownWiki().accounts.bot.name);
    expect(await history()).toEqual([stored, changed]);
  });

  it('sends an edit that a filter warns of once, in this run and in the next', async () => {
    place.edit(xenDataPath, 'skills: OCaml', 'skills: OCaml FILTERWARN');

    for (let run = 1; run <= 2; run += 1) {
      expect((await place.run('push')).code).toBe(1);
      expect(edits()).toBe(run);
    }

    expect(await history()).toEqual([stored]);
  });
});
