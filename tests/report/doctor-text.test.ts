import { describe, expect, it } from 'vitest';
import { ok, passing, problem, warning } from '../../src/core/finding.ts';
import type { DoctorReport } from '../../src/report/doctor-report.ts';
import { doctorText } from '../../src/report/doctor-text.ts';

const report: DoctorReport = {
  diagnostics: [],
  machine: [ok('state folder', 'state-writable', 'It can be written to.')],
  wikis: [
    {
      wiki: 'xen',
      place: 'https://wiki.example.org/api.php',
      findings: [
        ok('clock', 'clock-right', 'The clocks agree.', 'Leave it so.'),
        warning('grants', 'grants-surplus', 'Too many.', 'Make fewer.'),
        problem('login', 'login-refused', 'Refused.', 'Check it.'),
        passing('wiki', 'wiki-read-only', 'It is read-only.', 'Try again later.'),
      ],
    },
  ],
  listings: [
    {
      listing: 'list',
      wiki: 'xen',
      page: 'List',
      findings: [ok('page', 'page-there', 'It is there.')],
    },
  ],
};
const plain = { colour: false, quiet: false, verbose: false };

describe('doctorText', () => {
  it('tells problems first, and what to do about them', () => {
    expect(doctorText(report, plain)).toMatchInlineSnapshot(`
      "this machine
        ok       state folder: It can be written to.

      xen  https://wiki.example.org/api.php
        problem  login: Refused. [login-refused]
                 → Check it.
        problem  wiki: (for now) It is read-only. [wiki-read-only]
                 → Try again later.
        warning  grants: Too many. [grants-surplus]
                 → Make fewer.
        ok       clock: The clocks agree.

      list  List on xen
        ok       page: It is there.

      2 problems (1 for now), 1 warning.
      "
    `);
  });

  it('tells problems and warnings alone if quiet, and nothing if there are none', () => {
    const quiet = { ...plain, quiet: true };

    expect(doctorText(report, quiet)).toMatchInlineSnapshot(`
      "xen  https://wiki.example.org/api.php
        problem  login: Refused. [login-refused]
                 → Check it.
        problem  wiki: (for now) It is read-only. [wiki-read-only]
                 → Try again later.
        warning  grants: Too many. [grants-surplus]
                 → Make fewer.
      "
    `);
    expect(doctorText({ ...report, wikis: [] }, quiet)).toBe('');
  });

  it('advises on what is right if verbose', () => {
    expect(doctorText(report, { ...plain, verbose: true })).toContain('Leave it so.');
  });

  it('says so if nothing is wrong', () => {
    expect(doctorText({ ...report, wikis: [] }, plain)).toMatch(/\nNothing is wrong\.\n$/);
  });

  it('counts what is wrong with the config', () => {
    const diagnostics = [
      { code: 'config-value', severity: 'error', message: 'Wrong key.' } as const,
    ];
    const text = doctorText({ diagnostics, machine: [], wikis: [], listings: [] }, plain);

    expect(text).toBe('error: Wrong key. [config-value]\n\n1 problem.\n');
  });

  it('colours levels for a terminal, and lets no page colour anything', () => {
    const words = ok('page', 'page-there', '\u001B[31mred');
    const text = doctorText({ ...report, wikis: [], machine: [words] }, { ...plain, colour: true });

    expect(text).toContain('\u001B[32mok       \u001B[0m');
    expect(text).toContain('\\u{1B}[31mred');
  });

  it('folds to the width of the terminal', () => {
    const long = problem(
      'page',
      'page-refused',
      'word '.repeat(30).trim(),
      'advice '.repeat(30).trim(),
    );
    const lines = doctorText({ ...report, wikis: [], machine: [long] }, { ...plain, width: 40 });

    expect(lines.split('\n').every((line) => line.length <= 40)).toBe(true);
  });
});
