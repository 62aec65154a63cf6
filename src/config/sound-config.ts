/** What is left of a config without what is wrong in it. */
import { lazily } from '../lazily.ts';
import { madeOf, type ShapeOf, z } from '../shape.ts';
import { listingCheck } from './check-config.ts';
import { field, folderWiki, listing, mediaWiki } from './config.ts';
import { pages, section } from './config-parts.ts';
import { guards } from './guard-config.ts';
import { soundSchedule } from './schedule-config.ts';

const soundListing = lazily(() =>
  z.extend(z.partial(listing), {
    section: z.optional(z.partial(madeOf(section))),
    pages: z.optional(z.partial(madeOf(pages))),
    fields: z.optional(z.record(z.string(), z.optional(z.partial(field)))),
    guards: z.optional(z.object({ canary: madeOf(guards).shape.canary })),
    check: z.optional(z.partial(madeOf(listingCheck))),
    schedule: z.optional(z.union([soundSchedule(), z.literal(false)])),
  }),
);

/** Its shape; names of parts are kept. */
export const soundConfig = lazily(() => {
  const soundWiki = z.extend(z.partial(mediaWiki), z.partial(folderWiki).shape);
  return z.object({
    state: z.optional(z.string()),
    wikis: z.optional(z.record(z.string(), z.optional(soundWiki))),
    listings: z.optional(z.record(z.string(), z.optional(soundListing()))),
    schedule: z.optional(soundSchedule()),
  });
});

/** What the rules look at: anything may be missing, so that they report beside wrong shapes. */
export type SoundConfig = ShapeOf<typeof soundConfig>;

type Named<Parts> = NonNullable<NonNullable<Parts>[keyof NonNullable<Parts>]>;

/** One listing, as far as it is right. */
export type SoundListing = Named<SoundConfig['listings']>;

/** One field, as far as it is right. */
export type SoundField = Named<SoundListing['fields']>;

/** One wiki, as far as it is right. */
export type SoundWiki = Named<SoundConfig['wikis']>;
