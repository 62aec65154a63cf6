/** Where messages go, as far as that is secret: from the environment or `.env` only. */
import { parse } from 'dotenv';
import { type CredentialSources, Secret } from './credentials.ts';

/** What is set of it. */
export interface NotifySecrets {
  readonly webhookUrl: Secret | undefined;
  /** Signs what is sent there. */
  readonly webhookSecret: Secret | undefined;
  readonly smtpUrl: Secret | undefined;
  /** Of a dead-man's switch. */
  readonly pingUrl: Secret | undefined;
}

/** Reads `WIKISYNC_WEBHOOK_URL`, `WIKISYNC_WEBHOOK_SECRET`, `WIKISYNC_SMTP_URL` and `WIKISYNC_PING_URL`. */
export function readNotifySecrets({ environment, dotenv }: CredentialSources): NotifySecrets {
  const file = parse(dotenv ?? '');
  const read = (name: string): Secret | undefined => {
    const value = (environment[name] ?? file[name] ?? '').trim();
    return value === '' ? undefined : new Secret(value);
  };
  return {
    webhookUrl: read('WIKISYNC_WEBHOOK_URL'),
    webhookSecret: read('WIKISYNC_WEBHOOK_SECRET'),
    smtpUrl: read('WIKISYNC_SMTP_URL'),
    pingUrl: read('WIKISYNC_PING_URL'),
  };
}

/** All of it in clear, for masking what is printed; of an address its password too. */
export function notifySecretValues(secrets: NotifySecrets): readonly string[] {
  const { webhookUrl, webhookSecret, smtpUrl, pingUrl } = secrets;
  const all = [webhookUrl, webhookSecret, smtpUrl, pingUrl];
  const found = all.flatMap((secret) => secret?.reveal() ?? []);
  const passwords = found.flatMap((value) => {
    const password = URL.canParse(value) ? new URL(value).password : '';
    return password === '' ? [] : [password, decoded(password)];
  });
  return [...found, ...passwords];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
