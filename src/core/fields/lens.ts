/**
 * Makes a field type of what is particular to it, so that the laws hold by construction: a value
 * is accepted, from either side, only if one of its spellings reads as it, and only such a
 * spelling is ever written.
 */
import { type FieldValue, isList, sameValue } from '../value.ts';
import {
  type FieldOptions,
  type FieldType,
  type Reading,
  readAs,
  unreadable,
} from './field-type.ts';
import { quote } from './quote.ts';

/** What is particular to a field type. Every text that it is given is tidied, and none is empty. */
export interface Lens {
  readonly name: string;
  readonly summary: string;
  readonly options: FieldType['options'];
  readonly markup: FieldType['markup'];
  /** Reads an argument's text. */
  readonly read: (text: string, options: FieldOptions) => Reading;
  /** Reads a scalar of a data file. Default: like an argument's text. */
  readonly fromText?: (text: string, options: FieldOptions) => Reading;
  /** Reads a list or mapping of a data file. Default: none can be read. */
  readonly fromParts?: (parts: FieldValue, options: FieldOptions) => Reading;
  /**
   * The texts that may mean a value, best first; none if it is no value of this type.
   *
   * @param previousText whose style is wanted; `undefined` for the default style
   */
  readonly spell: (
    value: FieldValue,
    previousText: string | undefined,
    options: FieldOptions,
  ) => readonly string[];
  /** What a data file holds for a value. Default: the value. */
  readonly toData?: (value: FieldValue) => FieldValue;
}

/**
 * Makes the field type. What is blank on either side, an empty list too, is the value `''`.
 *
 * Its `write` throws a `TypeError` for what is no value of the type: writing it would be a defect.
 */
export function fieldType(given: Lens): FieldType {
  const { name, summary, options, markup } = given;
  const lens = { ...given, read: remembering(given.read) };
  const onPage = remembering((text, by) => readText(lens, text, by));
  const inData = remembering((text, by) => fromData(lens, text, by));
  return {
    name,
    summary,
    options,
    markup,
    read: onPage,
    write: (value, previousText, options) => writeText(lens, value, previousText, options),
    fromData: (data, by) =>
      typeof data === 'string' ? inData(data, by) : fromData(lens, data, by),
    toData: (value) => (isBlank(value) ? '' : (lens.toData?.(value) ?? value)),
  };
}

type Read = (text: string, options: FieldOptions) => Reading;

/** Characters of a text whose reading is kept, and how many of them. */
const longestKept = 60;
const mostKept = 5000;

/** Lists say the same short things again and again, and what they are read as never changes. */
function remembering(read: Read): Read {
  const known = new WeakMap<FieldOptions, Map<string, Reading>>();
  return (text, options) => {
    if (text.length > longestKept) return read(text, options);
    const readings = known.get(options) ?? new Map<string, Reading>();
    if (readings.size === 0) known.set(options, readings);
    const found = readings.get(text) ?? read(text, options);
    if (readings.size < mostKept) readings.set(text, found);
    return found;
  };
}

/** Folds what MediaWiki folds on saving: ends of lines, white space at the ends, Unicode forms. */
export function tidy(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return (composable.test(lines) ? lines.normalize('NFC') : lines).trim();
}

/** The first characters that another one may be put together with stand here. */
const composable = /[\u0300-\uffff]/;

function readText(lens: Lens, text: string, options: FieldOptions): Reading {
  const tidied = tidy(text);
  if (tidied === '') return readAs('');
  return accept(lens, lens.read(tidied, options), { options, text: tidied });
}

function fromData(lens: Lens, data: FieldValue, options: FieldOptions): Reading {
  if (typeof data === 'object' || lens.fromText !== undefined || isBlank(data)) {
    return accept(lens, readData(lens, data, options), { options });
  }
  const text = tidy(String(data));
  return accept(lens, lens.read(text, options), { options, text });
}

function writeText(
  lens: Lens,
  value: FieldValue,
  previousText: string | undefined,
  options: FieldOptions,
): string {
  if (previousText !== undefined) {
    const previous = readText(lens, previousText, options);
    if (previous.kind === 'value' && sameValue(previous.value, value)) return previousText;
  }
  if (isBlank(value)) return '';
  const style = tidy(previousText ?? '');
  const text =
    (style === '' ? undefined : findSpelling(lens, value, style, options)) ??
    findSpelling(lens, value, undefined, options);
  if (text === undefined) throw new TypeError(`${quote(value)} is no value of type ${lens.name}`);
  return text;
}

function readData(lens: Lens, data: FieldValue, options: FieldOptions): Reading {
  if (isBlank(data)) return readAs('');
  if (typeof data !== 'object') return (lens.fromText ?? lens.read)(tidy(String(data)), options);
  return (
    lens.fromParts?.(data, options) ??
    unreadable(`a ${isList(data) ? 'list' : 'mapping'} is no ${lens.name}`)
  );
}

/** Refuses a value that no text means, such as one name that would read as two. */
function accept(
  lens: Lens,
  reading: Reading,
  from: {
    readonly options: FieldOptions;
    /** The argument's text that was read, if it was one: it is a spelling that means the value. */
    readonly text?: string;
  },
): Reading {
  if (reading.kind === 'unreadable') return reading;
  const { value } = reading;
  if (isBlank(value)) return readAs('');
  const spellings = lens.spell(value, undefined, from.options);
  const isMeant = spellings.some(
    (text) => text === from.text || means(lens, text, value, from.options),
  );
  if (isMeant) return reading;
  const [text = value] = spellings;
  return unreadable(`${quote(text)} would be read from a page as something else`);
}

function findSpelling(
  lens: Lens,
  value: FieldValue,
  previousText: string | undefined,
  options: FieldOptions,
): string | undefined {
  return lens.spell(value, previousText, options).find((text) => means(lens, text, value, options));
}

function means(lens: Lens, text: string, value: FieldValue, options: FieldOptions): boolean {
  const tidied = tidy(text);
  if (tidied === '') return false;
  const reading = lens.read(tidied, options);
  return reading.kind === 'value' && sameValue(reading.value, value);
}

function isBlank(value: FieldValue): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
