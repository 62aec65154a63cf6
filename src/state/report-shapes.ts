/** Shapes of what is kept of a run's report. */
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import type { SyncErrorCode } from '../core/error-code.ts';
import { lazily } from '../lazily.ts';
import { z } from '../shape.ts';
import { change, fieldValue } from './shapes.ts';

const anyCode = <T extends string>() => z.custom<T>((code) => typeof code === 'string');

const conflict = lazily(() =>
  z.strictObject({
    key: z.string(),
    field: z.exactOptional(z.string()),
    base: z.exactOptional(fieldValue()),
    data: z.exactOptional(fieldValue()),
    wiki: z.exactOptional(fieldValue()),
    reason: z.string(),
    isTakenBack: z.exactOptional(z.literal(true)),
    isUndone: z.exactOptional(z.literal(true)),
    wikiEdit: z.exactOptional(
      z.pipe(
        z.strictObject({
          revision: z.number(),
          time: z.string(),
          user: z.optional(z.string()),
          isOwn: z.boolean(),
          link: z.optional(z.string()),
          userLink: z.exactOptional(z.string()),
        }),
        z.transform(({ user, link, ...rest }) => ({ ...rest, user, link })),
      ),
    ),
    dataEdit: z.exactOptional(
      z.pipe(
        z.strictObject({
          commit: z.optional(z.string()),
          time: z.optional(z.string()),
          author: z.optional(z.string()),
        }),
        z.transform(({ commit, time, author }) => ({ commit, time, author })),
      ),
    ),
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
    direction: z.exactOptional(z.enum(['more', 'fewer'])),
    missing: z.exactOptional(z.array(z.string())),
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
    hint: z.exactOptional(z.string()),
    place: z.exactOptional(
      z.strictObject({
        source: z.string(),
        line: z.exactOptional(z.number()),
        column: z.exactOptional(z.number()),
      }),
    ),
    record: z.exactOptional(z.string()),
    field: z.exactOptional(z.string()),
  }),
);

/** A plan. */
export const plan = lazily(() =>
  z.strictObject({
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    baseRevision: z.exactOptional(z.number()),
    dataFile: z.string(),
    digests: z.strictObject({ mapping: z.string(), data: z.string(), page: z.string() }),
    toPage: z.array(change()),
    toData: z.array(change()),
    around: z.exactOptional(
      z.array(
        z.strictObject({
          what: z.enum(['spot', 'heading', 'order', 'prose']),
          name: z.string(),
          before: z.exactOptional(z.string()),
          after: z.exactOptional(z.string()),
        }),
      ),
    ),
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
      page: z.exactOptional(z.strictObject({ revision: z.exactOptional(z.number()) })),
      data: z.exactOptional(
        z.strictObject({
          file: z.string(),
          commits: z.exactOptional(
            z.array(
              z.strictObject({
                commit: z.string(),
                author: z.string(),
                branch: z.exactOptional(z.string()),
              }),
            ),
          ),
        }),
      ),
    }),
    z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
    z.strictObject({
      kind: z.literal('failed'),
      code: anyCode<SyncErrorCode>(),
      message: z.string(),
      hint: z.exactOptional(z.string()),
    }),
  ]),
);
