/** What people took back is not made again. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xenDataPath } from '../support/command-line.ts';
import { type Scene, sceneTitle, setScene } from '../support/wiki-scene.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await setScene();
});

afterEach(() => scene.lab.close());

const run = (...args: string[]) => scene.place.run(...args);
const history = () => scene.lab.store.history(sceneTitle);
const page = () => history().at(-1)?.text ?? '';
const edits = () => history().filter(({ user }) => user === 'SyncBot');

function put(text: string, user = 'Mentor'): void {
  scene.lab.store.time += 1;
  scene.lab.store.put(sceneTitle, { user, text });
}

function onWiki(from: string, to: string, user?: string): void {
  expect(page()).toContain(from);
  put(page().replace(from, to), user);
}

const inData = (from: string, to: string) => scene.place.edit(xenDataPath, from, to);

/** The page as it was before its newest revision. */
function revert(user?: string): void {
  put(history().at(-2)?.text ?? '', user);
}

function loseState(): void {
  rmSync(join(scene.place.folder, '.wikisync'), { recursive: true });
}

describe('a change that a person took back', () => {
  beforeEach(async () => {
    inData('difficulty: low-medium', 'difficulty: high');
    expect((await run('sync')).code).toBe(0);
    revert();
  });

  it.each(['sync', 'push'])(
    'is not made again by ten runs of %s, which say why',
    async (command) => {
      const before = [history().length, scene.place.read(xenDataPath)];

      for (let count = 0; count < 10; count += 1) {
        const { code, out } = await run(command);

        expect({ code, out }).toMatchObject({ code: 3 });
        expect(out).toContain("'Mentor' took this change back on the wiki");
      }

      expect([history().length, scene.place.read(xenDataPath)]).toEqual(before);
    },
  );

  it('is not made again without the state folder', async () => {
    for (let count = 0; count < 3; count += 1) {
      loseState();
      expect((await run('sync')).code).toBe(3);
    }

    expect(edits()).toHaveLength(1);
  });

  it('is not made again where it was taken back by hand, after other edits', async () => {
    onWiki('== ', 'Words.\n\n== ', 'Reader');

    expect((await run('sync')).code).toBe(3);

    expect(edits()).toHaveLength(1);
  });

  it('does not keep other changes from the page', async () => {
    inData('skills: Some knowledge', 'skills: A bit of knowledge');

    expect((await run('sync')).code).toBe(3);

    expect(edits()).toHaveLength(2);
    expect(page()).toContain('A bit of knowledge');
    expect(page()).toContain('|Difficulty=Low-Medium');
    expect((await run('sync')).code).toBe(3);
    expect(edits()).toHaveLength(2);
  });

  it('is made again when the data file has a new one', async () => {
    await run('sync');
    inData('difficulty: high', 'difficulty: medium');

    expect((await run('sync')).code).toBe(0);

    expect(page()).not.toContain('|Difficulty=Low-Medium');
    expect((await run('plan', '--exit-code')).code).toBe(0);
  });

  it('tells who edited the wiki, when, and where to see it', async () => {
    const { out } = await run('plan', '--format', 'json');

    const [conflict] = JSON.parse(out).listings[0].conflicts;
    const { id, timestamp } = history().at(-1) ?? {};
    expect(conflict).toMatchObject({
      field: 'difficulty',
      data: 'high',
      wiki: 'low-medium',
      wikiEdit: { revision: id, user: 'Mentor', time: timestamp },
    });
    expect(conflict.wikiEdit.link).toMatch(new RegExp(`^http.*diff=${id}$`));
    const text = (await run('plan')).out;
    expect(text).toContain(`revision ${id}`);
  });

  it('is made again once somebody has acknowledged it', async () => {
    await run('sync');

    expect((await run('acknowledge', 'xen-2014')).code).toBe(0);
    expect((await run('sync')).code).toBe(0);

    expect(page()).toContain('|Difficulty=High');
    revert('Reader');
    expect((await run('sync')).code).toBe(3);
    expect(edits()).toHaveLength(2);
  });
});

describe('a shared field that a person took back', () => {
  it('goes to the data file, and a new change of that file back to the page', async () => {
    inData('skills: Some knowledge', 'skills: A bit of knowledge');
    await run('sync');
    revert();

    expect((await run('sync')).code).toBe(0);
    expect(scene.place.read(xenDataPath)).toContain('skills: Some knowledge');
    inData('skills: Some knowledge', 'skills: A bit of knowledge');
    expect((await run('sync')).code).toBe(0);

    expect(page()).toContain('A bit of knowledge');
    expect(edits()).toHaveLength(2);
  });
});

describe('two reverts on a page', () => {
  async function changeAndRevert(from: string, to: string): Promise<void> {
    inData(from, to);
    expect((await run('sync')).code).toBe(0);
    revert();
    await run('sync');
  }

  beforeEach(async () => {
    await changeAndRevert('skills: Some knowledge', 'skills: A bit of knowledge');
    await changeAndRevert('skills: Some knowledge', 'skills: A lot of knowledge');
    inData('difficulty: low-medium', 'difficulty: high');
  });

  it('stop all writing there, with or without the state folder', async () => {
    const count = edits().length;
    for (const lost of [false, true]) {
      if (lost) loseState();
      const { code, out } = await run('sync');

      expect({ lost, code }).toEqual({ lost, code: 1 });
      expect(out).toContain('2 times');
      expect(out).toContain('wikisync acknowledge xen-2014');
    }
    expect(edits()).toHaveLength(count);
  });

  it('are let pass by an acknowledgement', async () => {
    const { out } = await run('acknowledge', 'xen-2014');

    expect(out).toContain('difficulty');
    expect((await run('sync')).code).toBe(0);
    expect(page()).toContain('|Difficulty=High');
  });
});

describe('a record', () => {
  const start = '{{project\n|Project=Lazy restore using memory paging';
  const callOf = () => {
    const from = page().indexOf(start);
    return page().slice(from, page().indexOf('\n}}\n', from) + 4);
  };

  it('that a person deleted is not put back, whoever owns the records', async () => {
    inData('difficulty: low-medium', 'difficulty: high');
    await run('sync');
    onWiki(callOf(), '');
    const count = history().length;

    for (const lost of [false, false, true]) {
      if (lost) loseState();
      const { code, out } = await run('sync');
      expect({ code, out }).toMatchObject({ code: 3 });
      expect(out).toContain("'Mentor' deleted it on the wiki");
    }

    expect(history()).toHaveLength(count);
    expect(scene.place.read(xenDataPath)).toContain('Lazy restore using memory paging');
    await run('acknowledge', 'xen-2014', 'Lazy restore using memory paging');
    expect((await run('sync')).code).toBe(0);
    expect(page()).toContain(start);
  });

  it('that a person put back is not deleted again', async () => {
    const call = callOf();
    const data = scene.place.read(xenDataPath);
    const from = data.indexOf('  - title: Lazy restore');
    inData(data.slice(from, data.indexOf('  - title:', from + 5)), '');
    expect((await run('sync')).code).toBe(0);
    expect(page()).not.toContain(start);
    revert();
    expect(page()).toContain(call);
    const count = history().length;

    await run('sync');
    loseState();
    await run('sync');

    expect(history()).toHaveLength(count);
  });
});
