import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureFrom } from '../support/failure.ts';
import { type Bench, botsText, json, startBench, token } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.lab.close());

describe('savePage, when the wiki refuses', () => {
  it('says so for a text that is too long, and sends nothing again', async () => {
    const { save } = await bench.read({ credentials: token });
    bench.lab.store.maxBytes = 10;

    expect(await failureFrom(save())).toMatchObject({
      code: 'edit-refused',
      detail: 'contenttoobig',
    });
    expect(bench.edits()).toBe(1);
  });

  it('sends again, a few times at most, what the wiki had no time to look at', async () => {
    const { save } = await bench.read({ credentials: token });
    bench.lab.store.rateLimited = true;

    expect(await failureFrom(save())).toMatchObject({
      code: 'wiki-unavailable',
      detail: 'ratelimited',
    });
    expect(bench.edits()).toBe(3);
    expect(bench.lab.waits.filter((wait) => wait >= 30_000)).toHaveLength(2);
  });

  it('saves once the wiki has time again', async () => {
    const { save } = await bench.read({
      credentials: token,
      wait: async () => {
        bench.lab.store.lag = 0;
      },
    });
    bench.lab.store.lag = 7;

    expect((await save()).text).toBe(botsText);
    expect(bench.edits()).toBe(2);
    expect(bench.lab.store.history('List')).toHaveLength(2);
  });

  it('does not override a filter', async () => {
    const { save } = await bench.read();

    const error = await failureFrom(save('FILTERED'));

    expect(error).toMatchObject({ code: 'edit-refused', detail: 'abusefilter-disallowed' });
    expect(error.message).toContain('no such words');
    expect(bench.edits()).toBe(1);
  });

  it('sends an edit once that a filter warns of, and that would pass if it came again', async () => {
    const { save } = await bench.read();

    const error = await failureFrom(save('FILTERWARN'));

    expect(error).toMatchObject({ code: 'edit-refused', detail: 'abusefilter-warning' });
    expect(bench.edits()).toBe(1);
    expect(bench.lab.store.history('List')).toHaveLength(1);
  });

  it('takes a code that it does not know for a refusal', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', {
      kind: 'answer',
      answer: { headers: json, body: '{"errors":[{"code":"frobnicated","text":"No."}]}' },
    });

    expect(await failureFrom(save())).toMatchObject({
      code: 'edit-refused',
      detail: 'frobnicated',
    });
  });

  it('looks for the edit after an internal error', async () => {
    const { save } = await bench.read();
    bench.lab.edge.fail('edit', {
      kind: 'answer',
      after: true,
      answer: {
        headers: json,
        body: '{"errors":[{"code":"internal_api_error_DBQueryError","text":"x"}]}',
      },
    });

    expect((await save()).text).toBe(botsText);
  });

  it('says that the wiki turned the text into the old one', async () => {
    const { save } = await bench.read();
    const body = '{"requestid":"{requestid}","edit":{"result":"Success","nochange":true}}';
    bench.lab.edge.fail('edit', { kind: 'answer', answer: { headers: json, body } });

    expect(await failureFrom(save())).toMatchObject({
      code: 'edit-refused',
      detail: 'nochange',
    });
  });

  it('lets the same edit of somebody else stand', async () => {
    const { save } = await bench.read();
    bench.lab.edge.onRequest = async (params) => {
      if (params.get('action') === 'edit') await bench.lab.put('List', botsText);
    };

    expect((await failureFrom(save())).code).toBe('edit-conflict');
  });

  it('refuses a base without a revision, which would switch the check off', async () => {
    const { wiki, revision } = await bench.read();
    const { revisionId: _, ...base } = revision;

    await expect(wiki.savePage({ base, text: 'x', summary: 's' })).rejects.toThrow(RangeError);
    expect(bench.edits()).toBe(0);
  });
});
