import { describe, expect, it } from 'vitest';
import {
  type Base,
  type BaseRecord,
  baseRecord,
  type FieldBase,
  fieldBase,
  uncertainBase,
} from '../../../src/core/reconcile/base.ts';
import { mergeField } from '../../../src/core/reconcile/merge-field.ts';

function record(fields: Readonly<Record<string, FieldBase>>): BaseRecord {
  return baseRecord(Object.entries(fields));
}

function base(records: Readonly<Record<string, BaseRecord>>, unmet: readonly string[] = []): Base {
  return { records: new Map(Object.entries(records)), unmet: new Set(unmet) };
}

const known = (value?: string): FieldBase => ({ kind: 'known', value });

describe('uncertainBase', () => {
  const without = base(
    { A: record({ size: known('1'), note: known('n') }), Gone: record({ size: known('3') }) },
    ['New', 'Elsewhere'],
  );
  const after = base(
    {
      A: record({ size: known('2'), note: known('n'), added: known('x') }),
      New: record({ size: known('4') }),
    },
    ['Elsewhere'],
  );
  const uncertain = uncertainBase(without, after);
  const of = (key: string, field: string) => fieldBase(uncertain.records.get(key), field);

  it('keeps what is the same with the write and without it', () => {
    expect(of('A', 'note')).toEqual(known('n'));
    expect(of('A', 'neither')).toEqual(known());
    expect([...uncertain.unmet]).toEqual(['Elsewhere']);
  });

  it.each([
    ['A', 'size'],
    ['A', 'added'],
    ['Gone', 'size'],
    ['New', 'size'],
  ])('takes what the write was to change for disputed: %s, %s', (key, field) => {
    expect(of(key, field)).toEqual({ kind: 'disputed' });
  });

  it('disputes all of the first base', () => {
    const first = uncertainBase(undefined, after);
    expect(fieldBase(first.records.get('A'), 'note')).toEqual({ kind: 'disputed' });
    expect([...first.unmet]).toEqual(['Elsewhere']);
  });
});

describe('a disputed field', () => {
  const disputed: FieldBase = { kind: 'disputed' };

  it.each([
    ['a', 'b', 'conflict'],
    ['a', undefined, 'conflict'],
    [undefined, 'b', 'conflict'],
    ['a', 'a', 'same'],
  ])('is a conflict unless both sides have the same: data %j, wiki %j', (data, wiki, kind) => {
    expect(mergeField({ base: disputed, data, wiki }, 'shared').kind).toBe(kind);
  });

  it('goes its owner’s way', () => {
    const versions = { base: disputed, data: undefined, wiki: 'b' };
    expect(mergeField(versions, 'data')).toEqual({ kind: 'push', overruled: true });
  });
});
