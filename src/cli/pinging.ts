/** Tells a dead-man's switch that a run has begun, and how it ended. */
import { readNotifySecrets } from '../config/notify-secrets.ts';
import { SyncError } from '../errors.ts';
import { NotSent } from '../notify/message.ts';
import type { PingKind } from '../notify/ping.ts';
import { type ExitCode, errorCode, exitCodes } from './exit-code.ts';
import type { Host } from './host.ts';
import { credentialSources } from './wire.ts';

/** What a run tells of itself. */
export interface Pinging {
  /** Says that it has begun, and then how it ends; once. It is not waited for. */
  readonly begin: () => void;
  /** What of it is told, in one line without secrets. */
  readonly describe: (text: string) => void;
}

/** The run to be told of. */
export interface PingedRun {
  readonly host: Host;
  readonly command: string;
  /** Whether it is told of from the start, whatever the config says. */
  readonly isAsked: boolean;
}

/** Runs, and tells of it if that is asked for, by then. A ping that fails is a warning, and no more. */
export async function pinged(
  { host, command, isAsked }: PingedRun,
  run: (pinging: Pinging) => Promise<number>,
): Promise<number> {
  let begun: Promise<void> | undefined;
  let what = '';
  const begin = (): void => {
    begun ??= sendPing(host, 'start', `wikisync ${command} has begun`);
  };
  const end = async (code: number): Promise<void> => {
    if (begun === undefined) return;
    await begun;
    const kind = endOf(code);
    const text = `wikisync ${command} ended with code ${code}${what === '' ? '' : `: ${what}`}`;
    if (kind !== undefined) await sendPing(host, kind, text);
  };
  if (isAsked) begin();
  try {
    const code = await run({
      begin,
      describe: (text) => {
        what = text;
      },
    });
    await end(code);
    return code;
  } catch (error) {
    await end(error instanceof SyncError ? errorCode(error.code) : exitCodes.defect);
    throw error;
  }
}

/** Where the next run may do it, nobody is called: the switch calls if that does not come either. */
function endOf(code: number): PingKind | undefined {
  const good: readonly number[] = [exitCodes.done, exitCodes.pending] satisfies ExitCode[];
  if (good.includes(code)) return 'success';
  return code === exitCodes.later ? undefined : 'fail';
}

/** Pings. One that does not go through is a line on standard error, and no more. */
export async function sendPing(host: Host, kind: PingKind, text: string): Promise<void> {
  try {
    const { pingUrl } = readNotifySecrets(await credentialSources(host));
    if (pingUrl === undefined) throw new NotSent('WIKISYNC_PING_URL is not set', false);
    const { ping } = await import('../notify/ping.ts');
    await ping({ url: pingUrl.reveal() }, kind, text);
  } catch (error) {
    // A switch that knows good runs alone: it misses the one that did not come.
    if (error instanceof NotSent && error.status === 404 && kind !== 'success') return;
    // Whatever it is: the run may be in the middle of a write.
    const isKnown = error instanceof NotSent || error instanceof SyncError;
    const reason = isKnown ? error.message : 'an unknown failure';
    host.err(`wikisync: the ping '${kind}' was not sent: ${reason}\n`);
  }
}
