import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { isStateAddress, parseStateAddress } from '../../src/config/state-address.ts';
import { addressSecrets, readStateSecrets, withPassword } from '../../src/config/state-secrets.ts';

const small = `wikis:
  w: { folder: wiki }
listings:
  l: { wiki: w, page: List, data: list.csv, template: item, key: name, fields: { name: { parameter: 1, type: text } } }
`;

function read(state: string) {
  const file = { path: '/r/config/wikisync.yaml', shownPath: 'config/wikisync.yaml' };
  return parseConfig(`state: ${state}\n${small}`, file);
}

describe('isStateAddress', () => {
  it.each([
    ['postgres://db/state', true],
    ['PostgreSQL:///state?host=/run/postgresql', true],
    ['.wikisync', false],
    ['../postgres/state', false],
    ['postgres', false],
  ])('takes %s for one: %s', (text, is) => {
    expect(isStateAddress(text)).toBe(is);
  });
});

describe('parseStateAddress', () => {
  it('names the place without user and password', () => {
    expect(parseStateAddress('postgres://me:pw@db.example.org:5433/state?sslmode=require')).toEqual(
      {
        url: 'postgres://me:pw@db.example.org:5433/state?sslmode=require',
        schema: 'wikisync',
        place: 'db.example.org:5433/state',
        hasPassword: true,
      },
    );
  });

  it('takes the schema out of what PostgreSQL gets to see', () => {
    expect(parseStateAddress('postgres:///state?host=/run/postgresql&schema=second')).toEqual({
      url: 'postgres:///state?host=%2Frun%2Fpostgresql',
      schema: 'second',
      place: '/run/postgresql/state',
      hasPassword: false,
    });
  });

  it.each([
    ['no database', 'postgres://db.example.org', 'it names no database'],
    ['no database behind a slash', 'postgres://db.example.org/', 'it names no database'],
    ['a bad port', 'postgres://me:pw@db:port/state', 'it is no address'],
    [
      'a schema that would be SQL',
      'postgres://db/state?schema=a";DROP',
      'its schema is no name of up to 40 small letters, digits and _',
    ],
  ])('refuses %s, and shows nothing of it', (_what, text, reason) => {
    expect(parseStateAddress(text)).toBe(reason);
  });
});

describe('the state of a config', () => {
  it('may be a database', () => {
    const { value, diagnostics } = read('postgres://me@db/state');

    expect(diagnostics).toEqual([]);
    expect(value?.statePath).toBe('postgres://me@db/state');
  });

  it.each([
    ['a password', 'postgres://me:hunter2@db/state', 'state-with-password'],
    ['a password among the options', 'postgres://db/state?password=hunter2', 'state-with-password'],
    ['no database', 'postgres://hunter2', 'state-address'],
  ])('is an error with %s, which shows nothing of it', (_what, state, code) => {
    const { value, diagnostics } = read(state);

    expect(value).toBeUndefined();
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
    expect(diagnostics[0]?.place).toMatchObject({ line: 1 });
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });
});

describe('the password', () => {
  const bare = parseStateAddress('postgres://me@db/state');
  if (typeof bare === 'string') throw new Error(bare);

  it('comes from the environment before .env, and stays as it is', () => {
    const dotenv = 'PGPASSWORD=other\nWIKISYNC_STATE_URL=postgres://db/state\n';
    const { url, password } = readStateSecrets({ environment: { PGPASSWORD: 'a b@/%c' }, dotenv });

    expect(url?.reveal()).toBe('postgres://db/state');
    const address = withPassword(bare, password);
    expect(decodeURIComponent(new URL(address.url).password)).toBe('a b@/%c');
    expect(addressSecrets(address)).toEqual(['a b@/%c']);
  });

  it('is not put in the place of one that the address has', () => {
    const own = parseStateAddress('postgres://me:own@db/state');
    if (typeof own === 'string') throw new Error(own);
    const { password } = readStateSecrets({ environment: { PGPASSWORD: 'x' }, dotenv: undefined });

    expect(withPassword(own, password)).toEqual(own);
    expect(addressSecrets(bare)).toEqual([]);
  });

  it('is given to a server on a socket, too', () => {
    const local = parseStateAddress('postgres:///state?host=/run');
    if (typeof local === 'string') throw new Error(local);
    const { password } = readStateSecrets({
      environment: { PGPASSWORD: 'x y' },
      dotenv: undefined,
    });

    expect(addressSecrets(withPassword(local, password))).toEqual(['x y']);
  });
});
