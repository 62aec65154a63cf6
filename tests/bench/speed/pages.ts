/** The example's list, as long as it is wanted: its records again and again, under its headings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { defaultGuards } from '../../../src/core/plan/guards.ts';
import type { PlanInput } from '../../../src/core/plan/make-plan.ts';
import { baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { fieldNames } from '../../../src/core/schema.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { textOf } from '../../../src/core/wikitext/page.ts';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { yaml } from '../../../src/data/yaml.ts';
import { xenPage, xenSchema } from '../../support/xen.ts';

/** A listing in step but for one field of one record, which the data file has changed. */
export interface LongListing {
  readonly records: number;
  readonly page: string;
  readonly data: string;
  /** Of the record that is changed. */
  readonly key: string;
  /** What a plan is made from, but for the data file, which is yet to be parsed. */
  readonly input: Omit<PlanInput, 'data'>;
}

/** A page of about so many characters. */
export function longListing(size: number): LongListing {
  const page = longPage(size);
  const parsed = parsePage(page, xenSchema, standardSite);
  if (typeof parsed === 'string') throw new Error(parsed);
  const { set } = readPageRecords(parsed, xenSchema, 'w:P');
  const agreed = baseOfRecords(set, fieldNames(xenSchema));
  const changed = set.records.findLast(({ values }) => values.get('difficulty') === 'medium');
  const key = changed?.key ?? '';
  const data = dataText(
    set.records.map(({ values }) => {
      const isChanged = values === changed?.values;
      return isChanged ? new Map([...values, ['difficulty', 'high']]) : values;
    }),
  );
  return {
    records: set.records.length,
    page,
    data,
    key,
    input: {
      listing: 'l',
      wiki: 'w',
      schema: xenSchema,
      guards: defaultGuards,
      allowed: new Set(),
      page: { title: 'P', text: page, source: 'w:P', site: standardSite },
      base: agreed,
    },
  };
}

/** The data file's part of a plan's input: parsing it is part of the work. */
export function parsedData(text: string): PlanInput['data'] {
  const file = yaml.parse(text, 'l.yaml').value;
  if (file === undefined) throw new Error('the data file cannot be read');
  return { path: 'l.yaml', text, file, isFlat: false };
}

/** Writes a page to a folder, for programs that read files. */
export function savedPage(folder: string, { page, records }: LongListing): string {
  const path = join(folder, `${records}.wiki`);
  writeFileSync(path, page);
  return path;
}

function longPage(size: number): string {
  const parsed = parsePage(xenPage, xenSchema, standardSite);
  if (typeof parsed === 'string') throw new Error(parsed);
  const [first = { span: { start: 0, end: 0 } }] = parsed.calls;
  const lead = xenPage.slice(0, first.span.start);
  const copies = parsed.calls.map(({ span }) => textOf(xenPage, span));
  let text = lead;
  for (let round = 1; text.length < size; round += 1) {
    for (const call of copies) {
      text += `${call.replace(/(\|Project=.*)/, `$1, ${round}`)}\n\n`;
      if (text.length >= size) break;
    }
  }
  return text.trimEnd();
}

function dataText(records: readonly ReadonlyMap<string, FieldValue>[]): string {
  const plain = records.map((values) =>
    Object.fromEntries(
      [...values].map(([name, value]) => {
        const field = xenSchema.fields.find((candidate) => candidate.name === name);
        return [name, field === undefined ? value : field.type.toData(value, field.options)];
      }),
    ),
  );
  return stringify({ records: plain });
}
