import { expect, it } from 'vitest';
import { performedOf } from '../../src/cli/serve/performed.ts';
import type { ListingReport } from '../../src/report/run-report.ts';

it('has serve try again what may pass, also where it has not passed for days', () => {
  const report: ListingReport = {
    ...{ listing: 'a', wiki: 'w', page: 'P', dataFile: 'a.yaml' },
    outcome: { kind: 'failed', code: 'wiki-unavailable', message: 'The wiki is down.' },
    diagnostics: [{ code: 'no-good-run', severity: 'error', message: 'For 4 days.' }],
  };
  const run = { command: 'sync', diagnostics: [], listings: [report] };

  const { exitCode, needs, message } = performedOf(run, 'a', '2027-01-01');

  expect({ exitCode, message }).toEqual({ exitCode: 75, message: 'The wiki is down.' });
  // People are told once it has been so for too long, and not before.
  const before = { ...run, listings: [{ ...report, diagnostics: [] }] };
  expect(needs).not.toBe(performedOf(before, 'a', '2027-01-01').needs);
});
