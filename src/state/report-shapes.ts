/** Shapes of what is kept of a run's report. */
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import type { SyncErrorCode } from '../core/error-code.ts';
import { lazily, z } from '../shape.ts';
import { change, fieldValue } from './shapes.ts';

const anyCode = <T extends string>() => z.custom<T>((code) => typeof code === 'string');

const conflict = lazily(() =>
  z.strictObject({
    key: z.string(),
    field: z.string().exactOptional(),
    base: fieldValue().exactOptional(),
    data: fieldValue().exactOptional(),
    wiki: fieldValue().exactOptional(),
    reason: z.string(),
    isTakenBack: z.literal(true).exactOptional(),
    isUndone: z.literal(true).exactOptional(),
    wikiEdit: z
      .strictObject({
        revision: z.number(),
        time: z.string(),
        user: z.string().optional(),
        isOwn: z.boolean(),
        link: z.string().optional(),
        userLink: z.string().exactOptional(),
      })
      .transform(({ user, link, ...rest }) => ({ ...rest, user, link }))
      .exactOptional(),
    dataEdit: z
      .strictObject({
        commit: z.string().optional(),
        time: z.string().optional(),
        author: z.string().optional(),
      })
      .transform(({ commit, time, author }) => ({ commit, time, author }))
      .exactOptional(),
  }),
);

const guard = lazily(() =>
  z.strictObject({
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
    count: z.number(),
    of: z.number(),
    limit: z.string(),
    direction: z.enum(['more', 'fewer']).exactOptional(),
    missing: z.array(z.string()).exactOptional(),
    tripped: z.boolean(),
    allow: z.string(),
  }),
);

/** Something wrong with an input. */
export const diagnostic = lazily(() =>
  z.strictObject({
    code: anyCode<DiagnosticCode>(),
    severity: z.enum(['error', 'warning', 'notice']),
    message: z.string(),
    hint: z.string().exactOptional(),
    place: z
      .strictObject({
        source: z.string(),
        line: z.number().exactOptional(),
        column: z.number().exactOptional(),
      })
      .exactOptional(),
    record: z.string().exactOptional(),
    field: z.string().exactOptional(),
  }),
);

/** A plan. */
export const plan = lazily(() =>
  z.strictObject({
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    baseRevision: z.number().exactOptional(),
    dataFile: z.string(),
    digests: z.strictObject({ mapping: z.string(), data: z.string(), page: z.string() }),
    toPage: z.array(change()),
    toData: z.array(change()),
    around: z
      .array(
        z.strictObject({
          what: z.enum(['spot', 'heading', 'order', 'prose']),
          name: z.string(),
          before: z.string().exactOptional(),
          after: z.string().exactOptional(),
        }),
      )
      .exactOptional(),
    conflicts: z.array(conflict()),
    guards: z.array(guard()),
    diagnostics: z.array(diagnostic()),
  }),
);

/** How a run ended for a listing. */
export const outcome = lazily(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('planned') }),
    z.strictObject({
      kind: z.literal('done'),
      page: z.strictObject({ revision: z.number().exactOptional() }).exactOptional(),
      data: z
        .strictObject({
          file: z.string(),
          commits: z
            .array(
              z.strictObject({
                commit: z.string(),
                author: z.string(),
                branch: z.string().exactOptional(),
              }),
            )
            .exactOptional(),
        })
        .exactOptional(),
    }),
    z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
    z.strictObject({
      kind: z.literal('failed'),
      code: anyCode<SyncErrorCode>(),
      message: z.string(),
      hint: z.string().exactOptional(),
    }),
  ]),
);
