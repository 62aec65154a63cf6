/** A plan's name, which is in every report, so that what was reviewed can be named. */
import { expect, it } from 'vitest';
import { chosenDigest } from '../../src/core/plan/plan-digest.ts';
import type { ReviewedPlan } from '../../src/core/plan/reviewed-plan.ts';
import { reporters } from '../../src/report/reporters.ts';
import { busy, emptyPlan, runOf } from './samples.ts';

const { plan = emptyPlan } = busy;

const reviewed: ReviewedPlan = {
  ...{ listing: 'xen-2014', wiki: 'xen', page: plan.page, dataFile: plan.dataFile },
  ...{ toPage: plan.toPage, toData: plan.toData, conflicts: plan.conflicts },
  ...{ config: 'c', data: 'd', pageText: 'p', records: { data: [], wiki: [] } },
  ...{ digest: '1234567890abcdef', allowed: [], choices: [] },
};

const options = { colour: false, quiet: false, verbose: false };

it.each(Object.entries(reporters))('is in the report as %s', async (_, load) => {
  const render = await load();

  expect(render(runOf({ ...busy, reviewed }), options)).toContain('1234567890ab');
});

it.each(Object.entries(reporters))('is another one with choices, as %s', async (_, load) => {
  const render = await load();
  const choices = [{ of: 'page', key: 'A', take: 'skip' }] as const;
  const chosen = { ...reviewed, choices };

  expect(render(runOf({ ...busy, reviewed: chosen }), options)).toContain(
    chosenDigest(chosen).slice(0, 12),
  );
});

it('does not depend on the order of choices, and does on each of them', () => {
  const named = (...choices: ReviewedPlan['choices']) => chosenDigest({ ...reviewed, choices });
  const first = { of: 'page', key: 'A', take: 'skip' } as const;
  const second = { of: 'page', key: 'A', field: 'b', take: 'skip' } as const;

  expect(named(first, second)).toBe(named(second, first));
  const all = [named(), named(first), named(second), named({ ...first, take: 'wiki' })];
  expect(new Set(all).size).toBe(4);
});
