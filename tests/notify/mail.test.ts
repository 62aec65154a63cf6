/** E-mails, through a real SMTP server. */

import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, it, onTestFinished } from 'vitest';
import { mailMessage } from '../../src/notify/mail.ts';
import { NotSent } from '../../src/notify/message.ts';

interface Mailed {
  readonly user: string | undefined;
  readonly to: readonly string[];
  readonly data: string;
}

async function smtpServer(options: SMTPServerOptions = {}) {
  const received: Mailed[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (password === 's3cret word') done(null, { user: username ?? '' });
      else done(new Error(`no ${password}`));
    },
    onData: (stream, session, done) => {
      let data = '';
      stream.on('data', (part) => {
        data += String(part);
      });
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ user: session.user as string | undefined, to, data });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { received, port: (server.server.address() as AddressInfo).port };
}

const message = { subject: 'wikisync sync: xen has 1 conflict', text: 'Zeile ä\n', json: '{}' };
const people = { from: 'bot@example.org', to: ['ada@example.org', 'ben@example.org'] };

async function failureOf(sent: Promise<void>): Promise<string> {
  try {
    await sent;
  } catch (error) {
    if (error instanceof NotSent) return error.message;
    throw error;
  }
  throw new Error('it was sent');
}

it('reaches everybody, once, with the login that the address has', async () => {
  const { received, port } = await smtpServer();

  await mailMessage({ url: `smtp://bot:s3cret%20word@127.0.0.1:${port}`, ...people }, message);

  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ user: 'bot', to: people.to });
  expect(received[0]?.data).toContain('Subject: wikisync sync: xen has 1 conflict');
  expect(received[0]?.data).toContain('Auto-Submitted: auto-generated');
  expect(received[0]?.data).toMatch(/Zeile =C3=A4/);
});

it('has no header that a name of the data has made', async () => {
  const { received, port } = await smtpServer();
  const subject = 'x\r\nBcc: eve@example.org\r\n\r\nbody';

  await mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people }, { ...message, subject });

  expect(received[0]?.to).toEqual(people.to);
  expect(received[0]?.data).toContain('Subject: x Bcc: eve@example.org body');
});

it('says nothing of the password when the login is refused', async () => {
  const { port } = await smtpServer();

  const said = await failureOf(
    mailMessage({ url: `smtp://bot:wrong@127.0.0.1:${port}`, ...people }, message),
  );

  expect(said).toBe('the mail server refused the login, with status 535');
});

it('says that a recipient is refused', async () => {
  const { port, received } = await smtpServer({
    onRcptTo: (_address, _session, done) => done(new Error('no such user')),
  });

  const said = await failureOf(
    mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people }, message),
  );

  expect(said).toMatch(/^the mail server refused the message/);
  expect(received).toEqual([]);
});

it('does not wait for a server that never speaks', async () => {
  const { createServer } = await import('node:net');
  const mute = createServer(() => undefined);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    mute.close();
  });
  const { port } = mute.address() as AddressInfo;
  connect(port, '127.0.0.1').destroy();

  const said = await failureOf(
    mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people, deadline: 50 }, message),
  );

  expect(said).toBe('the mail server cannot be reached');
});

it.each(['mail.example.org', 'http://mail.example.org', 'smtp://'])(
  'is not sent through %s',
  async (url) => {
    expect(await failureOf(mailMessage({ url, ...people }, message))).toContain(
      'WIKISYNC_SMTP_URL is no address',
    );
  },
);
