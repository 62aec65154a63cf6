/** Where messages go, as far as that is secret: from the environment or `.env` only. */
import { type CredentialSources, type Secret, secretIn } from './credentials.ts';

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
export function readNotifySecrets(sources: CredentialSources): NotifySecrets {
  return {
    webhookUrl: secretIn(sources, 'WIKISYNC_WEBHOOK_URL'),
    webhookSecret: secretIn(sources, 'WIKISYNC_WEBHOOK_SECRET'),
    smtpUrl: secretIn(sources, 'WIKISYNC_SMTP_URL'),
    pingUrl: secretIn(sources, 'WIKISYNC_PING_URL'),
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
