import { describe, expect, it } from 'vitest';
import { readPageRecords } from '../../../src/core/wikitext/page-records.ts';
import { parsePage } from '../../../src/core/wikitext/parse-page.ts';
import { standardSite } from '../../../src/core/wikitext/site.ts';
import { xenPage, xenSchema } from '../../support/xen.ts';

describe('readPageRecords', () => {
  it('x', () => {
    const page = parsePage(xenPage, xenSchema, standardSite);
    if (typeof page === 'string') throw new Error(page);
    const read = readPageRecords(page, xenSchema, 'xen:P');
    console.log(JSON.stringify(read.set.records.map(r => [r.key, r.place, [...r.values].map(([k,v]) => [k, typeof v === 'string' ? v.slice(0,30) : v])]), null, 1));
    console.log(read.diagnostics);
    expect(read.set.records.length).toBe(8);
  });
});
