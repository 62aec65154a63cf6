import { describe, expect, it } from 'vitest';
import type { ReviewedPlan } from '../../src/core/plan/reviewed-plan.ts';
import { htmlReport } from '../../src/report/html.ts';
import type { ListingReport } from '../../src/report/run-report.ts';
import { busy, emptyPlan, inSync, runOf } from './samples.ts';

const render = (...listings: ListingReport[]) =>
  htmlReport(runOf(...listings), { colour: false, quiet: false, verbose: false });

/** What a reader is told to do, without markup. */
function stepsOf(report: ListingReport): readonly string[] {
  const [, list = ''] = /What to do next<\/h3>\s*<ul>([\s\S]*?)<\/ul>/.exec(render(report)) ?? [];
  return [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, step = '']) =>
    step.replace(/<[^>]*>/g, ''),
  );
}

const { plan = emptyPlan } = busy;

const reviewed: ReviewedPlan = {
  ...{ listing: 'xen-2014', wiki: 'xen', page: plan.page, dataFile: plan.dataFile },
  ...{ toPage: plan.toPage, toData: plan.toData, conflicts: plan.conflicts },
  ...{ config: 'c', data: 'd', pageText: 'p', records: { data: [], wiki: [] } },
  ...{ digest: '1234567890abcdef', allowed: [], choices: [] },
};

const open: ListingReport = { ...busy, reviewed, diagnostics: [] };

describe('what to do next', () => {
  it('is to settle conflicts, and to apply the plan as it is or as it is chosen from', () => {
    expect(stepsOf(open)).toEqual([
      expect.stringMatching(/^Settle the 3 conflicts: choose a side for each below/),
      'If you agree with all of the changes, have exactly them made by wikisync apply xen-2014 --digest 1234567890ab.',
      expect.stringMatching(/^If you do not, choose beside a change .* wikisync apply plan\.json/),
    ]);
  });

  it('is to settle by commands what is left once all else is done', () => {
    expect(stepsOf({ ...open, outcome: { kind: 'done', page: {} } })).toEqual([
      expect.stringMatching(/^Settle the 3 conflicts: each has its command below/),
    ]);
  });

  it('is to look at what a guard refused, and at errors and warnings', () => {
    const [guard] = plan.guards.map((one) => ({ ...one, tripped: true }));
    const outcome = { kind: 'refused', reason: 'guard' } as const;
    const guarded = { ...plan, conflicts: [], guards: guard === undefined ? [] : [guard] };

    expect(stepsOf({ ...busy, reviewed, plan: guarded, outcome })).toEqual([
      'Look whether all of this is meant: a guard stopped it. If it is, wikisync apply xen-2014 --digest 1234567890ab --allow update makes exactly these changes. If not, put right what made so much of it, and plan again.',
      expect.stringMatching(/^Put right what “Problems” lists as errors/),
      expect.stringMatching(/^Look at the warnings/),
    ]);
  });

  it('is to find out why it failed', () => {
    const outcome = { kind: 'failed', code: 'wiki-answer', message: 'No.' } as const;

    expect(stepsOf({ ...inSync, outcome })).toEqual([
      'Find out why it failed: wikisync explain wiki-answer tells more.',
    ]);
  });

  it('is nothing where both sides agree', () => {
    expect(render(inSync)).toContain('There is nothing to do here.');
  });
});

it('says when people changed what there is a conflict about, in one time zone', () => {
  const [conflict] = plan.conflicts;
  const by = { commit: '0123456789abcdef', time: '2026-01-02T01:30:00+02:00', author: 'Ann' };
  const conflicts = conflict === undefined ? [] : [{ ...conflict, dataEdit: by }];

  const markup = render({ ...busy, plan: { ...plan, conflicts } });

  expect(markup).toContain('by Ann in commit 0123456789, 2026-01-01 23:30 UTC');
});

it('lets a preview have styles of its own, and nothing else', () => {
  const policyOf = (report: ListingReport) => /Policy" content="([^"]*)"/.exec(render(report))?.[1];
  const previews = [{ heading: '', before: '<p>a</p>', after: '<p style="color: red">b</p>' }];

  expect(policyOf(busy)).not.toContain('unsafe');
  expect(policyOf({ ...busy, previews })?.match(/[\w-]+ &#39;unsafe[^;]*/g)).toEqual([
    'style-src-attr &#39;unsafe-inline&#39',
  ]);
});

describe('choices', () => {
  it('are offered until one is made, or all is done', () => {
    const chosen = { ...reviewed, choices: [{ of: 'page', key: 'A', take: 'skip' }] as const };

    expect(render(open)).toContain('class="choice"');
    expect(render({ ...open, reviewed: chosen })).not.toMatch(/class="choice"|id="plan"/);
    expect(render({ ...open, outcome: { kind: 'done' } })).not.toMatch(/class="choice"|id="plan"/);
  });

  it('are of the listings that have a plan, in the order of the plan file', () => {
    const failed: ListingReport = {
      ...inSync,
      outcome: { kind: 'failed', code: 'wiki-answer', message: 'No.' },
    };
    const markup = render(failed, open, failed, { ...open, listing: 'second' });

    const numbers = [...markup.matchAll(/data-listing="(-?\d+)"/g)].map(([, number]) => number);
    expect([...new Set(numbers)]).toEqual(['0', '1']);
    const [, json = ''] = /id="plan">(.*?)<\/script>/.exec(markup) ?? [];
    expect(JSON.parse(json).listings).toHaveLength(2);
  });
});
