/** Shapes that several of the published schemas have in common. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Waived } from '../core/lint/waive.ts';
import type { FieldValue } from '../core/value.ts';
import { lazily } from '../lazily.ts';
import { about, type ShapeOf, z } from '../shape.ts';

/** A value, in every published schema. */
export const fieldValue: () => z.ZodMiniType<FieldValue> = lazily(() =>
  z
    .lazy(() =>
      z.union([
        z.string(),
        z.number(),
        z.boolean(),
        z.array(fieldValue()),
        z.record(z.string(), fieldValue()),
      ]),
    )
    .register(z.globalRegistry, {
      id: 'value',
      description: 'A value of a field. An absent field has none.',
    }),
);

/** A commit of the data file, in every published schema. */
export const commitInfo = lazily(() =>
  z
    .strictObject({
      commit: about('Not there if it is not committed yet.', z.optional(z.string())),
      time: z.optional(z.string()),
      author: z.optional(z.string()),
    })
    .register(z.globalRegistry, {
      id: 'commitInfo',
      description: 'Who made a commit of the data file, and when.',
    }),
);

/** A diagnostic's shape, in every published schema. */
export const diagnostic = lazily(() =>
  z
    .strictObject({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'notice']),
      message: z.string(),
      hint: z.optional(z.string()),
      place: z.optional(
        z.strictObject({
          source: about("A file's path, or a page as 'wiki:Title'.", z.string()),
          line: z.optional(z.int().check(z.positive())),
          column: z.optional(z.int().check(z.positive())),
        }),
      ),
      record: about("The record's key.", z.optional(z.string())),
      field: z.optional(z.string()),
    })
    .register(z.globalRegistry, {
      id: 'diagnostic',
      description: 'Something wrong with an input, or worth knowing.',
    }),
);

/** A finding that people know of, in every published schema. */
export const waived = lazily(() =>
  z
    .strictObject({
      diagnostic: diagnostic(),
      reason: z.string(),
      until: about('The last day on which the waiver holds.', z.optional(z.string())),
    })
    .register(z.globalRegistry, { id: 'waived', description: 'A finding that stays, and why.' }),
);

/** A waived finding in the published order of its parts. */
export function toWaived({ diagnostic: found, reason, until }: Waived): ShapeOf<typeof waived> {
  return { diagnostic: toDiagnostic(found), reason, until };
}

/** A diagnostic in the published order of its parts. */
export function toDiagnostic(problem: Diagnostic): ShapeOf<typeof diagnostic> {
  const { code, severity, message, hint, place, record, field } = problem;
  const at = place && { source: place.source, line: place.line, column: place.column };
  return { code, severity, message, hint, place: at, record, field };
}

/** A change to the page's text around its records. */
export const aroundChange = lazily(() =>
  z
    .strictObject({
      what: z.enum(['spot', 'heading', 'order', 'prose']),
      name: about("A spot's name, a heading's text, or a few words.", z.string()),
      before: z.optional(z.string()),
      after: z.optional(z.string()),
    })
    .register(z.globalRegistry, {
      id: 'around',
      description: 'What changes on the page around its records.',
    }),
);
