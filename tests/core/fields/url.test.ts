import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { url } from '../../../src/core/fields/url.ts';

describe('url', () => {
  it.each([
    ['https://x.org/a_(b)?c=d#e', { url: 'https://x.org/a_(b)?c=d#e' }],
    ['[https://x.org]', { url: 'https://x.org' }],
    ['[https://x.org  the site ]', { url: 'https://x.org', label: 'the site' }],
    ['HTTP://x.org', { url: 'HTTP://x.org' }],
    ['ftp://x.org', { url: 'ftp://x.org' }],
    ['mailto:a@x.org', { url: 'mailto:a@x.org' }],
    ['//x.org', { url: '//x.org' }],
    ["https://x.org/Conway's", { url: "https://x.org/Conway's" }],
  ])('reads %j', (argument, value) => {
    expect(url.read(argument, {})).toEqual(readAs(value));
  });

  it.each([
    'javascript:alert(1)',
    '[javascript:alert(1) x]',
    'data:text/html,x',
    'x.org',
    'https://',
    'mailto:',
    'https://x.org and more',
    'https://x.org|x',
    'https://x.org/"x"',
    "https://x.org/''x''",
    'https://x.org/{{x}}',
    'https://x.org/\0',
    '[[https://x.org]]',
    '[]',
  ])('cannot read %j', (argument) => {
    expect(url.read(argument, {}).kind).toBe('unreadable');
  });

  it.each([
    ['git://x', "'git://x' is no http, https, ftp, mailto or // address"],
    ['[https://x a]b]', "'a]b' is no label"],
    ['[https://x a\nb]', "'a b' is no label"],
  ])('says why it cannot read %j', (argument, reason) => {
    expect(url.read(argument, {})).toEqual(unreadable(reason));
  });

  it.each([
    [{ url: 'https://x' }, undefined, 'https://x'],
    [{ url: 'https://x' }, 'https://y', 'https://x'],
    [{ url: 'https://x' }, '[https://y]', '[https://x]'],
    [{ url: 'https://x', label: 'x' }, 'https://y', '[https://x x]'],
  ])('writes %j over %j as %j', (value, previousText, written) => {
    expect(url.write(value, previousText, {})).toBe(written);
  });

  it.each([
    ['https://x', { url: 'https://x' }],
    ['[https://x y z]', { url: 'https://x', label: 'y z' }],
    [
      { url: 'https://x', label: 'y' },
      { url: 'https://x', label: 'y' },
    ],
  ])('takes %j from a data file', (data, value) => {
    expect(url.fromData(data, {})).toEqual(readAs(value));
  });

  it.each([[['https://x']], [{ href: 'https://x' }], [{ url: 'javascript:x' }]])(
    'refuses %j from a data file',
    (data) => {
      expect(url.fromData(data, {}).kind).toBe('unreadable');
    },
  );

  it('gives a string to a data file unless there is a label', () => {
    expect(url.toData({ url: 'https://x' }, {})).toBe('https://x');
    expect(url.toData({ url: '//x', label: 'y' }, {})).toEqual({ url: '//x', label: 'y' });
  });
});
