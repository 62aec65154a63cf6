import { describe, expect, it } from 'vitest';
import { checkAccess, isForLoopback, parseListen, saysToken } from '../../src/serve/access.ts';

const token = 'correct horse battery'.replaceAll(' ', '-');

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1:8377', '127.0.0.1', 8377, true],
    ['8377', '127.0.0.1', 8377, true],
    [':8377', '127.0.0.1', 8377, true],
    ['localhost:80', 'localhost', 80, true],
    ['[::1]:8377', '::1', 8377, true],
    ['127.0.0.53:1', '127.0.0.53', 1, true],
    ['0.0.0.0:8377', '0.0.0.0', 8377, false],
    ['[::]:8377', '::', 8377, false],
    ['192.168.0.7:8377', '192.168.0.7', 8377, false],
    ['127.0.0.1.evil.example:8377', '127.0.0.1.evil.example', 8377, false],
    ['localhost.evil.example:8377', 'localhost.evil.example', 8377, false],
    ['[::ffff:127.0.0.1]:8377', '::ffff:127.0.0.1', 8377, false],
  ])('is read: %s', (text, host, port, isLoopback) => {
    expect(parseListen(text)).toEqual({ host, port, isLoopback });
  });

  it.each(['', 'localhost', '127.0.0.1:', '127.0.0.1:99999', '::1:80', 'http://localhost:80'])(
    'is refused if it is none: %j',
    (text) => {
      expect(() => parseListen(text)).toThrow('is no address to listen on');
    },
  );

  it('that others can reach needs a token, and any token has to be long', () => {
    const everywhere = parseListen('0.0.0.0:8377');
    const here = parseListen('127.0.0.1:8377');

    expect(() => checkAccess(everywhere, undefined)).toThrow('there is no token');
    expect(() => checkAccess(everywhere, 'short')).toThrow('fewer than 16 characters');
    expect(() => checkAccess(here, 'short')).toThrow('fewer than 16 characters');
    expect(checkAccess(everywhere, token)).toBeUndefined();
    expect(checkAccess(here, undefined)).toBeUndefined();
  });
});

describe('a token', () => {
  it.each([`Bearer ${token}`, `bearer  ${token}`, basic(`:${token}`), basic(`anybody:${token}`)])(
    'is said: %s',
    (header) => {
      expect(saysToken(header, token)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    token,
    'Bearer',
    'Bearer ',
    `Bearer ${token} more`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Bearer ${token.toUpperCase()}`,
    `Token ${token}`,
    basic(token.slice(0, -1)),
    basic(`${token}:`),
    `Basic ${token}`,
  ])('is not said: %j', (header) => {
    expect(saysToken(header, token)).toBe(false);
  });
});

describe('a request to loopback', () => {
  it.each(['localhost', 'localhost:8377', '127.0.0.1:8377', '[::1]:8377', 'LOCALHOST:1'])(
    'is meant for it: %s',
    (header) => {
      expect(isForLoopback(header)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:8377',
    'localhost:8377@evil.example',
    '[::1].evil.example',
    '2130706433',
  ])('is not meant for it: %j', (header) => {
    expect(isForLoopback(header)).toBe(false);
  });
});
