import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer } from '../support/canaries.ts';
import { failureFrom } from '../support/failure.ts';
import { type Bench, botsText, json, list, startBench, token } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.lab.close());

describe('savePage, with an access token', () => {
  it('needs three requests, reading included', async () => {
    const { permission, save } = await bench.read({ credentials: token });

    await save();

    expect(permission).toEqual({ kind: 'allowed' });
    expect(bench.actions()).toEqual(['query', 'edit', 'query']);
    expect(bench.lab.store.latest('List')?.user).toBe('SyncBot');
  });

  it('asks for a new token once when the wiki does not take it any more', async () => {
    const { save } = await bench.read({ credentials: token });
    bench.lab.edge.fail('edit', {
      kind: 'answer',
      answer: { headers: json, body: '{"errors":[{"code":"badtoken","text":"Invalid."}]}' },
    });

    await save();

    expect(bench.actions()).toEqual(['query', 'edit', 'query', 'edit', 'query']);
  });

  it('gives up when the wiki does not take the second one either', async () => {
    const { save } = await bench.read({ credentials: token });
    const answer = { headers: json, body: '{"errors":[{"code":"badtoken","text":"Invalid."}]}' };
    bench.lab.edge.fail('edit', { kind: 'answer', answer }, 2);

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(bench.edits()).toBe(2);
  });

  it('is refused with a token that the wiki does not know', async () => {
    const credentials = { kind: 'token' as const, token: { reveal: () => `${bearer}!` } };

    expect((await failureFrom(bench.read({ credentials }))).code).toBe('login-refused');
    expect(bench.actions()).toEqual(['query']);
  });

  it('looks again before saving what was read long ago', async () => {
    let now = 0;
    const { save } = await bench.read({ credentials: token, now: () => now });
    now = 61_000;
    await bench.lab.block('enough');

    expect((await failureFrom(save())).code).toBe('stopped');
    expect(bench.edits()).toBe(0);
  });
});

describe('savePage, with a bot password', () => {
  it('fetches another login token if the first has expired', async () => {
    const { save } = await bench.read();
    await bench.lab.forgetSessions();

    expect((await save()).text).toBe(botsText);
    expect(bench.actions()).toEqual(['query', 'login', 'query', 'login', 'query', 'edit', 'query']);
  });

  it("refuses the account's main password", async () => {
    const credentials = {
      kind: 'password' as const,
      username: 'SyncBot',
      password: { reveal: () => 'main' },
    };
    const { save } = await bench.read({ credentials });

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(bench.actions()).toEqual(['query']);
  });

  it('says that there were too many tries', async () => {
    const wrong = { reveal: () => 'wrong' };
    const credentials = { kind: 'password' as const, username: 'SyncBot@lab', password: wrong };
    for (let tries = 0; tries < 5; tries += 1) {
      await failureFrom((await bench.read({ credentials })).save());
    }

    const error = await failureFrom((await bench.read()).save());

    expect(error).toMatchObject({ code: 'login-refused', detail: 'login-throttled' });
    expect(error.hint).toContain('wait');
  });

  it('never uses the token of those who are not logged in', async () => {
    const { save } = await bench.read();
    const tokens = '{"csrftoken":"+\\\\"}';
    bench.lab.edge.fail('query', {
      kind: 'answer',
      answer: {
        headers: json,
        body: `{"batchcomplete":true,"query":{"tokens":${tokens}},"requestid":"{requestid}"}`,
      },
    });

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(bench.edits()).toBe(0);
  });

  it('gives up on a wiki that loses the session over and over', async () => {
    const { save } = await bench.read();
    bench.lab.edge.onRequest = async (params) => {
      if (params.get('assert') === 'user') await bench.lab.forgetSessions();
    };

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(bench.edits()).toBe(0);
    expect(bench.actions().filter((action) => action === 'login')).toHaveLength(2);
  });
});

describe('expectSave', () => {
  const wrong = {
    kind: 'password' as const,
    username: 'SyncBot@lab',
    password: { reveal: () => 'wrong' },
  };
  const logins = () => bench.actions().filter((action) => action === 'login').length;

  it('begins what the save would begin with, and nothing twice', async () => {
    const { wiki, save, revision } = await bench.read();

    wiki.expectSave(revision);
    wiki.expectSave(revision);
    await expect.poll(bench.actions).toEqual(['query', 'login', 'query']);
    await save();

    expect(bench.actions()).toEqual(['query', 'login', 'query', 'edit', 'query']);
  });

  it('finds what is in the way of the save, which tells it', async () => {
    const { wiki, save, revision } = await bench.read();
    await bench.lab.put('List', `${list} A person was here.`);

    wiki.expectSave(revision);
    await expect.poll(bench.actions).toEqual(['query', 'login', 'query']);

    expect((await failureFrom(save())).code).toBe('edit-conflict');
    expect(bench.edits()).toBe(0);
  });

  it('leaves it to the save to look where that has to wait', async () => {
    const waits: number[] = [];
    let atWait = 0;
    const { wiki, save } = await bench.read({
      editGap: 10_000,
      now: () => 0,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        atWait = bench.actions().length;
      },
    });
    const first = await save();
    const before = bench.actions().length;

    wiki.expectSave(first);
    await wiki.savePage({ base: first, text: list, summary: 'back' });

    expect({ waits, atWait }).toEqual({ waits: [10_000], atWait: before });
  });

  it('of what is read for it begins the login once it is read', async () => {
    const wiki = bench.lab.openWith({});

    const request = { page: 'List', template: 'project', isBeforeSave: true };
    const { revision } = await wiki.readPage(request);
    await expect.poll(bench.actions).toEqual(['query', 'login']);
    await wiki.savePage({ base: revision, text: botsText, summary: 'set a date' });

    expect(bench.actions()).toEqual(['query', 'login', 'query', 'edit', 'query']);
  });

  it("never takes a read that was sent before the login was answered for the account's", async () => {
    const wiki = bench.lab.openWith({});
    await bench.lab.put('Other', list);
    await wiki.readPage({ page: 'Other', template: 'project', isBeforeSave: true });
    const { revision } = await wiki.readPage({ page: 'List', template: 'project' });
    await wiki.readHistory({ page: revision, limit: 1, withText: false });
    await bench.lab.block('enough');

    const save = wiki.savePage({ base: revision, text: botsText, summary: 'set a date' });

    expect((await failureFrom(save)).code).toBe('stopped');
    expect(bench.edits()).toBe(0);
  });

  it('logs in once for all who need it', async () => {
    const { wiki, revision } = await bench.read();

    wiki.expectSave(revision);
    await Promise.all([wiki.prepareSave(revision), wiki.prepareSave(revision)]);

    expect(logins()).toBe(1);
  });

  it('that fails where nobody waits for it is tried again by who needs it', async () => {
    bench.lab.edge.fail('login', {
      kind: 'answer',
      answer: { status: 503, headers: {}, body: '' },
    });
    const wiki = bench.lab.openWith({});
    const request = { page: 'List', template: 'project', isBeforeSave: true };
    const { revision } = await wiki.readPage(request);
    await expect.poll(logins).toBe(1);
    await wiki.readPage({ page: 'List', template: 'project' });

    await wiki.savePage({ base: revision, text: botsText, summary: 'set a date' });

    expect([logins(), bench.edits()]).toEqual([2, 1]);
  });

  it('is of no use to the save of another revision', async () => {
    const { wiki, save, revision } = await bench.read();
    wiki.expectSave({ ...revision, revisionId: (revision.revisionId ?? 0) + 7 });

    await save();

    expect(bench.edits()).toBe(1);
  });

  it('does nothing where nobody needs to log in', async () => {
    const { wiki, save, revision } = await bench.read({ credentials: token });

    wiki.expectSave(revision);
    await save();

    expect(bench.actions()).toEqual(['query', 'edit', 'query']);
  });

  it('leaves it to the save to tell what went wrong, which does not try once more', async () => {
    const { wiki, save, revision } = await bench.read({ credentials: wrong });

    wiki.expectSave(revision);
    await expect.poll(logins).toBe(1);

    expect((await failureFrom(save())).code).toBe('login-refused');
    expect((await failureFrom(save())).code).toBe('login-refused');
    expect(logins()).toBe(1);
  });

  it('is told of a wiki that could not be reached once, and the next save tries again', async () => {
    const { wiki, save, revision } = await bench.read();
    bench.lab.edge.fail('login', {
      kind: 'answer',
      answer: { status: 503, headers: {}, body: '' },
    });

    wiki.expectSave(revision);
    await expect.poll(logins).toBe(1);

    expect((await failureFrom(save())).code).toBe('wiki-unavailable');
    await save();
    expect(bench.edits()).toBe(1);
  });

  it('is no login any more once the wiki lost it', async () => {
    const { wiki, save, revision } = await bench.read();
    const readAgain = () => wiki.readPage({ page: 'List', template: 'project' });

    wiki.expectSave(revision);
    // What is asked meanwhile is sent once it is through.
    await readAgain();
    expect(logins()).toBe(1);
    await bench.lab.forgetSessions();
    await readAgain();

    expect(logins()).toBe(2);
    await save();
    expect(bench.edits()).toBe(1);
  });
});
