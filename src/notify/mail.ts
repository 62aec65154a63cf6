/** Messages by e-mail. */
import { createTransport } from 'nodemailer';
import { isLoopback, type Message, NotSent } from './message.ts';

/** Through which server, from whom and to whom. */
export interface Mail {
  /** `smtps://user:password@host:465` or `smtp://…:587`; a secret. */
  readonly url: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Milliseconds for each step; 15,000 if absent. */
  readonly deadline?: number;
}

/** Sends it once. @throws {NotSent} */
export async function mailMessage(mail: Mail, { subject, text }: Message): Promise<void> {
  const { from, to, deadline = 15_000 } = mail;
  const server = serverOf(mail.url);
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
  try {
    await transport.sendMail({
      from,
      to: [...to],
      subject: subject.replace(/\s+/g, ' '),
      text,
      // Nobody's holiday shall answer.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    throw new NotSent(reasonOf(error), false);
  } finally {
    transport.close();
  }
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
  const user = decodeURIComponent(parsed.username);
  const pass = decodeURIComponent(parsed.password);
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass } }),
  };
}

/** By its code alone: what a server says may repeat what it was told. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const said = typeof responseCode === 'number' ? `, with status ${responseCode}` : '';
  switch (code) {
    case 'EAUTH':
      return `the mail server refused the login${said}`;
    case 'ETLS':
      return 'the mail server has no TLS';
    case 'EENVELOPE':
    case 'EMESSAGE':
      return `the mail server refused the message${said}`;
    default:
      return `the mail server cannot be reached${said}`;
  }
}
