import type { Handler } from './wire.ts';

/** Passes requests on to a wiki elsewhere, so that an edge can stand in front of it. */
export function forwardTo(api: string): Handler {
  return async ({ method, url, headers, body }) => {
    const target = new URL(api);
    target.search = new URL(url, api).search;
    const passed = ['authorization', 'content-type', 'cookie', 'user-agent'].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, String(headers[name])] as const],
    );
    const response = await fetch(target, {
      method,
      headers: Object.fromEntries(passed),
      redirect: 'manual',
      ...(method === 'POST' ? { body: new Uint8Array(body) } : {}),
    });
    const kept = [...response.headers].filter(
      ([name]) =>
        !/^(set-cookie|connection|transfer-encoding|content-(encoding|length))$/.test(name),
    );
    return {
      status: response.status,
      headers: { ...Object.fromEntries(kept), 'set-cookie': response.headers.getSetCookie() },
      body: await response.text(),
    };
  };
}
