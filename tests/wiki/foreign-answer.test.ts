import { describe, expect, it } from 'vitest';
import { foreignAnswer } from '../../src/wiki/foreign-answer.ts';

const safe = (text: unknown): string => String(text ?? '').trim();

function look(data: unknown, headers: Readonly<Record<string, string>> = {}) {
  return foreignAnswer({ headers, data }, safe);
}

describe('foreignAnswer', () => {
  it.each([
    ['<!DOCTYPE html><title>Main Page</title>', { page: 'Main Page' }],
    ['<html><head><TITLE lang="en">\nA wiki\n</TITLE>', { page: 'A wiki' }],
    ['<html><body>It works!', { page: '' }],
    ['{"error": "no"}', {}],
    ['a < b', {}],
    ['', {}],
    [{ error: 'no' }, {}],
    [undefined, {}],
  ])('names the page of %j', (data, seen) => {
    expect(look(data)).toEqual(seen);
  });

  it('tells where a redirect leads, without what goes along in its address', () => {
    expect(look('', { location: 'https://login.example.org/sso?back=secret#here' })).toEqual({
      location: 'https://login.example.org/sso',
    });
  });

  it.each([
    ['<html><title>Just a moment...</title>', {}],
    ['<html><title>Making sure you&#39;re not a bot!</title>', {}],
    ['<html><script src="/cdn-cgi/challenge-platform/h/b.js"></script>', {}],
    ['<html><title>x</title>', { 'cf-mitigated': 'challenge' }],
  ])('knows %s for a challenge', (data, headers) => {
    expect(look(data, headers).challenge).toBe(true);
  });

  it.each([
    '<html><title>MediaWiki API result</title> captcha',
    'Just a moment, says a text that is no page',
  ])('takes %s for none', (data) => {
    expect(look(data).challenge).toBeUndefined();
  });
});
