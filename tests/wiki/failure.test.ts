import { describe, expect, it } from 'vitest';
import { apiErrors, failureOf, safeText } from '../../src/wiki/failure.ts';

const secret = 'p@ss word';
const context = { requestId: 'r1', secrets: [secret], now: Date.parse('2026-01-01T00:00:00Z') };

function thrown(more: object): Error {
  return Object.assign(new Error(secret), more);
}

function answered(status: number, headers: object, data: unknown): Error {
  return thrown({ code: 'ERR_BAD_RESPONSE', response: { status, headers, data } });
}

describe('failureOf', () => {
  it.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['CERT_HAS_EXPIRED', false],
    ['ECONNRESET', true],
    ['ETIMEDOUT', true],
    ['ERR_CANCELED', true],
    ['ECONNABORTED', true],
  ])('knows for %s whether something may have been sent: %s', (code, sent) => {
    expect(failureOf(thrown({ code }), context)).toEqual({ kind: 'network', code, sent });
  });

  it.each([
    [new TypeError('x')],
    [thrown({ code: 'invalidjson' })],
    [thrown({ code: secret })],
    ['a string'],
    [undefined],
  ])('takes %s for an answer without sense', (error) => {
    expect(failureOf(error, context)).toMatchObject({ kind: 'garbled' });
  });

  it.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30],
    [{ 'retry-after': 'Thu, 01 Jan 2015 00:00:30 GMT' }, 0],
    [
      {
        'retry-after': 'Thu, 01 Jan 2015 00:00:30 GMT',
        date: 'Thu, 01 Jan 2015 00:00:10 GMT',
      },
      20,
    ],
  ])('reads %j as %d seconds', (headers, retryAfter) => {
    expect(failureOf(answered(503, headers, 'x'), context)).toEqual({
      kind: 'http',
      status: 503,
      retryAfter,
    });
  });

  it('tells what came in place of an answer, without secrets', () => {
    const page = `<html><title>Sign in, ${secret}</title>`;
    const headers = { location: `https://other.example/${secret}?x=1` };

    expect(failureOf(answered(302, headers, page), context)).toEqual({
      kind: 'http',
      status: 302,
      page: 'Sign in, ***',
      location: 'https://other.example/***',
    });
    expect(failureOf(thrown({ code: 'invalidjson', response: page }), context)).toEqual({
      kind: 'garbled',
      reason: 'it is not JSON',
      page: 'Sign in, ***',
    });
  });

  it.each([{}, { 'retry-after': '' }, { 'retry-after': 'soon' }, { 'retry-after': '-1x' }])(
    'finds no time in %j',
    (headers) => {
      expect(failureOf(answered(503, headers, 'x'), context)).toEqual({
        kind: 'http',
        status: 503,
      });
    },
  );

  it('does not take the errors of another request', () => {
    const data = { requestid: 'r2', errors: [{ code: 'blocked', text: 'x' }] };

    expect(failureOf(answered(200, {}, data), context)).toMatchObject({ kind: 'garbled' });
  });

  it('does not trust errors that come with a failing status', () => {
    const data = { errors: [{ code: 'blocked', text: 'x' }] };

    expect(failureOf(answered(500, {}, data), context)).toEqual({ kind: 'http', status: 500 });
  });
});

describe('apiErrors', () => {
  it('reads both forms of errors', () => {
    const one = { error: { code: 'readonly', info: 'No.', readonlyreason: 'moving' } };
    const many = { errors: [{ code: 'maxlag', text: 'Wait.', data: { lag: 7 } }, { code: 'b' }] };

    expect(apiErrors(one, [])).toEqual([{ code: 'readonly', text: 'No. moving' }]);
    expect(apiErrors(many, [])).toEqual([
      { code: 'maxlag', text: 'Wait.', lag: 7 },
      { code: 'b', text: '' },
    ]);
  });

  it.each([null, undefined, 'x', [], {}, { errors: 'x' }])('finds none in %j', (body) => {
    expect(apiErrors(body, [])).toEqual([]);
  });
});

describe('safeText', () => {
  it.each([
    [`it is ${secret}!`, 'it is ***!'],
    [`it is ${encodeURIComponent(secret)}!`, 'it is ***!'],
    [`it is ${btoa(secret)}!`, 'it is ***!'],
    ['\u001B[31mred\u001B[0m', '[31mred [0m'],
    ['a\u202Eb\nc', 'a b c'],
    [undefined, ''],
  ])('makes %j fit to print', (text, safe) => {
    expect(safeText(text, [secret, ''])).toBe(safe);
  });

  it('is short', () => {
    expect(safeText('x'.repeat(1000), [])).toHaveLength(300);
  });
});
