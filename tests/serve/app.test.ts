import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/serve/app.ts';
import { busyOverview } from './overviews.ts';

const token = 'a-token-that-nobody-guesses';
const report = '<!DOCTYPE html><p>a report</p>';

function app(more: { readonly token?: string; readonly fails?: boolean } = {}) {
  const made = createApp({
    overview: async () => {
      if (more.fails === true) throw new Error(`the ${token} and a stack`);
      return busyOverview();
    },
    report: async (listing) => (listing === 'projects' ? report : undefined),
    token: more.token,
  });
  return (path: string, init: RequestInit = {}, host = 'localhost:8377') =>
    made.request(`http://${host}${path}`, {
      ...init,
      headers: { host, ...(init.headers as Record<string, string>) },
    });
}

const paths = [
  '/',
  '/metrics',
  '/reports/projects',
  '/reports/nothing',
  '/elsewhere',
  '/healthz',
  '/readyz',
];

describe('every answer', () => {
  it.each([...paths, '/..%2f..%2fetc/passwd', '/reports/%E0%A4%A', '/reports/..%2f..%2f.env'])(
    'forbids what it does not need: %s',
    async (path) => {
      for (const ask of [app(), app({ token }), app({ fails: true })]) {
        for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
          const { headers, status } = await ask(path, { method });

          expect(headers.get('x-content-type-options')).toBe('nosniff');
          expect(headers.get('x-frame-options')).toBe('DENY');
          expect(headers.get('referrer-policy')).toBe('no-referrer');
          expect(headers.get('cache-control')).toBe('no-store');
          const policy = headers.get('content-security-policy') ?? '';
          expect(policy).toMatch(/^default-src 'none'/);
          expect(policy).toContain("frame-ancestors 'none'");
          expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
          expect(headers.get('access-control-allow-origin')).toBeNull();
          expect(headers.get('set-cookie')).toBeNull();
          expect(status).toBe(method === 'POST' || method === 'OPTIONS' ? 405 : status);
        }
      }
    },
  );
});

describe('with a token', () => {
  it.each(['/', '/metrics', '/reports/projects', '/reports/nothing', '/elsewhere'])(
    'nothing is shown without it: %s',
    async (path) => {
      const ask = app({ token });
      const wrong = { headers: { authorization: 'Bearer a-token-that-nobody-guessed' } };

      const answers = [
        await ask(path),
        await ask(path, wrong),
        await ask(path, {}, 'evil.example'),
      ];

      for (const answer of answers) {
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
        expect(await answer.text()).toBe('The token is needed.\n');
      }
    },
  );

  it('all is shown with it, by any name of the machine', async () => {
    const ask = app({ token });
    const right = { headers: { authorization: `Bearer ${token}` } };

    const answers = await Promise.all(
      ['/', '/metrics', '/reports/projects'].map((path) => ask(path, right, 'lists.example.org')),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const answer of answers) expect(await answer.text()).not.toContain(token);
  });

  it('who asks whether it lives is told that, and nothing else', async () => {
    const ask = app({ token });

    expect(await (await ask('/healthz')).text()).toBe('ok\n');
    expect(await (await ask('/readyz')).text()).toBe('ready\n');
  });
});

describe('without a token, on loopback', () => {
  it('a name that was made to lead here is refused', async () => {
    const ask = app();

    for (const path of ['/', '/metrics', '/reports/projects']) {
      expect((await ask(path)).status).toBe(200);
      const answer = await ask(path, {}, 'evil.example');
      expect(answer.status).toBe(421);
      expect(await answer.text()).toBe('This server is for this machine alone.\n');
    }
  });

  it('a report comes with its own script, and without the origin of the dashboard', async () => {
    const answer = await app()('/reports/projects');

    expect(await answer.text()).toBe(report);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'sha256-/);
    expect(policy).toMatch(/sandbox allow-scripts allow-downloads$/);
  });

  it('a listing that is not in the config has no report, whatever its name', async () => {
    for (const name of ['nothing', '..%2f..%2fetc%2fpasswd', '__proto__', 'watch:wiki']) {
      expect((await app()(`/reports/${name}`)).status).toBe(404);
    }
  });

  it('what fails shows nothing of why', async () => {
    const answer = await app({ fails: true })('/');

    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('This cannot be shown now.\n');
  });
});

describe('readiness', () => {
  it.each([
    ['it is stopping', { isStopping: true }, 503],
    ['the schedule is not kept', { roundAt: 0 }, 503],
    ['no round yet', { roundAt: undefined }, 503],
    ['the config has errors', { problems: ['Line 3: wrong'] }, 503],
    ['all is well', {}, 200],
  ])('%s', async (_why, more, status) => {
    const made = createApp({
      overview: async () => busyOverview(more),
      report: async () => undefined,
      token: undefined,
    });

    expect((await made.request('/readyz')).status).toBe(status);
    expect((await made.request('/healthz')).status).toBe(200);
  });
});
