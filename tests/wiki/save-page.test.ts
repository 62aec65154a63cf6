import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureFrom } from '../support/failure.ts';
import { type Bench, botsText, json, startBench, token } from './bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.lab.close());

describe('savePage, when the wiki refuses', () => {
  it.each([
    [
      'ratelimited',
      'wiki-unavailable',
      () => {
        bench.lab.store.rateLimited = true;
      },
    ],
    [
      'contenttoobig',
      'edit-refused',
      () => {
        bench.lab.store.maxBytes = 10;
      },
    ],
    [
      'maxlag',
      'wiki-unavailable',
      () => {
        bench.lab.store.lag = 7;
      },
    ],
  ])('says so for %s, and sends nothing again', async (detail, code, change) => {
    const { save } = await bench.read({ credentials: token });
    change();

    expect(await failureFrom(save())).toMatchObject({ code, detail });
    expect(bench.edits()).toBe(1);
  });

  it('does not override a filter', async () => {
    const { save } = await bench.read();

    const error = await failureFrom(save('FILTERED'));

    expect(error).toMatchObject({ code: 'edit-refused', detail: 'abusefilter-disallowed' });
    expect(error.message).toContain('no such words');
    expect(bench.edits()).toBe(1);
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
