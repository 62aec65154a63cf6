/** Reports with anything anywhere. */
import fc from 'fast-check';
import type { DiagnosticCode } from '../../src/core/diagnostic-code.ts';
import type { FieldValue } from '../../src/core/value.ts';
import type { ListingOutcome, ListingReport, RunReport } from '../../src/report/run-report.ts';
import { nasty } from './nasty.ts';

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 4, arbitrary: nasty },
  fc.array(nasty, { maxLength: 3 }).map((lines) => lines.join('\n')),
  fc.boolean(),
  fc.integer(),
  fc.array(nasty, { maxLength: 2 }),
  fc.record({ role: nasty, name: nasty }),
  fc.record({ target: nasty, label: nasty }),
);

const step = fc.record(
  { field: nasty, before: value, after: value },
  { requiredKeys: ['field'], noNullPrototype: true },
);

const kind = fc.constantFrom('create', 'update', 'delete', 'move', 'rename');

const changes = fc.array(
  fc.record({ kind, key: nasty, fields: fc.array(step, { maxLength: 2 }) }),
  { maxLength: 2 },
);

const conflicts = fc.array(
  fc.record(
    { key: nasty, field: nasty, base: value, data: value, wiki: value, reason: nasty },
    { requiredKeys: ['key', 'reason'], noNullPrototype: true },
  ),
  { maxLength: 1 },
);

const diagnostics = fc.array(
  fc.record(
    {
      // There is no such code; a report trusts nothing all the same.
      code: nasty.map((code) => code as DiagnosticCode),
      severity: fc.constantFrom('error', 'warning', 'notice'),
      message: nasty,
      hint: nasty,
      place: fc.record({ source: nasty, line: fc.integer({ min: 1 }), column: fc.constant(1) }),
    },
    { requiredKeys: ['code', 'severity', 'message'], noNullPrototype: true },
  ),
  { maxLength: 2 },
);

const guards = fc.array(
  fc.record(
    {
      side: fc.constantFrom('page', 'data'),
      guard: fc.oneof(kind, fc.constantFrom('recreate', 'size', 'canary', 'empty')),
      unit: fc.constantFrom('records', 'bytes'),
      count: fc.nat(),
      of: fc.nat(),
      limit: nasty,
      direction: fc.constantFrom('more', 'fewer'),
      missing: fc.array(nasty, { maxLength: 2 }),
      tripped: fc.boolean(),
      allow: nasty,
    },
    {
      requiredKeys: ['side', 'guard', 'unit', 'count', 'of', 'limit', 'tripped', 'allow'],
      noNullPrototype: true,
    },
  ),
  { maxLength: 1 },
);

const outcome: fc.Arbitrary<ListingOutcome> = fc.oneof(
  fc.constant({ kind: 'planned' } as const),
  fc.record({
    kind: fc.constant('done' as const),
    page: fc.record({ revision: fc.integer({ min: 1 }) }),
    data: fc.record({ file: nasty }),
  }),
  fc.record({ kind: fc.constant('refused' as const), reason: nasty }),
  fc.record({
    kind: fc.constant('failed' as const),
    code: fc.constant('wiki-answer' as const),
    message: nasty,
    hint: nasty,
  }),
);

const listing: fc.Arbitrary<ListingReport> = fc
  .record(
    {
      names: fc.record({ listing: nasty, wiki: nasty, page: nasty, dataFile: nasty }),
      digests: fc.record({ mapping: nasty, data: nasty, page: nasty }),
      parts: fc.record({ toPage: changes, toData: changes, conflicts, guards, diagnostics }),
      hasPlan: fc.boolean(),
      outcome,
      pageDiff: nasty,
    },
    { noNullPrototype: true },
  )
  .map(({ names, digests, parts, hasPlan, outcome, pageDiff }) => ({
    ...names,
    ...(hasPlan ? { plan: { ...names, digests, baseRevision: 7, ...parts } } : {}),
    diagnostics: parts.diagnostics,
    outcome,
    pageDiff,
  }));

/** A run over at most two listings. */
export const anyReport: fc.Arbitrary<RunReport> = fc.record({
  command: nasty,
  diagnostics,
  listings: fc.array(listing, { maxLength: 2 }),
});
