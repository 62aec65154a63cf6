/** Shapes that several files of the state folder have in common. */
import type { Base } from '../core/reconcile/base.ts';
import type { FieldValue } from '../core/value.ts';
import { lazily } from '../lazily.ts';
import { type ShapeOf, z } from '../shape.ts';

/** A field's value. */
export const fieldValue: () => z.ZodMiniType<FieldValue> = lazily(() =>
  z.lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.array(fieldValue()),
      z.record(z.string(), fieldValue()),
    ]),
  ),
);

/** What happens, or happened, to one record of one side. */
export const change = lazily(() =>
  z.strictObject({
    kind: z.enum(['create', 'update', 'delete', 'move', 'rename']),
    key: z.string(),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        before: z.exactOptional(fieldValue()),
        after: z.exactOptional(fieldValue()),
      }),
    ),
  }),
);

/** What both sides agreed on. */
export const agreed = lazily(() => ({
  unmet: z.array(z.string()),
  records: z.array(
    z.strictObject({
      key: z.string(),
      values: z.record(z.string(), fieldValue()),
      unknown: z.optional(z.array(z.string())),
      disputed: z.optional(z.array(z.string())),
    }),
  ),
}));

const base = lazily(() => z.strictObject(agreed()));

/** A base as it is kept: the same base gives the same text, in an order that diffs well. */
export function writtenBase({ records, unmet }: Base): z.input<ReturnType<typeof base>> {
  return {
    unmet: [...unmet].sort(),
    records: [...records].map(([key, record]) => ({
      key,
      values: Object.fromEntries(record.values),
      ...(record.unknown.size === 0 ? {} : { unknown: [...record.unknown].sort() }),
      ...(record.disputed.size === 0 ? {} : { disputed: [...record.disputed].sort() }),
    })),
  };
}

/** A base from what was kept. */
export function readBase({ records, unmet }: ShapeOf<typeof base>): Base {
  return {
    records: new Map(
      records.map(({ key, values, unknown, disputed }) => [
        key,
        {
          values: new Map(Object.entries(values)),
          unknown: new Set(unknown),
          disputed: new Set(disputed),
        },
      ]),
    ),
    unmet: new Set(unmet),
  };
}

/** Reads a text as JSON of a shape, or says in a clause why it is none. */
export function readJson<T extends z.ZodMiniType>(text: string, shape: T): z.output<T> | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const { data, error } = shape.safeParse(json);
  if (error === undefined) return data;
  const [issue] = error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it has another shape'}`;
}
