import { describe, expect, it } from 'vitest';
import { SyncError } from '../../../src/errors.ts';
import { judgeLogin } from '../../../src/sync/doctor/judge-login.ts';
import type { LoginSeen } from '../../../src/wiki/examine/seen.ts';

const variables = 'WIKISYNC_XEN';

function refused(code: 'login-refused' | 'wiki-unavailable', detail?: string): LoginSeen {
  const more = detail === undefined ? {} : { detail };
  return { kind: 'refused', error: new SyncError(code, 'It went wrong.', more) };
}

function judge(login: LoginSeen, more: { isPrivate?: boolean; token?: boolean } = {}) {
  const { isPrivate = false, token = false } = more;
  const credentials = token ? 'token' : 'password';
  return judgeLogin({ login, isPrivate }, { credentials, variables });
}

describe('judgeLogin', () => {
  it('says nothing of a login that was never tried', () => {
    expect(judge({ kind: 'untried' })).toEqual([]);
  });

  it('takes no credentials for a warning where everybody may read', () => {
    const [finding] = judge({ kind: 'none' });

    expect(finding).toMatchObject({ level: 'warning', code: 'credentials-none' });
    expect(finding?.advice).toContain('WIKISYNC_XEN_USERNAME');
  });

  it('takes no credentials for a problem where only members may read', () => {
    const [finding] = judge({ kind: 'none' }, { isPrivate: true });

    expect(finding).toMatchObject({ level: 'problem', code: 'wiki-private' });
    expect(finding?.advice).toContain('WIKISYNC_XEN_PASSWORD');
  });

  it('says that a wrong password and a wrong address look the same', () => {
    const [finding] = judge(refused('login-refused', 'wrongpassword'));

    expect(finding).toMatchObject({ level: 'problem', code: 'login-refused' });
    expect(finding?.advice).toMatch(/password.*address.*look the same/);
  });

  it.each<readonly [LoginSeen, boolean, string, 'problem' | 'warning', true | undefined]>([
    [refused('login-refused', 'login-throttled'), false, 'login-throttled', 'problem', true],
    [refused('wiki-unavailable', 'readonly'), false, 'login-untried', 'warning', undefined],
    [refused('wiki-unavailable', 'http-503'), false, 'login-unavailable', 'problem', true],
    [refused('wiki-unavailable'), false, 'login-unavailable', 'problem', true],
    [
      refused('login-refused', 'mwoauth-invalid-authorization'),
      true,
      'token-refused',
      'problem',
      undefined,
    ],
    [refused('login-refused'), false, 'login-refused', 'problem', undefined],
  ])('judges %j (token: %s) as %s', (login, token, code, level, passes) => {
    const [finding] = judge(login, { token });

    expect(finding).toMatchObject({ code, level });
    expect(finding?.passes).toBe(passes);
  });

  it('is content with a login, on a private wiki too', () => {
    const login = { kind: 'done', account: 'Bot' } as const;

    expect(judge(login).map(({ level }) => level)).toEqual(['ok']);
    expect(judge(login, { isPrivate: true }).map(({ level }) => level)).toEqual(['ok', 'ok']);
  });
});
