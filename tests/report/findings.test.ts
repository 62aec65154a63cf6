/** Reports for programs that mark lines of files. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.ts';
import type { ListingReport } from '../../src/report/run-report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { nasty } from './nasty.ts';
import { busy, inSync, runOf } from './samples.ts';

const options = { colour: false, quiet: false, verbose: false };

describe('github', () => {
  it('marks the lines of the data file, and names the place on the page', () => {
    expect(github(runOf(busy), options).split('\n')).toEqual([
      "::warning title=xen-2014 (xen%3A2014 GSoC and OPW Round 8 Projects%2C line 18)%3A value-doubtful::'01/12/2012' is 2012-12-01 in dd/MM/yyyy, and 2012-01-12 in MM/dd/yyyy. Write a date that can be read in one way only.",
      "::error file=projects.yaml,line=80,col=5,title=xen-2014%3A key-twice::The key 'Mirage OS' stands here for the second time. Give each record a key of its own.",
      ...[
        'Improvements to the block I/O paravirtualized Xen drivers: difficulty',
        'Improvements to the block I/O paravirtualized Xen drivers: outcomes',
      ].map(
        (name) =>
          `::error title=xen-2014%3A conflict::Conflict about ${name}. The data file and the wiki both changed it since they last agreed.`,
      ),
      '::error title=xen-2014%3A conflict::Conflict about Mirage OS contributions and improvements. The data file deleted the record, and the wiki changed it since they last agreed.',
      '',
    ]);
  });

  it('gives the runner no command but its own, whatever the data is', () => {
    fc.assert(
      fc.property(nasty, nasty, (message, source) => {
        const error = {
          code: 'key-twice',
          severity: 'error',
          message,
          place: { source, line: 1 },
        } as const;
        const text = github({ ...runOf(inSync), diagnostics: [error] }, options);

        expect(text.split('\n')).toHaveLength(2);
        expect(text).toMatch(/^::error file=[^:,]*,line=1,title=key-twice::/);
      }),
    );
  });

  it('says so where there is nothing', () => {
    expect(github(runOf(inSync), options)).toBe('wikisync: nothing to annotate.\n');
  });
});

describe('sarif', () => {
  it('has a result for each finding, with its rule and its place', () => {
    const [run] = JSON.parse(sarif(runOf(busy), options)).runs;

    expect(run.results).toHaveLength(6);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'change-overruled',
      'conflict',
      'key-twice',
      'value-doubtful',
    ]);
    expect(run.results[2]).toEqual({
      ruleId: 'key-twice',
      ruleIndex: 2,
      level: 'error',
      message: {
        text: "The key 'Mirage OS' stands here for the second time. Give each record a key of its own.",
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'projects.yaml' },
            region: { startLine: 80, startColumn: 5 },
          },
          logicalLocations: [{ name: 'xen-2014' }],
        },
      ],
      partialFingerprints: { 'wikisync/v1': expect.stringMatching(/^[\da-f]{64}$/) },
    });
  });

  const [one] = busy.diagnostics;
  const resultsOf = (report: ListingReport) => JSON.parse(sarif(runOf(report), options)).runs[0];
  const printsOf = (report: ListingReport): readonly string[] =>
    resultsOf(report).results.map(
      (result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0],
    );

  it('knows a finding again whose line has moved, and tells alike ones apart', () => {
    const error = {
      code: 'key-twice',
      severity: 'error',
      message: 'm',
      place: { source: 'projects.yaml', line: 1 },
    } as const;
    const moved = { ...error, place: { ...error.place, line: 9 } };

    const before = printsOf({ ...inSync, diagnostics: [error] });

    expect(printsOf({ ...inSync, diagnostics: [moved] })).toEqual(before);
    expect(new Set(printsOf({ ...inSync, diagnostics: [error, moved] })).size).toBe(2);
    expect(printsOf({ ...inSync, diagnostics: [{ ...error, record: 'A' }] })).not.toEqual(before);
  });

  it('says of what is waived that it is suppressed, and why', () => {
    if (one === undefined) throw new Error('The sample has no diagnostic.');
    const waived = [{ diagnostic: one, reason: 'known', until: '2027-01-31' }];

    const { results } = resultsOf({ ...inSync, waived });

    expect(results[0].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'known (until 2027-01-31)' },
    ]);
    expect(github(runOf({ ...inSync, waived }), options)).toBe('wikisync: nothing to annotate.\n');
  });

  it('has what there is to say about a rule', () => {
    const explain = () => ({ title: 'T', effect: 'E.', means: ['M.'], todo: ['D.'] });
    const [run] = JSON.parse(sarif(runOf(busy), { ...options, explain })).runs;

    expect(run.tool.driver.rules[0]).toEqual({
      id: 'change-overruled',
      shortDescription: { text: 'T.' },
      fullDescription: { text: 'M.' },
      help: { text: 'M.\n\nE.\n\nD.', markdown: 'M.\n\nE.\n\n- D.' },
    });
  });

  it('keeps to what the format demands of a result', () => {
    // The parts of the published schema that are used here.
    const valid = new Ajv({ strict: false }).compile({
      type: 'object',
      required: ['version', 'runs'],
      properties: {
        version: { const: '2.1.0' },
        runs: {
          items: {
            required: ['tool', 'results'],
            properties: {
              results: {
                items: {
                  required: ['message', 'ruleId', 'level'],
                  properties: {
                    level: { enum: ['none', 'note', 'warning', 'error'] },
                    ruleIndex: { type: 'integer', minimum: 0 },
                  },
                },
              },
            },
          },
        },
      },
    });
    const odd = {
      code: 'key-twice',
      severity: 'notice',
      message: 'm',
      place: { source: 'a b/ü.yaml' },
    } as const;
    const log = JSON.parse(sarif({ ...runOf(busy), diagnostics: [odd] }, options));

    expect(valid(log)).toBe(true);
    expect(log.runs[0].results[0].locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'a%20b/%C3%BC.yaml' } } },
    ]);
  });
});
