import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../src/core/value.ts';
import { json } from '../../src/report/json.ts';
import { jsonReportSchema } from '../../src/report/json-shape.ts';
import type { ListingReport } from '../../src/report/run-report.ts';
import { forbidden } from './nasty.ts';
import { anyReport } from './reports.ts';
import { busy, emptyPlan, inSync, runOf } from './samples.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);
const options = { colour: false, quiet: false, verbose: false };
const isValid = new Ajv2020({ allErrors: true }).compile(jsonReportSchema());

function problems(text: string): unknown {
  return isValid(JSON.parse(text)) ? [] : isValid.errors;
}

describe('json', () => {
  it('has every part of a listing in the published order', () => {
    const listing: ListingReport = {
      ...inSync,
      plan: {
        ...emptyPlan,
        toPage: [
          { kind: 'update', key: 'A', fields: [{ field: 'gsoc', before: true, after: '' }] },
        ],
        conflicts: [{ key: 'B', field: 'skills', wiki: 'C', reason: 'Both changed it.' }],
        guards: [
          {
            side: 'page',
            guard: 'update',
            unit: 'records',
            count: 1,
            of: 2,
            limit: '30%',
            tripped: true,
            allow: '--allow update',
          },
        ],
      },
      diagnostics: [
        {
          place: { column: 3, line: 2, source: 'projects.yaml' },
          message: 'No key.',
          severity: 'error',
          code: 'key-missing',
        },
      ],
      outcome: { kind: 'done', data: { file: 'projects.yaml' }, page: { revision: 4712 } },
      pageDiff: '--- a\n',
    };

    expect(json(runOf(listing), options)).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "command": "plan",
        "diagnostics": [],
        "listings": [
          {
            "listing": "xen-2014",
            "wiki": "xen",
            "page": "2014 GSoC and OPW Round 8 Projects",
            "revision": 4711,
            "dataFile": "projects.yaml",
            "outcome": {
              "kind": "done",
              "page": {
                "revision": 4712
              },
              "data": {
                "file": "projects.yaml"
              }
            },
            "compared": true,
            "summary": {
              "page": {
                "create": 0,
                "update": 1,
                "delete": 0,
                "move": 0,
                "rename": 0
              },
              "data": {
                "create": 0,
                "update": 0,
                "delete": 0,
                "move": 0,
                "rename": 0
              }
            },
            "changes": {
              "page": [
                {
                  "kind": "update",
                  "key": "A",
                  "fields": [
                    {
                      "field": "gsoc",
                      "before": true,
                      "after": ""
                    }
                  ]
                }
              ],
              "data": []
            },
            "conflicts": [
              {
                "key": "B",
                "field": "skills",
                "wiki": "C",
                "reason": "Both changed it."
              }
            ],
            "guards": [
              {
                "side": "page",
                "guard": "update",
                "unit": "records",
                "count": 1,
                "of": 2,
                "limit": "30%",
                "tripped": true,
                "allow": "--allow update"
              }
            ],
            "diagnostics": [
              {
                "code": "key-missing",
                "severity": "error",
                "message": "No key.",
                "place": {
                  "source": "projects.yaml",
                  "line": 2,
                  "column": 3
                }
              }
            ],
            "digests": {
              "mapping": "a1",
              "data": "b2",
              "page": "c3"
            },
            "digest": null,
            "pageDiff": "--- a\\n"
          }
        ]
      }
      "
    `);
  });

  it('says nothing of a plan that could not be made', () => {
    const { plan, ...rest } = inSync;
    const outcome = { kind: 'failed', code: 'wiki-unavailable', message: 'No answer.' } as const;

    expect(JSON.parse(json(runOf({ ...rest, outcome }), options)).listings).toMatchObject([
      { revision: null, digests: null, outcome, summary: { page: { create: 0 } } },
    ]);
    expect(plan).toBeDefined();
  });

  it('is the same whatever the options', () => {
    const loud = { colour: true, quiet: true, verbose: true, width: 40 };

    expect(json(runOf(busy), loud)).toBe(json(runOf(busy), options));
  });

  it.each([
    ['a listing in sync', inSync],
    ['a listing with everything', busy],
    ['a refused one', { ...busy, outcome: { kind: 'refused', reason: 'a guard' } } as const],
    ['one saved to a folder', { ...busy, outcome: { kind: 'done', page: {} } } as const],
  ])('holds to the schema with %s', (_what, listing) => {
    expect(problems(json(runOf(listing, listing), options))).toEqual([]);
  });

  it('holds to the schema, and has no control character, whatever the texts', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const rendered = json(report, options);

        expect(problems(rendered)).toEqual([]);
        expect(rendered).not.toMatch(forbidden);
        expect(json(structuredClone(report), options)).toBe(rendered);
      }),
      { numRuns },
    );
  });

  it.each<readonly [string, FieldValue]>([
    ['a list', ['a', 1, true]],
    ['a mapping', { role: 'Mentor', name: ['A', { deep: 'B' }] }],
  ])('holds to the schema with %s as a value', (_what, after) => {
    const toData = [{ kind: 'create', key: 'A', fields: [{ field: 'x', after }] }] as const;

    expect(problems(json(runOf({ ...inSync, plan: { ...emptyPlan, toData } }), options))).toEqual(
      [],
    );
  });
});

describe('jsonReportSchema', () => {
  it('is what config/report.schema.json has: `npm run schema` writes it', () => {
    const committed = readFileSync('config/report.schema.json', 'utf8');

    expect(committed).toBe(`${JSON.stringify(jsonReportSchema(), undefined, 2)}\n`);
  });

  it.each([
    ['another version', { version: 2, command: 'plan', diagnostics: [], listings: [] }],
    ['a part that is missing', { version: 1, command: 'plan', diagnostics: [] }],
    ['a part too many', { version: 1, command: 'x', diagnostics: [], listings: [], more: 1 }],
  ])('refuses %s', (_what, document) => {
    expect(isValid(document)).toBe(false);
  });
});
