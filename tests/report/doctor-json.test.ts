import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ok, passing, problem, warning } from '../../src/core/finding.ts';
import { doctorJson, doctorJsonSchema } from '../../src/report/doctor-json.ts';
import type { DoctorReport } from '../../src/report/doctor-report.ts';

const validate = new Ajv2020({ strict: false }).compile(doctorJsonSchema());
const report: DoctorReport = {
  diagnostics: [
    { code: 'name-empty', severity: 'error', message: 'm', place: { source: 's', line: 1 } },
  ],
  machine: [ok('state folder', 'state-writable', 'Writable.')],
  wikis: [
    {
      wiki: 'xen',
      place: 'https://wiki.example.org/api.php',
      findings: [
        warning('grants', 'grants-surplus', 'Too many.', 'Make fewer.'),
        passing('wiki', 'wiki-read-only', 'Read-only.', 'Try again later.'),
      ],
    },
  ],
  listings: [
    {
      listing: 'l',
      wiki: 'xen',
      page: 'List',
      findings: [problem('page', 'page-missing', '\u001B[31m::error::', 'Look.')],
    },
  ],
};

describe('doctorJson', () => {
  it('holds to its schema, and counts the findings', () => {
    const document = JSON.parse(doctorJson(report));

    expect(validate(document) ? [] : validate.errors).toEqual([]);
    expect(document.summary).toEqual({ ok: 1, warning: 1, problem: 2, passing: 1 });
    expect(document.wikis[0].findings[1]).toEqual({
      code: 'wiki-read-only',
      level: 'problem',
      subject: 'wiki',
      seen: 'Read-only.',
      advice: 'Try again later.',
      passes: true,
    });
  });

  it('gives no order to a terminal or a build service, and loses nothing', () => {
    const rendered = doctorJson(report);

    expect(rendered).not.toContain('\u001B');
    expect(JSON.parse(rendered).listings[0].findings[0].seen).toBe('\u001B[31m::error::');
  });
});

describe('doctorJsonSchema', () => {
  it('is what config/doctor.schema.json has: `npm run schema` writes it', () => {
    const committed = readFileSync('config/doctor.schema.json', 'utf8');

    expect(committed).toBe(`${JSON.stringify(doctorJsonSchema(), undefined, 2)}\n`);
  });

  it('refuses a level that there is not', () => {
    const document = JSON.parse(doctorJson(report));
    document.machine.findings[0].level = 'fine';

    expect(validate(document)).toBe(false);
  });
});
