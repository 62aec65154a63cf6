import { describe, expect, it } from 'vitest';
import { type DataEntry, placedInData } from '../../src/core/data-records.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';

const place = { source: 'list.yaml', line: 2, column: 5 };
const skills = { source: 'list.yaml', line: 3, column: 13 };
const entry: DataEntry = {
  values: new Map(),
  unread: new Set(),
  place,
  index: 0,
  source: { place, values: new Map(), places: new Map([['skills', skills]]) },
};
const refused: Diagnostic = { code: 'value-refused', severity: 'error', message: 'No.' };

describe('placedInData', () => {
  it.each<readonly [string, Partial<Diagnostic>, Diagnostic['place']]>([
    ['where the value stands', { record: 'A', field: 'skills' }, skills],
    ['where its record stands, if it has no such value', { record: 'A', field: 'title' }, place],
    ['where the record stands that it is about', { record: 'A' }, place],
    ['nowhere, if the data file has no such record', { record: 'B', field: 'skills' }, undefined],
    ['nowhere, if it is about no record', { field: 'skills' }, undefined],
    ['the place that it has', { record: 'A', place: { source: 'w:P' } }, { source: 'w:P' }],
  ])('gives a diagnostic %s', (_where, about, expected) => {
    const placed = placedInData({ ...refused, ...about }, new Map([['A', entry]]));

    expect(placed).toEqual({
      ...refused,
      ...about,
      ...(expected === undefined ? {} : { place: expected }),
    });
  });
});
