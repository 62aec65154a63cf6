/** What a plan is made from: a page's text, a data file's and the base. */
import { defaultGuards } from '../../../src/core/plan/guards.ts';
import type { PlanInput } from '../../../src/core/plan/make-plan.ts';
import { type Base, baseRecord } from '../../../src/core/reconcile/base.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { yaml } from '../../../src/data/yaml.ts';
import { xenSchema } from '../../support/xen.ts';

/** A plan's input; the data file's text is parsed for it. */
export function planInput({
  page,
  data: text,
  base,
}: {
  readonly page: string;
  readonly data: string;
  readonly base: Base;
}): PlanInput {
  const file = yaml.parse(text, 'l.yaml').value;
  if (file === undefined) throw new Error('the data file cannot be read');
  return {
    listing: 'l',
    wiki: 'w',
    schema: xenSchema,
    guards: defaultGuards,
    allowed: new Set(),
    page: { title: 'P', text: page, source: 'w:P', site: standardSite },
    data: { path: 'l.yaml', text, file, isFlat: false },
    base,
  };
}

/** A base with all its fields known, as a text. */
export function writeBase({ records }: Base): string {
  return JSON.stringify([...records].map(([key, { values }]) => [key, [...values]]));
}

/** The same, read. */
export function readBase(text: string): Base {
  const written: readonly [string, readonly [string, FieldValue][]][] = JSON.parse(text);
  const records = written.map(([key, values]) => {
    const known = values.map(([field, value]) => [field, { kind: 'known', value }] as const);
    return [key, baseRecord(known)] as const;
  });
  return { records: new Map(records), unmet: new Set() };
}
