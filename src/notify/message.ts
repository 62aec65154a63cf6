/** What is sent to people, and where to; the same for all ways of sending. */

/** A message, without secrets. */
export interface Message {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** JSON for programs. */
  readonly json: string;
}

/** Why a message was not sent, in words that are safe to print: addresses of webhooks are secrets. */
export class NotSent extends Error {
  /** Whether it may go through when it is sent again. */
  readonly mayPass: boolean;
  /** What a web server answered; absent if none did. */
  readonly status: number | undefined;

  constructor(message: string, mayPass: boolean, status?: number) {
    super(message);
    this.name = 'NotSent';
    this.mayPass = mayPass;
    this.status = status;
  }
}

/** With the code of an error, which names nothing but a kind of failure. */
export function reasonWith(reason: string, code: unknown): string {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code)
    ? `${reason} (${code})`
    : reason;
}

/** Whether nobody listens in between: this machine itself. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(hostname);
}
