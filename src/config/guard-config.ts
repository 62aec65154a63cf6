/** The guards' part of the config, as it is written. */
import { z } from '../shape.ts';

const key = z.string().trim().min(1, 'must not be empty');

const share = z
  .string()
  .regex(/^(?:100|\d{1,2})%$/, 'must be a share from 0% to 100%')
  .describe('A share, such as 30%.');

const number = z.int('must be a whole number').min(0, 'must not be negative').describe('A number.');

const limit = z
  .union(
    [share, number, z.strictObject({ share, number })],
    'must be a share such as 30%, a whole number, or both as { share: 30%, number: 5 }',
  )
  .meta({ id: 'limit', description: 'A share, a number, or both: then the stricter one counts.' });

/** The guards of a listing as they are written. */
export const guards = z
  .strictObject({
    create: limit.optional().describe('Records added to a side (default: 50% of what it has).'),
    update: limit.optional().describe('Records changed on a side (default: 30% of what it has).'),
    delete: limit
      .optional()
      .describe('Records deleted from a side (default: 30% of what it has, of from at least).'),
    move: limit.optional().describe('Records moved to another section (default: no limit).'),
    rename: limit.optional().describe('Records that get another key (default: no limit).'),
    recreate: limit
      .optional()
      .describe(
        'Records put back on a side that somebody took from it (default: 30% of those that both sides last had, of from at least).',
      ),
    size: limit
      .optional()
      .describe(
        'How much longer or shorter the page may get: a share of its bytes, of 4000 at least, or a number of bytes (default: 50%).',
      ),
    from: z
      .int('must be a whole number')
      .min(0, 'must not be negative')
      .optional()
      .describe(
        'Shares apply from this number of records on; those of delete and recreate are of this number at least (default: 10).',
      ),
    canary: z
      .union(
        [key, z.array(key).min(1, 'must not be empty')],
        'must be the key of a record, or a list of keys',
      )
      .optional()
      .describe('Keys of records that must be on both sides if anything is to be changed.'),
  })
  .describe('What a plan may not exceed unless a person allows it with --allow.');
