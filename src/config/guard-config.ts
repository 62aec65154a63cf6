/** The guards' part of the config, as it is written. */
import { lazily } from '../lazily.ts';
import { about, later, z } from '../shape.ts';
import { words } from './config-parts.ts';

const share = lazily(() =>
  about(
    'A share, such as 30%.',
    z.string().check(z.regex(/^(?:100|\d{1,2})%$/, 'must be a share from 0% to 100%')),
  ),
);

const number = lazily(() =>
  about('A number.', z.int('must be a whole number').check(z.gte(0, 'must not be negative'))),
);

const limit = lazily(() =>
  z
    .union(
      [share(), number(), z.strictObject({ share: share(), number: number() })],
      'must be a share such as 30%, a whole number, or both as { share: 30%, number: 5 }',
    )
    .register(z.globalRegistry, {
      id: 'limit',
      description: 'A share, a number, or both: then the stricter one counts.',
    }),
);

/** The guards of a listing as they are written. */
export const guards = later(() =>
  about(
    'What a plan may not exceed unless a person allows it with --allow.',
    z.strictObject({
      create: about('Records added to a side (default: 50% of what it has).', z.optional(limit())),
      update: about(
        'Records changed on a side (default: 30% of what it has).',
        z.optional(limit()),
      ),
      delete: about(
        'Records deleted from a side (default: 30% of what it has, of from at least).',
        z.optional(limit()),
      ),
      move: about('Records moved to another section (default: no limit).', z.optional(limit())),
      rename: about('Records that get another key (default: no limit).', z.optional(limit())),
      recreate: about(
        'Records put back on a side that somebody took from it (default: 30% of those that both sides last had, of from at least).',
        z.optional(limit()),
      ),
      size: about(
        'How much longer or shorter the page may get: a share of its bytes, of 4000 at least, or a number of bytes (default: 50%).',
        z.optional(limit()),
      ),
      from: about(
        'Shares apply from this number of records on; those of delete and recreate are of this number at least (default: 10).',
        z.optional(z.int('must be a whole number').check(z.gte(0, 'must not be negative'))),
      ),
      canary: about(
        'Keys of records that must be on both sides if anything is to be changed.',
        z.optional(
          z.union(
            [words, z.array(words).check(z.minLength(1, 'must not be empty'))],
            'must be the key of a record, or a list of keys',
          ),
        ),
      ),
    }),
  ),
);
