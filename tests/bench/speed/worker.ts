/**
 * Measures one listing in a process of its own: `once <folder>` plans as a run does, in a process that
 * has done nothing before; `warm <folder>` reads and plans again and again.
 */
import { readFileSync } from 'node:fs';
import { makePlan } from '../../../src/core/plan/make-plan.ts';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { xenSchema } from '../../support/xen.ts';
import { planInput, readBase } from './input.ts';
import { best, tookFor } from './measure.ts';

const [how, folder] = process.argv.slice(2);
const page = readFileSync(`${folder}/page.wiki`, 'utf8');
const data = readFileSync(`${folder}/data.yaml`, 'utf8');
const base = readBase(readFileSync(`${folder}/base.json`, 'utf8'));

function read(): number {
  const parsed = parsePage(page, xenSchema, standardSite);
  if (typeof parsed === 'string') throw new Error(parsed);
  return readPageRecords(parsed, xenSchema, 'w:P').set.records.length;
}

function plan(): void {
  const { plan, pageText } = makePlan(planInput({ page, data, base }));
  if (plan.toPage.length !== 1 || pageText === page) throw new Error('one record was to change');
}

function measured(): unknown {
  if (how === 'once') {
    const took = tookFor(plan);
    return { ...took, peak: peakOf(readFileSync('/proc/self/status', 'utf8')) };
  }
  const input = planInput({ page, data, base });
  return {
    records: read(),
    read: best(read),
    edit: best(() => makePlan(input)),
    whole: best(plan),
  };
}

/** MiB. What a process is told of itself by other means includes the one that started it. */
function peakOf(status: string): number {
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

process.stdout.write(JSON.stringify(measured()));
