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
  const wait = async () => undefined;

  const said = await failureOf(
    mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people, deadline: 50, wait }, message),
  );

  expect(said).toBe('the mail server cannot be reached (ETIMEDOUT)');
});

it('does not wait for a server that has a word now and then, and no end', async () => {
  const { createServer } = await import('node:net');
  const ended: Promise<unknown>[] = [];
  const slow = createServer((socket) => {
    socket.write('220 hello\r\n');
    const words = setInterval(() => socket.write('250-wait\r\n'), 10);
    socket.on('error', () => undefined);
    ended.push(new Promise((resolve) => socket.on('close', resolve)));
    socket.on('close', () => clearInterval(words));
  });
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    slow.close();
  });
  const { port } = slow.address() as AddressInfo;

  const said = await failureOf(
    mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people, deadline: 100 }, message),
  );

  expect(said).toBe('the mail server did not take it in time');
  await Promise.all(ended);
});

it('is sent again to a server that asks for patience, and three times at most', async () => {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  let refusals = 2;
  const { port, received } = await smtpServer({
    onMailFrom: (_address, _session, done) => {
      refusals -= 1;
      done(refusals < 0 ? null : Object.assign(new Error('later'), { responseCode: 451 }));
    },
  });
  const mail = { url: `smtp://127.0.0.1:${port}`, ...people, wait };

  await mailMessage(mail, message);
  expect({ count: received.length, waits }).toEqual({ count: 1, waits: [2000, 2000] });

  refusals = 9;
  expect(await failureOf(mailMessage(mail, message))).toContain('with status 451');
  expect(refusals).toBe(6);
});

it('says that some of its recipients are refused, and is not sent to the others again', async () => {
  const { port, received } = await smtpServer({
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('ben') ? new Error('no such user') : null),
  });

  const said = await failureOf(
    mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people }, message),
  );

  expect(said).toContain('refused 1 of 2 recipients');
  expect(received).toHaveLength(1);
});

it('says what keeps it from the server, and neither who that is nor who wanted in', async () => {
  const wait = async () => undefined;
  const certified = await smtpServer({ secure: true, disabledCommands: [] });
  const url = `smtps://bot:s3cret@127.0.0.1:${certified.port}`;

  expect(await failureOf(mailMessage({ url, ...people, wait }, message))).toMatch(
    /^the mail server cannot be reached \([A-Z_]*CERT[A-Z_]*\)$/,
  );
});

it('is cut where it is longer than anybody reads', async () => {
  const { received, port } = await smtpServer();
  const text = 'word '.repeat(100_000);

  await mailMessage({ url: `smtp://127.0.0.1:${port}`, ...people }, { ...message, text });

  expect(received[0]?.data.length).toBeLessThan(130_000);
  expect(received[0]?.data.replaceAll('=\r\n', '')).toContain('and more: see the report.');
});

it('is not sent with a login that no address can have', async () => {
  const url = 'smtp://bot:50%@mail.example.org';

  expect(await failureOf(mailMessage({ url, ...people }, message))).toMatch(/write it as %25$/);
});

it.each(['mail.example.org', 'http://mail.example.org', 'smtp://'])(
  'is not sent through %s',
  async (url) => {
    expect(await failureOf(mailMessage({ url, ...people }, message))).toContain(
      'WIKISYNC_SMTP_URL is no address',
    );
  },
);
