/** HTTP requests and answers as plain data. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

export type Handler = (request: WireRequest) => Promise<WireAnswer> | WireAnswer;

export type ApiParams = ReadonlyMap<string, string>;

export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return {
    method: message.method ?? 'GET',
    url: message.url ?? '/',
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

/** The parameters of the URL, then those of the body, in the order in which they were sent. */
export function paramsOf({ url, headers, body }: WireRequest): ApiParams {
  const params = new Map(new URL(url, 'http://localhost').searchParams);
  const type = headers['content-type'] ?? '';
  const boundary = /boundary=("?)([^";]+)\1/.exec(type)?.[2];
  const more =
    boundary === undefined ? new URLSearchParams(body.toString()) : multipart(body, boundary);
  for (const [name, value] of more) params.set(name, value);
  return params;
}

/** The values of a parameter that takes several. */
export function list(params: ApiParams, name: string): readonly string[] {
  const value = params.get(name) ?? '';
  if (value === '') return [];
  return value.startsWith('\u001F') ? value.slice(1).split('\u001F') : value.split('|');
}

/** By hand, since Node's `formData()` eats a byte order mark. */
function multipart(body: Buffer, boundary: string): readonly (readonly [string, string])[] {
  return body
    .toString('latin1')
    .split(`--${boundary}`)
    .flatMap((part) => {
      const end = part.indexOf('\r\n\r\n');
      const name = /name="([^"]*)"/.exec(part.slice(0, end))?.[1];
      if (end === -1 || name === undefined) return [];
      const value = part.slice(end + 4).replace(/\r\n$/, '');
      return [[name, Buffer.from(value, 'latin1').toString()] as const];
    });
}
