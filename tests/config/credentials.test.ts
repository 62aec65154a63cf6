import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readCredentials, secretValues } from '../../src/config/credentials.ts';

const canary = 'CANARY-pass#word';

describe('readCredentials', () => {
  it('takes a bot password from the environment', () => {
    const environment = { WIKISYNC_XEN_USERNAME: 'Bot@sync', WIKISYNC_XEN_PASSWORD: canary };

    const { byWiki, diagnostics } = readCredentials(['xen'], { environment, dotenv: undefined });

    expect(diagnostics).toEqual([]);
    const found = byWiki.get('xen');
    expect(found?.kind === 'password' && found.password.reveal()).toBe(canary);
  });

  it('lets the environment go before .env, and quotes keep a # in a value', () => {
    const dotenv = `WIKISYNC_A_TOKEN="${canary}"\nWIKISYNC_B_TOKEN=file\n`;
    const environment = { WIKISYNC_B_TOKEN: 'environment' };

    const { byWiki } = readCredentials(['a', 'b'], { environment, dotenv });

    expect(secretValues(byWiki.values())).toEqual([canary, 'environment']);
  });

  it('finds the variables of a wiki with a dash in its name', () => {
    const environment = { WIKISYNC_MY_WIKI_TOKEN: canary };

    const { byWiki } = readCredentials(['my-wiki'], { environment, dotenv: undefined });

    expect(byWiki.get('my-wiki')?.kind).toBe('token');
  });

  it.each([
    ['credentials-half', { USERNAME: 'Bot@sync' }],
    ['credentials-half', { PASSWORD: canary }],
    ['credentials-both', { TOKEN: canary, PASSWORD: canary, USERNAME: 'Bot@sync' }],
    ['credentials-space', { TOKEN: ` ${canary}` }],
    ['credentials-half', { PASSWORD: canary, USERNAME: '' }],
    ['credentials-not-a-bot-password', { USERNAME: 'Bot', PASSWORD: canary }],
    ['credentials-not-a-bot-password', { USERNAME: 'Bot@', PASSWORD: canary }],
    ['credentials-not-a-bot-password', { USERNAME: '@sync', PASSWORD: canary }],
  ])('reports %s without the value', (code, variables) => {
    const environment = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [`WIKISYNC_XEN_${name}`, value]),
    );

    const { byWiki, diagnostics } = readCredentials(['xen'], { environment, dotenv: undefined });

    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(byWiki.get('xen')).toEqual({ kind: 'none' });
    expect(JSON.stringify(diagnostics)).not.toContain(canary);
  });

  it('has nothing for a wiki whose variables are empty or not there', () => {
    const dotenv = 'WIKISYNC_A_TOKEN=\nWIKISYNC_C_TOKEN=another\n';

    const { byWiki, diagnostics } = readCredentials(['a', 'b'], { environment: {}, dotenv });

    expect(diagnostics).toEqual([]);
    expect([...byWiki]).toEqual([
      ['a', { kind: 'none' }],
      ['b', { kind: 'none' }],
    ]);
    expect(secretValues(byWiki.values())).toEqual([]);
  });

  it('leaves the process as it is', () => {
    const environment = Object.freeze({});

    readCredentials(['a'], { environment, dotenv: `WIKISYNC_A_TOKEN=${canary}` });

    expect(process.env['WIKISYNC_A_TOKEN']).toBeUndefined();
  });

  it('reads .env.example, which has a bot password for the wiki of the example', () => {
    const dotenv = readFileSync('.env.example', 'utf8');

    const { byWiki, diagnostics } = readCredentials(['xen'], { environment: {}, dotenv });

    expect(diagnostics).toEqual([]);
    expect(byWiki.get('xen')?.kind).toBe('password');
  });

  it('gives secrets that no printing shows', () => {
    const environment = { WIKISYNC_XEN_TOKEN: canary };

    const { byWiki } = readCredentials(['xen'], { environment, dotenv: undefined });

    const printed = [
      inspect(byWiki, { depth: 9 }),
      JSON.stringify([...byWiki]),
      `${byWiki.get('xen')}`,
    ];
    expect(printed.join()).not.toContain(canary);
  });
});
