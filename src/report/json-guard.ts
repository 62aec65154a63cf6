/** A guard's part of the report for programs. */
import type { GuardResult } from '../core/plan/plan.ts';
import { lazily, type ShapeOf, z } from '../shape.ts';

/** A guard's shape in the published schema. */
export const guardShape = lazily(() =>
  z
    .strictObject({
      side: z.enum(['page', 'data']),
      guard: z.enum([
        'create',
        'update',
        'delete',
        'move',
        'rename',
        'recreate',
        'size',
        'canary',
        'empty',
      ]),
      unit: z.enum(['records', 'bytes']),
      count: z
        .int()
        .nonnegative()
        .describe('How many are concerned; what is lost counts even if a conflict holds it.'),
      of: z
        .int()
        .nonnegative()
        .describe(
          'Of how many: what the side has now; for recreate, what both sides last agreed on; for canary, all canaries.',
        ),
      limit: z.string().describe("What the limit comes to: '30%', '5', '3 (30% of at least 10)'."),
      direction: z
        .enum(['more', 'fewer'])
        .optional()
        .describe('size: whether the page gets longer or shorter.'),
      missing: z
        .array(z.string())
        .optional()
        .describe('canary: the records that are not there, as the config has them.'),
      tripped: z.boolean(),
      allow: z.string().describe('The option that allows it for one run.'),
    })
    .meta({ id: 'guard', description: 'A limit on the size of a plan, as it turned out.' }),
);

/** A guard in the published order of its parts. */
export function toGuard(result: GuardResult): ShapeOf<typeof guardShape> {
  const { side, guard, unit, count, of, limit, direction, missing, tripped, allow } = result;
  const names = missing && [...missing];
  return { side, guard, unit, count, of, limit, direction, missing: names, tripped, allow };
}
