/** The answers of the server: the dashboard, reports, health and metrics. It only shows. */
import { Hono } from 'hono';
import { reportPolicy } from '../report/html/document.ts';
import { isForLoopback, saysToken } from './access.ts';
import { dashboardPage, dashboardPolicy } from './dashboard/page.ts';
import { metricsText, metricsType } from './metrics.ts';
import { type Overview, unreadiness } from './overview.ts';

/** What is shown, and to whom. */
export interface AppOptions {
  readonly overview: () => Promise<Overview>;
  /** A listing's last report; `undefined` if there is none. */
  readonly report: (listing: string) => Promise<string | undefined>;
  /** Who says it may see all; without one, everybody who reaches it. */
  readonly token: string | undefined;
}

/** For every answer, whatever is in it: nobody guesses, frames, keeps or is told of it. */
const headers: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** A report brings its own script: it gets no origin that the dashboard's would be. */
const reportHeaders = `${reportPolicy}; frame-ancestors 'none'; sandbox allow-scripts allow-downloads`;

/** The application. */
export function createApp(options: AppOptions): Hono {
  const { overview, token } = options;
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  });
  app.use(async ({ req, text }, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    return text('This server only shows.\n', 405, { Allow: 'GET, HEAD' });
  });
  // Who watches whether it lives has no token, and is told no more than that.
  app.get('/healthz', ({ text }) => text('ok\n'));
  app.get('/readyz', async ({ text }) => {
    const isReady = unreadiness(await overview()).length === 0;
    return isReady ? text('ready\n') : text('not ready\n', 503);
  });
  app.use(async ({ req, text }, next) => {
    if (token === undefined) {
      if (isForLoopback(req.header('host'))) return next();
      return text('This server is for this machine alone.\n', 421);
    }
    if (saysToken(req.header('authorization'), token)) return next();
    const challenge = 'Basic realm="wikisync", charset="UTF-8"';
    return text('The token is needed.\n', 401, { 'WWW-Authenticate': challenge });
  });
  addPages(app, options);
  app.notFound(({ text }) => text('There is nothing here.\n', 404));
  app.onError((_error, { text }) => text('This cannot be shown now.\n', 500));
  return app;
}

function addPages(app: Hono, { overview, report }: AppOptions): void {
  app.get('/', async ({ html }) =>
    html(dashboardPage(await overview()), 200, { 'Content-Security-Policy': dashboardPolicy }),
  );
  app.get('/metrics', async ({ body }) =>
    body(metricsText(await overview()), 200, { 'Content-Type': metricsType }),
  );
  app.get('/reports/:listing', async ({ req, html, text }) => {
    const listing = req.param('listing');
    const isKnown = (await overview()).listings.some(({ name }) => name === listing);
    const found = isKnown ? await report(listing) : undefined;
    if (found === undefined) return text('There is no report of such a listing yet.\n', 404);
    return html(found, 200, { 'Content-Security-Policy': reportHeaders });
  });
}
