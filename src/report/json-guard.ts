/** A guard's part of the report for programs. */
import type { GuardResult } from '../core/plan/plan.ts';
import { lazily } from '../lazily.ts';
import { about, type ShapeOf, z } from '../shape.ts';

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
      count: about(
        'How many are concerned; what is lost counts even if a conflict holds it.',
        z.int().check(z.nonnegative()),
      ),
      of: about(
        'Of how many: what the side has now; for recreate, what both sides last agreed on; for canary, all canaries.',
        z.int().check(z.nonnegative()),
      ),
      limit: about("What the limit comes to: '30%', '5', '3 (30% of at least 10)'.", z.string()),
      direction: about(
        'size: whether the page gets longer or shorter.',
        z.optional(z.enum(['more', 'fewer'])),
      ),
      missing: about(
        'canary: the records that are not there, as the config has them.',
        z.optional(z.array(z.string())),
      ),
      tripped: z.boolean(),
      allow: about('The option that allows it for one run.', z.string()),
    })
    .register(z.globalRegistry, {
      id: 'guard',
      description: 'A limit on the size of a plan, as it turned out.',
    }),
);

/** A guard in the published order of its parts. */
export function toGuard(result: GuardResult): ShapeOf<typeof guardShape> {
  const { side, guard, unit, count, of, limit, direction, missing, tripped, allow } = result;
  const names = missing && [...missing];
  return { side, guard, unit, count, of, limit, direction, missing: names, tripped, allow };
}
