/** Shapes that several of the published schemas have in common. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Waived } from '../core/lint/waive.ts';
import type { FieldValue } from '../core/value.ts';
import { lazily, type ShapeOf, z } from '../shape.ts';

/** A value, in every published schema. */
export const fieldValue: () => z.ZodType<FieldValue> = lazily(() =>
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
    .meta({ id: 'value', description: 'A value of a field. An absent field has none.' }),
);

/** A commit of the data file, in every published schema. */
export const commitInfo = lazily(() =>
  z
    .strictObject({
      commit: z.string().optional().describe('Not there if it is not committed yet.'),
      time: z.string().optional(),
      author: z.string().optional(),
    })
    .meta({ id: 'commitInfo', description: 'Who made a commit of the data file, and when.' }),
);

/** A diagnostic's shape, in every published schema. */
export const diagnostic = lazily(() =>
  z
    .strictObject({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'notice']),
      message: z.string(),
      hint: z.string().optional(),
      place: z
        .strictObject({
          source: z.string().describe("A file's path, or a page as 'wiki:Title'."),
          line: z.int().positive().optional(),
          column: z.int().positive().optional(),
        })
        .optional(),
      record: z.string().optional().describe("The record's key."),
      field: z.string().optional(),
    })
    .meta({ id: 'diagnostic', description: 'Something wrong with an input, or worth knowing.' }),
);

/** A finding that people know of, in every published schema. */
export const waived = lazily(() =>
  z
    .strictObject({
      diagnostic: diagnostic(),
      reason: z.string(),
      until: z.string().optional().describe('The last day on which the waiver holds.'),
    })
    .meta({ id: 'waived', description: 'A finding that stays, and why.' }),
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
      name: z.string().describe("A spot's name, a heading's text, or a few words."),
      before: z.string().optional(),
      after: z.string().optional(),
    })
    .meta({ id: 'around', description: 'What changes on the page around its records.' }),
);
