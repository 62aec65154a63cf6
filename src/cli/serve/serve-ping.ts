/** A server says to a dead-man's switch every few minutes that it keeps its schedules, or why not. */
import { setTimeout } from 'node:timers/promises';
import type { PingKind } from '../../notify/ping.ts';
import { type Overview, unreadiness } from '../../serve/overview.ts';
import type { Host } from '../host.ts';
import { sendPing } from '../pinging.ts';

/** Milliseconds from one ping to the next. */
const every = 300_000;

/** What a server is pinged about. */
export interface ServePings {
  readonly host: Host;
  readonly overview: () => Promise<Overview>;
  /** How many milliseconds a listing may go without a good run, as the config has it now. */
  readonly maxAge: () => Promise<number | undefined>;
  /** Waits, or gives up waiting when the server stops. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Pings until the server stops. */
export async function keepPinging(pings: ServePings): Promise<void> {
  const { host, overview, maxAge } = pings;
  const { stopping } = host;
  // A server that ends otherwise is not kept from it.
  const sleep =
    pings.sleep ?? ((length) => setTimeout(length, undefined, { signal: stopping, ref: false }));
  while (!stopping.aborted) {
    await sleep(every).catch(() => undefined);
    if (stopping.aborted) return;
    // Where that cannot be told nothing is said, and the switch notices it.
    const found = await Promise.all([overview(), maxAge()]).catch(() => undefined);
    if (found === undefined) continue;
    const { kind, text } = pingOf(...found);
    await sendPing(host, kind, text);
  }
}

/** What there is to say of a server. */
export function pingOf(
  overview: Overview,
  maxAge: number | undefined,
): { readonly kind: PingKind; readonly text: string } {
  const { listings, now, startedAt } = overview;
  const [late, ...more] = listings.filter(
    ({ goodAt = startedAt }) => maxAge !== undefined && now - goodAt > maxAge,
  );
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  const reasons = [
    ...unreadiness(overview),
    ...(late === undefined ? [] : [`${late.name} has had no good run for too long${others}`]),
  ];
  return reasons.length === 0
    ? { kind: 'success', text: `wikisync serve keeps the schedules of ${listings.length} listings` }
    : { kind: 'fail', text: `wikisync serve: ${reasons.join('; ')}` };
}
