/**
 * Turns what mwn and axios throw into plain data by an allow-list: their errors hold the request
 * with its password or token, in `config`, `request`, `response` and as `cause`.
 */
import { foreignAnswer } from './foreign-answer.ts';
import type { ApiError, Failure } from './session.ts';

/** Codes of failures before the first byte of a request is written. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What is known around a request. */
export interface RequestContext {
  /** What the answer must repeat. */
  readonly requestId: string;
  /** Values that no text may show. */
  readonly secrets: readonly string[];
  /** Milliseconds, by our clock. */
  readonly now: number;
}

/** What went wrong, as far as a library's error tells without its secrets. */
export function failureOf(thrown: unknown, context: RequestContext): Failure {
  const error = fields(thrown);
  const response = fields(error['response']);
  const data = fields(response['data']);
  const retryAfter = retryAfterSeconds(fields(response['headers']), context.now);
  const after = retryAfter === undefined ? {} : { retryAfter };
  const errors = apiErrors(data, context.secrets);
  const status = response['status'];
  if (errors.length > 0 && status === 200) {
    return isOurs(data['requestid'], context)
      ? { kind: 'api', errors, ...after }
      : { kind: 'garbled', reason: 'it answers another request' };
  }
  const foreign = foreignAnswer(
    // mwn hands over an answer that is no JSON as it is.
    {
      headers: fields(response['headers']),
      data: typeof error['response'] === 'string' ? error['response'] : response['data'],
    },
    (text) => safeText(text, context.secrets),
  );
  if (typeof status === 'number' && status !== 200) {
    return { kind: 'http', status, ...after, ...foreign };
  }
  const code = typeof error['code'] === 'string' ? error['code'] : '';
  if (code === 'invalidjson' || !/^E[A-Z0-9_]+$|^[A-Z]+(_[A-Z]+)+$/.test(code)) {
    return { kind: 'garbled', reason: 'it is not JSON', ...foreign };
  }
  return { kind: 'network', code, sent: !unsent.has(code) };
}

/** An answer's errors, whose texts are made safe to print. */
export function apiErrors(body: unknown, secrets: readonly string[]): readonly ApiError[] {
  const { errors, error } = fields(body);
  const list = Array.isArray(errors) ? errors : error === undefined ? [] : [error];
  return list.map((each) => apiError(fields(each), secrets));
}

/** One line that a terminal can show, without the secrets in any of their spellings. */
export function safeText(text: unknown, secrets: readonly string[]): string {
  const spellings = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret), btoa(unescapedBytes(secret))]);
  return spellings
    .reduce((safe, spelling) => safe.replaceAll(spelling, '***'), String(text ?? ''))
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

function apiError(error: Readonly<Record<string, unknown>>, secrets: readonly string[]): ApiError {
  const data = { ...error, ...fields(error['data']) };
  const blockReason = fields(data['blockinfo'])['blockreason'];
  const reason =
    blockReason ?? data['readonlyreason'] ?? fields(data['abusefilter'])['description'];
  const words = [error['text'] ?? error['info'], reason].filter((part) => typeof part === 'string');
  return {
    code: safeText(error['code'], secrets),
    text: safeText(words.join(' '), secrets),
    ...(fields(data['blockinfo'])['blockpartial'] === true ? { partial: true } : {}),
    ...(typeof data['lag'] === 'number' ? { lag: data['lag'] } : {}),
  };
}

/** An error may come before the wiki has read its parameters; then it repeats none. */
function isOurs(requestId: unknown, context: RequestContext): boolean {
  return requestId === undefined || requestId === context.requestId;
}

/** Seconds or a date, see RFC 9110 section 10.2.3; a date counts from the server's own clock. */
function retryAfterSeconds(
  headers: Readonly<Record<string, unknown>>,
  now: number,
): number | undefined {
  const value = String(headers['retry-after'] ?? '').trim();
  if (/^\d+$/.test(value)) return Number(value);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const served = Date.parse(String(headers['date'] ?? ''));
  return Math.max(0, (until - (Number.isNaN(served) ? now : served)) / 1000);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function unescapedBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
