/** When listings are run, as the config has it. */
import type { WrittenConfig } from './config.ts';
import type { WrittenSchedule } from './schedule-config.ts';
import { shardKey } from './shard-key.ts';
import { type ConfigFile, inOrder } from './written-order.ts';

/** When a listing is run, normalized. */
export interface ScheduleConfig {
  /** The listing, as the config has it. */
  readonly listing: string;
  readonly wiki: string;
  /** Of listings that are alike in it, or on one wiki, only one is run at a time. */
  readonly shardKey: string;
  readonly cron: string | undefined;
  readonly timezone: string;
  /** Seconds. */
  readonly jitter: number;
  readonly watch: boolean;
}

/** The listings that are run by themselves, in the written order. */
export function scheduleConfigs(
  { schedule: general = {}, listings }: WrittenConfig,
  file: ConfigFile,
): readonly ScheduleConfig[] {
  return inOrder(listings, file, ['listings']).flatMap(([name, listing]) => {
    if (listing.schedule === false) return [];
    const schedule: WrittenSchedule = { ...general, ...listing.schedule };
    const { cron, timezone = 'UTC', jitter = 60, watch = false } = schedule;
    if (cron === undefined && !watch) return [];
    const about = { listing: name, wiki: listing.wiki, shardKey: shardKey(listing, file) };
    return [{ ...about, cron, timezone, jitter, watch }];
  });
}
