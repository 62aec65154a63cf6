/** Reports over many listings show those that somebody has to look at. */
import { expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown.ts';
import type { ListingReport, RunReport } from '../../src/report/run-report.ts';
import { text } from '../../src/report/text.ts';

const how = { colour: false, quiet: false, verbose: false };

function inSync(index: number): ListingReport {
  const about = { listing: `list-${index}`, wiki: 'w', page: `List ${index}`, dataFile: 'l.yaml' };
  const digests = { mapping: '', data: '', page: '' };
  const nothing = { toPage: [], toData: [], conflicts: [], guards: [], diagnostics: [] };
  return {
    ...about,
    plan: { ...about, digests, ...nothing },
    diagnostics: [],
    outcome: { kind: 'done' },
  };
}

function failing(index: number): ListingReport {
  const message = `The wiki is down (${index}).`;
  const { plan: _, ...rest } = inSync(index);
  return { ...rest, outcome: { kind: 'failed', code: 'wiki-unavailable', message } };
}

const run = (listings: readonly ListingReport[]): RunReport => ({
  command: 'sync',
  diagnostics: [],
  listings,
});

const many = [...Array.from({ length: 400 }, (_, index) => inSync(index)), failing(400)];

it('leaves out those in sync, and counts them', () => {
  const shown = text(run(many), how);
  const written = markdown(run(many), how);

  for (const report of [shown, written]) {
    expect(report).toContain('list-400');
    expect(report).not.toContain('list-17');
    expect(report).toContain('400 listings without anything to tell are not shown: -v shows all.');
    expect(report).toContain('401 listings: 1 failed, 400 in sync.');
  }
  expect(written.split('\n')[0]).toBe('## wikisync sync: 401 listings');
});

it('shows all where that is asked for, and where they are few', () => {
  expect(text(run(many), { ...how, verbose: true })).toContain('list-17');
  expect(text(run(many.slice(0, 20)), how)).toContain('list-17');
  expect(text(run(many.slice(0, 20)), how)).not.toContain('not shown');
});

it('fits into a comment on GitHub, whatever fails, and what fails goes before the rest', () => {
  const all = [
    ...Array.from({ length: 3000 }, (_, index) => inSync(index)),
    ...Array.from({ length: 600 }, (_, index) => failing(index)),
  ];

  const written = markdown(run(all), { ...how, verbose: true });

  expect(written.length).toBeLessThan(65_536);
  expect(written).toContain('3600 listings: 600 failed, 3000 in sync.');
  expect(written).toMatch(/… and \d+ more, for which there is no room here/);
  expect(written.match(/The wiki is down/g)?.length).toBeGreaterThan(300);
});
