/** Who may see the dashboard, and where it listens. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { SyncError } from '../errors.ts';

/** Where a server listens. */
export interface ListenAddress {
  /** A name or a number of an interface, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether only this machine can reach it. */
  readonly isLoopback: boolean;
}

/** Characters of a token at least: what is shorter can be guessed. */
const shortestToken = 16;

/**
 * Reads `127.0.0.1:8377`, `[::1]:8377`, `:8377` or `8377`; without an interface it is loopback.
 *
 * @throws {SyncError} usage
 */
export function parseListen(text: string): ListenAddress {
  const [, bracketed, plain, digits = ''] =
    /^(?:(?:\[([0-9a-f:.]+)\]|([\w.-]*)):)?(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535) {
    throw new SyncError('usage', `'${text}' is no address to listen on.`, {
      hint: 'Write it as 127.0.0.1:8377 or [::1]:8377, or say none.',
    });
  }
  const host = bracketed ?? (plain === undefined || plain === '' ? '127.0.0.1' : plain);
  return { host, port, isLoopback: isLoopbackName(host) };
}

/**
 * Refuses what would show the dashboard to others than those who have a token.
 *
 * @throws {SyncError} usage
 */
export function checkAccess({ isLoopback, host }: ListenAddress, token: string | undefined): void {
  if (token === undefined && !isLoopback) {
    throw new SyncError('usage', `Others can reach ${host}, and there is no token.`, {
      hint: 'Set WIKISYNC_SERVE_TOKEN in the environment or in .env, or listen on 127.0.0.1.',
    });
  }
  if (token !== undefined && token.length < shortestToken) {
    const message = `WIKISYNC_SERVE_TOKEN has fewer than ${shortestToken} characters.`;
    throw new SyncError('usage', message, {
      hint: "Make one that nobody guesses: 'openssl rand -hex 32'.",
    });
  }
}

/**
 * Whether a request says the token: as `Bearer`, or as the password of `Basic`, which is what browsers
 * ask people for. How long it takes does not depend on what is right of it.
 */
export function saysToken(authorization: string | undefined, token: string): boolean {
  const [, scheme = '', said = ''] = /^(bearer|basic) +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (scheme === '') return false;
  const given = scheme.toLowerCase() === 'bearer' ? said : passwordOf(said);
  return timingSafeEqual(digest(given), digest(token));
}

/**
 * Whether a request that came to loopback was meant for it: a page elsewhere can have a name of its own
 * lead here, and then read what it is answered.
 */
export function isForLoopback(hostHeader: string | undefined): boolean {
  const [, bracketed, plain = ''] =
    /^(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(hostHeader ?? '') ?? [];
  return isLoopbackName(bracketed ?? plain);
}

function isLoopbackName(name: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(name);
}

function passwordOf(basic: string): string {
  const text = Buffer.from(basic, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
