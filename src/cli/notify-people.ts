/** Tells people of a run that needs them, as the config says. */
import type { NotifyConfig } from '../config/normalize.ts';
import type { NotifySecrets } from '../config/notify-secrets.ts';
import { type Message, NotSent } from '../notify/message.ts';
import { attentionOf } from '../report/attention.ts';
import type { RunReport } from '../report/run-report.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';

/** Who is told, and with what. */
export interface NotifyCall {
  readonly notify: NotifyConfig;
  readonly secrets: NotifySecrets;
  readonly host: Host;
  /** Takes secrets out of a text. */
  readonly mask: (text: string) => string;
  readonly exitCode: ExitCode;
}

/** Sends what is to be sent. A message that does not go through is told, and changes nothing else. */
export async function notifyPeople(report: RunReport, call: NotifyCall): Promise<void> {
  const { notify, secrets, host, mask } = call;
  const message = await messageOf(report, call);
  if (message === undefined) return;
  const ways: readonly (readonly [name: string, send: () => Promise<void>])[] = [
    ...(notify.webhook ? [['the webhook', () => sendToWebhook(secrets, message)] as const] : []),
    ...(notify.mail === undefined
      ? []
      : [['the e-mail', () => sendByMail(notify.mail, secrets, message)] as const]),
  ];
  for (const [name, send] of ways) {
    try {
      await send();
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      host.err(mask(`wikisync: ${name} was not sent: ${error.message}\n`));
    }
  }
}

async function messageOf(
  report: RunReport,
  { notify, mask, exitCode }: NotifyCall,
): Promise<Message | undefined> {
  const attention = attentionOf(report, notify.on);
  if (attention === undefined) return undefined;
  const { json } = await import('../report/json.ts');
  const { text } = await import('../report/text.ts');
  const how = { colour: false, quiet: false, verbose: false, width: 78 };
  const body = {
    version: 1,
    event: 'attention',
    occasions: attention.occasions,
    subject: attention.subject,
    exitCode,
    report: JSON.parse(json(report, how)) as unknown,
  };
  return {
    subject: mask(attention.subject),
    text: mask(text(report, how)),
    json: mask(JSON.stringify(body)),
  };
}

async function sendToWebhook(secrets: NotifySecrets, message: Message): Promise<void> {
  const url = secrets.webhookUrl?.reveal();
  if (url === undefined) throw new NotSent('WIKISYNC_WEBHOOK_URL is not set', false);
  const { postMessage } = await import('../notify/webhook.ts');
  await postMessage({ url, secret: secrets.webhookSecret?.reveal() }, message);
}

async function sendByMail(
  mail: NotifyConfig['mail'],
  secrets: NotifySecrets,
  message: Message,
): Promise<void> {
  const url = secrets.smtpUrl?.reveal();
  if (mail === undefined || url === undefined)
    throw new NotSent('WIKISYNC_SMTP_URL is not set', false);
  const { mailMessage } = await import('../notify/mail.ts');
  await mailMessage({ ...mail, url }, message);
}
