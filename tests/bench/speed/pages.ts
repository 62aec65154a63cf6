/** The example's list, as long as it is wanted: its records again and again, under its headings. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Base, baseOfRecords } from '../../../src/core/reconcile/base.ts';
import { fieldNames } from '../../../src/core/schema.ts';
import type { FieldValue } from '../../../src/core/value.ts';
import { textOf } from '../../../src/core/wikitext/page.ts';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { xenPage, xenSchema } from '../../support/xen.ts';
import { writeBase } from './input.ts';

/** A listing in step but for one field of one record, which the data file has changed. */
export interface LongListing {
  readonly records: number;
  readonly page: string;
  readonly data: string;
  readonly base: Base;
  /** Of the record that is changed. */
  readonly key: string;
}

/** A page of about so many characters. */
export function longListing(size: number): LongListing {
  const page = longPage(size);
  const parsed = parsePage(page, xenSchema, standardSite);
  if (typeof parsed === 'string') throw new Error(parsed);
  const { set } = readPageRecords(parsed, xenSchema, 'w:P');
  const base = baseOfRecords(set, fieldNames(xenSchema));
  const changed = set.records.findLast(({ values }) => values.get('difficulty') === 'medium');
  const key = changed?.key ?? '';
  const data = dataText(
    set.records.map(({ values }) => {
      const isChanged = values === changed?.values;
      return isChanged ? new Map([...values, ['difficulty', 'high']]) : values;
    }),
  );
  return { records: set.records.length, page, data, base, key };
}

/** Writes a listing to a folder of its own, for programs that read files. */
export function savedListing(folder: string, listing: LongListing): string {
  const { page, data, base, records } = listing;
  const own = join(folder, String(records));
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'page.wiki'), page);
  writeFileSync(join(own, 'data.yaml'), data);
  writeFileSync(join(own, 'base.json'), writeBase(base));
  return own;
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
      const named = call.replace(/(\|Project=.*)/, `$1, ${round}`);
      text += `${named.replace(description, longer)}\n\n`;
      if (text.length >= size) break;
    }
  }
  return text.trimEnd();
}

/** Records are as long as those of the longest lists: some 1400 of them are 2 MB. */
const description = /(?<=\|Desc=)[\s\S]*?(?=\n\|[A-Z]\w+=)/;

function longer(said: string): string {
  return [said, said, said].join('\n\n');
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
