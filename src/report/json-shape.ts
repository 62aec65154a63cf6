/** The shape of the report for programs, which is published as a JSON Schema. */
import { about, z } from '../shape.ts';
import { guardShape } from './json-guard.ts';
import { aroundChange, commitInfo, diagnostic, fieldValue, waived } from './json-parts.ts';

const count = z.int().check(z.nonnegative());

const counts = z
  .strictObject({ create: count, update: count, delete: count, move: count, rename: count })
  .register(z.globalRegistry, {
    id: 'counts',
    description: 'How many records are changed on one side, by kind.',
  });

const change = z
  .strictObject({
    kind: z.enum(['create', 'update', 'delete', 'move', 'rename']),
    key: about("The record's key before the change; for 'create' its new one.", z.string()),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        before: about('Not there if the field is absent before.', z.optional(fieldValue())),
        after: about('Not there if the field is absent afterwards.', z.optional(fieldValue())),
      }),
    ),
  })
  .register(z.globalRegistry, {
    id: 'change',
    description: 'What happens to one record on one side.',
  });

const conflict = z
  .strictObject({
    key: z.string(),
    field: about('Not there if the record as a whole is meant.', z.optional(z.string())),
    base: about('What both sides last agreed on.', z.optional(fieldValue())),
    data: about("The data file's value.", z.optional(fieldValue())),
    wiki: about("The page's value.", z.optional(fieldValue())),
    reason: z.string(),
    wikiEdit: about(
      "Who last changed it on the wiki, as far as the page's history was read.",
      z.optional(
        z.strictObject({
          revision: z.int().check(z.positive()),
          time: about("ISO 8601, by the wiki's clock.", z.string()),
          user: about('Not there if the wiki hides it.', z.optional(z.string())),
          link: z.optional(z.string()),
        }),
      ),
    ),
    dataEdit: about('Who last changed it in the data file, by git.', z.optional(commitInfo())),
  })
  .register(z.globalRegistry, {
    id: 'conflict',
    description: 'Changed on both sides: neither is touched.',
  });

const commit = z
  .strictObject({
    commit: z.string(),
    author: z.string(),
    branch: about('Not there if it is what is checked out.', z.optional(z.string())),
  })
  .register(z.globalRegistry, { id: 'commit', description: 'A commit of the data file.' });

const outcome = z
  .union([
    z.strictObject({ kind: z.literal('planned') }),
    z.strictObject({
      kind: z.literal('done'),
      page: z.optional(z.strictObject({ revision: z.optional(z.int().check(z.positive())) })),
      data: z.optional(z.strictObject({ file: z.string(), commits: z.optional(z.array(commit)) })),
    }),
    z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
    z.strictObject({
      kind: z.literal('failed'),
      code: z.string(),
      message: z.string(),
      hint: z.optional(z.string()),
    }),
  ])
  .register(z.globalRegistry, {
    id: 'outcome',
    description: "How a listing ended; 'done' names the sides written.",
  });

const digest = about('SHA-256 in hexadecimal.', z.string());

const listing = z
  .strictObject({
    listing: z.string(),
    wiki: z.string(),
    page: z.string(),
    revision: about(
      "The page's revision that was read; null without one.",
      z.union([z.int().check(z.positive()), z.null()]),
    ),
    dataFile: z.string(),
    outcome: outcome,
    compared: about(
      'Whether the sides were compared: if not, counts of 0 do not mean that nothing differs.',
      z.boolean(),
    ),
    summary: z.strictObject({ page: counts, data: counts }),
    changes: z.strictObject({
      page: z.array(change),
      around: about(
        'On the page, around its records; not there if there are none.',
        z.optional(z.array(aroundChange())),
      ),
      data: z.array(change),
    }),
    conflicts: z.array(conflict),
    guards: z.array(guardShape()),
    diagnostics: z.array(diagnostic()),
    waived: about(
      'Findings of `check` that people know of, by the config.',
      z.optional(z.array(waived())),
    ),
    digests: about(
      'Of what was planned from; null if no plan could be made.',
      z.union([z.strictObject({ mapping: digest, data: digest, page: digest }), z.null()]),
    ),
    digest: about(
      'Names the plan, for `apply --digest`; null if none can be applied.',
      z.union([digest, z.null()]),
    ),
    pageDiff: about("Unified diff of the page's text, if it changes.", z.optional(z.string())),
  })
  .register(z.globalRegistry, { id: 'listing' });

const jsonReport = z
  .strictObject({
    version: z.literal(1),
    command: z.string(),
    diagnostics: about('Those that concern no listing.', z.array(diagnostic())),
    listings: z.array(listing),
  })
  .register(z.globalRegistry, {
    title: 'Report of wikisync',
    description: 'What `wikisync --format json` prints.',
  });

/** A report. */
export type JsonReport = z.infer<typeof jsonReport>;

/** The published JSON Schema of the report. */
export function jsonReportSchema(): object {
  return z.toJSONSchema(jsonReport);
}
