/** Messages by e-mail. */
import { createTransport } from 'nodemailer';
import { isLoopback, type Message, NotSent, reasonWith } from './message.ts';
import { patiently } from './patiently.ts';

/** Through which server, from whom and to whom. */
export interface Mail {
  /** `smtps://user:password@host:465` or `smtp://…:587`; a secret. */
  readonly url: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Milliseconds for each step; 15,000 if absent. */
  readonly deadline?: number;
  /** Between attempts; for tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** Steps that an attempt may take in all, each as long as its deadline lets it. */
const steps = 4;

/** Characters of a text: servers refuse long messages, and nobody reads them. */
const longest = 100_000;

/**
 * Sends it: at most three times, as long as it is certain that nobody has it yet.
 *
 * @throws {NotSent}
 */
export async function mailMessage(mail: Mail, message: Message): Promise<void> {
  const server = serverOf(mail.url);
  await patiently(() => attempt(mail, server, message), mail.wait);
}

async function attempt(mail: Mail, server: Server, { subject, text }: Message): Promise<void> {
  const { from, to, deadline = 15_000 } = mail;
  const transport = createTransport({
    ...server,
    // Without it a password would go over the network in clear, should somebody take TLS away.
    requireTLS: !server.secure && !isLoopback(server.host),
    connectionTimeout: deadline,
    greetingTimeout: deadline,
    socketTimeout: deadline,
    dnsTimeout: deadline,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mailed = {
    from,
    to: [...to],
    subject: subject.replace(/\s+/g, ' '),
    text:
      text.length <= longest ? text : `${text.slice(0, longest)}\n… and more: see the report.\n`,
    // Nobody's holiday shall answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    // A server that says a word now and then is not waited for either.
    signal: AbortSignal.timeout(steps * deadline),
  };
  const rejected = await transport.sendMail(mailed).then(
    (sent) => sent.rejected.length,
    (error: unknown) => {
      throw notSent(error);
    },
  );
  if (rejected === 0) return;
  throw new NotSent(
    `to all: the mail server refused ${rejected} of ${to.length} recipients`,
    false,
  );
}

interface Server {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

function serverOf(url: string): Server {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === '') {
    throw new NotSent('WIKISYNC_SMTP_URL is no address such as smtps://user:password@host', false);
  }
  const secure = parsed.protocol === 'smtps:';
  const [user, pass] = [decoded(parsed.username), decoded(parsed.password)];
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass } }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new NotSent('WIKISYNC_SMTP_URL has a % that stands for itself: write it as %25', false);
  }
}

/** By its codes alone: what a server says may repeat what it was told. */
function notSent(error: unknown): NotSent {
  const { code, responseCode, originalCode, command } = error as Record<string, unknown>;
  const said = typeof responseCode === 'number' ? `, with status ${responseCode}` : '';
  // Of 400 to 499 a server says that it may be asked again.
  const isPassing = typeof responseCode === 'number' && responseCode < 500;
  switch (code) {
    case 'EAUTH':
      return new NotSent(`the mail server refused the login${said}`, false);
    case 'EABORT':
      return new NotSent('the mail server did not take it in time', false);
    case 'ETLS':
      return new NotSent('the mail server has no TLS', false);
    case 'EENVELOPE':
      return new NotSent(`the mail server refused the message${said}`, isPassing);
    case 'EMESSAGE':
      return new NotSent(`the mail server refused the message${said}`, false);
    default:
      return new NotSent(
        reasonWith(`the mail server cannot be reached${said}`, originalCode ?? code),
        command === 'CONN',
      );
  }
}
