import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FieldOptions,
  type FieldType,
  type Reading,
  readAs,
} from '../../../src/core/fields/field-type.ts';
import { fieldTypeNamed, fieldTypes } from '../../../src/core/fields/field-types.ts';
import { type FieldValue, isList, sameValue } from '../../../src/core/value.ts';
import { anyData, anyText } from './anything.ts';
import { samples } from './samples.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);

describe('fieldTypes', () => {
  it('has every type of the reference once', () => {
    expect(fieldTypes.map(({ name }) => name)).toEqual(Object.keys(samples));
  });
});

describe('fieldTypeNamed', () => {
  it('finds a type by its name', () => {
    expect(fieldTypeNamed('people')?.name).toBe('people');
  });

  it.each(['People', '', '__proto__', 'constructor'])('knows no type named %j', (name) => {
    expect(fieldTypeNamed(name)).toBeUndefined();
  });
});

describe.each(fieldTypes.map((type) => ({ name: type.name, type })))(
  'the type $name',
  ({ type }) => {
    const { options, text, data } = samples[type.name] ?? {
      options: [],
      text: anyText,
      data: anyData,
    };
    const anyOptions = fc.constantFrom(...options);
    const previousText = fc.option(fc.oneof(text, text, anyText), { nil: undefined });

    it('writes back exactly what it read, and a data file can hold it', () => {
      let readable = 0;
      const law = fc.property(anyOptions, text, (options, text) => {
        const reading = type.read(text, options);
        if (reading.kind === 'unreadable') return;
        readable += 1;
        expect(type.write(reading.value, text, options)).toBe(text);
        expectKeptInData(type, reading.value, options);
      });

      fc.assert(law, { numRuns });

      expect(readable).toBeGreaterThan(numRuns / 10);
    });

    it('reads back exactly what it wrote, whatever stood there before', () => {
      let readable = 0;
      const law = fc.property(anyOptions, data, previousText, (options, data, previousText) => {
        const reading = type.fromData(data, options);
        if (reading.kind === 'unreadable') return;
        readable += 1;
        const written = type.write(reading.value, previousText, options);
        expectReadAs(type.read(written, options), reading.value);
      });

      fc.assert(law, { numRuns });

      expect(readable).toBeGreaterThan(numRuns / 10);
    });

    it('keeps in a data file of any format what it took from one', () => {
      const law = fc.property(anyOptions, data, (options, data) => {
        const reading = type.fromData(data, options);
        if (reading.kind === 'value') expectKeptInData(type, reading.value, options);
      });

      fc.assert(law, { numRuns });
    });

    it('never throws on what it cannot read', () => {
      const hostile = fc.oneof(text, anyText);
      const law = fc.property(anyOptions, hostile, anyData, (options, text, data) => {
        for (const reading of [type.read(text, options), type.fromData(data, options)]) {
          if (reading.kind === 'unreadable') expect(reading.reason).toMatch(/^\S.*[^.]$/);
        }
      });

      fc.assert(law, { numRuns });
    });

    it('holds what is empty for the value that all types share', () => {
      for (const data of ['', ' \n', [], {}]) expect(type.fromData(data, {})).toEqual(readAs(''));
      expect(type.read('\u00a0', {})).toEqual(readAs(''));
      expect(type.write('', 'Xen', {})).toBe('');
      expect(type.toData('', {})).toBe('');
    });

    it('refuses to write what is no value of its own', () => {
      expect(() => type.write([[true]], undefined, {})).toThrow(TypeError);
    });
  },
);

/** JSON and YAML hold structures, YAML is read with strings for all scalars, and CSV has one text. */
function expectKeptInData(type: FieldType, value: FieldValue, options: FieldOptions): void {
  const data = type.toData(value, options);
  const json: FieldValue = JSON.parse(JSON.stringify(data));
  const forms = [data, json, withStrings(data)];
  if (typeof data === 'object') forms.push(type.write(value, undefined, options));
  for (const form of forms) expectReadAs(type.fromData(form, options), value);
}

function expectReadAs(reading: Reading, value: FieldValue): void {
  // Comparing first is many times faster than `toEqual`, which is for the message.
  if (reading.kind === 'value' && sameValue(reading.value, value)) return;
  expect(reading).toEqual(readAs(value));
}

function withStrings(data: FieldValue): FieldValue {
  if (typeof data !== 'object') return String(data);
  if (isList(data)) return data.map(withStrings);
  return Object.fromEntries(Object.entries(data).map(([name, part]) => [name, withStrings(part)]));
}
