/** From a page's calls to typed records. */
import { type Diagnostic, type Place, placesIn } from '../diagnostic.ts';
import { type Reading, readAs, unreadable } from '../fields/field-type.ts';
import { type Entry, type Identified, identifyRecords, takeReading } from '../read-records.ts';
import type { FieldSchema, RecordSchema } from '../schema.ts';
import { suggest } from '../suggest.ts';
import { unfitText } from '../unfit-text.ts';
import { type Argument, isDoubtful, type ParsedPage, type TemplateCall, textOf } from './page.ts';
import { type Standing, standingIn } from './sections.ts';

/** An entry of a page, with the call that it was read from. */
export interface PageEntry extends Entry {
  readonly call: TemplateCall;
  /** Its position among the page's calls. */
  readonly index: number;
}

/**
 * Reads a page's records by the listing's schema; `source` names the page in places.
 *
 * @param known entries by their calls' text, which was read before: what is odd in those is not told
 *   again
 */
export function readPageRecords(
  page: ParsedPage,
  schema: RecordSchema,
  source: string,
  known?: ReadonlyMap<string, PageEntry>,
): Identified<PageEntry> {
  const placeAt = placesIn(source, page.text);
  const diagnostics: Diagnostic[] = passedOver(page, placeAt);
  const standing = schema.section === undefined ? undefined : standingIn(page, schema.section);
  // What holds for all of a text holds for its parts.
  const isFit = unfitText(page.text) === undefined;
  const parameters = new Set(schema.fields.map((field) => field.parameter));
  const entries = page.calls.map((call, index) => {
    const place = placeAt(call.span.start);
    const entry: PageEntry = { values: new Map(), unread: new Set(), place, call, index };
    const same = known?.get(textOf(page.text, call.span));
    if (same === undefined) {
      for (const field of schema.fields) {
        diagnostics.push(...readField(entry, field, { placeAt, isFit }));
      }
    } else takeOver(entry, same, schema);
    const { section, pages } = schema;
    if (pages !== undefined) entry.values.set(pages.field, pages.value);
    if (section !== undefined && standing !== undefined) {
      diagnostics.push(...readSection(entry, section.field, standing(call.span.start)));
    }
    if (same === undefined) diagnostics.push(...oddArguments(entry, parameters, placeAt));
    return entry;
  });
  const { set, pairs, diagnostics: found } = identifyRecords(entries, schema);
  const doubtful = page.passedOver.filter(isDoubtful);
  const unidentified = set.unidentified + page.unclosed.length + doubtful.length;
  return {
    set: { ...set, unidentified },
    pairs,
    diagnostics: [...diagnostics, ...found],
  };
}

/** Takes over what a call's own text says. */
function takeOver(entry: PageEntry, same: PageEntry, { fields }: RecordSchema): void {
  for (const { name } of fields) {
    const value = same.values.get(name);
    if (value !== undefined) entry.values.set(name, value);
    if (same.unread.has(name)) entry.unread.add(name);
  }
}

/** The argument that counts for a parameter: the last one, as for MediaWiki. */
export function argumentFor(call: TemplateCall, parameter: string): Argument | undefined {
  return call.arguments.findLast((argument) => argument.name === parameter);
}

type PlaceAt = (offset: number) => Place;

function readField(
  entry: PageEntry,
  field: FieldSchema,
  { placeAt, isFit }: { readonly placeAt: PlaceAt; readonly isFit: boolean },
): readonly Diagnostic[] {
  const argument = argumentFor(entry.call, field.parameter);
  if (argument === undefined) return [];
  const place = placeAt(argument.valueSpan.start);
  return takeReading({ entry, field, place }, readingOf(argument.value, field, isFit));
}

function readingOf(value: string, field: FieldSchema, isFit: boolean): Reading {
  const unfit = isFit ? undefined : unfitText(value);
  if (unfit !== undefined) return unreadable(unfit.reason);
  return value === '' ? readAs('') : field.type.read(value, field.options);
}

function readSection(
  entry: PageEntry,
  field: string,
  { value, heading }: Standing,
): readonly Diagnostic[] {
  if (value !== undefined) {
    entry.values.set(field, value);
    return [];
  }
  entry.unread.add(field);
  const where = heading === undefined ? 'before the first heading' : `under '${heading}'`;
  return [
    {
      code: 'section-unknown',
      severity: 'warning',
      message: `A record stands ${where}, which no value of ${field} means.`,
      hint: `Add the heading to the listing's section.headings in the config, or move the record.`,
      place: entry.place,
      field,
    },
  ];
}

function passedOver(page: ParsedPage, placeAt: PlaceAt): Diagnostic[] {
  return [
    ...page.passedOver.map(
      (call): Diagnostic => ({
        code: 'call-passed-over',
        severity: isDoubtful(call) ? 'warning' : 'notice',
        message: `A call of the template is no record: it is ${call.reason}.`,
        hint: 'Move it out of there on the page if it is meant as one.',
        place: placeAt(call.start),
      }),
    ),
    ...page.unclosed.map(
      (start): Diagnostic => ({
        code: 'call-unclosed',
        severity: 'error',
        message: 'A call of the template begins here and never ends.',
        hint: 'Close it with }} on the page; until then no record is added or removed for it.',
        place: placeAt(start),
      }),
    ),
  ];
}

/** Arguments that no field is for, and ones that stand twice. */
function oddArguments(
  entry: PageEntry,
  parameters: ReadonlySet<string>,
  placeAt: PlaceAt,
): readonly Diagnostic[] {
  const found = entry.call.arguments;
  return found.flatMap((argument, index): Diagnostic[] => {
    const { name } = argument;
    const isLast = !found.some((later, at) => at > index && later.name === name);
    if (isLast && parameters.has(name)) return [];
    const place = placeAt(argument.span.start);
    if (!parameters.has(name)) return [unknownArgument(argument, [...parameters], place)];
    return [
      {
        code: 'argument-twice',
        severity: 'warning',
        message: `The argument '${name}' stands more than once: the last one counts.`,
        hint: 'Remove the one that is not meant from the page.',
        place,
      },
    ];
  });
}

function unknownArgument(
  argument: Argument,
  parameters: readonly string[],
  place: Place,
): Diagnostic {
  const near = suggest(argument.name, parameters);
  return {
    code: 'argument-unknown',
    severity: 'notice',
    message: `No field is for the argument '${argument.name}'.`,
    hint: near === undefined ? 'It is left as it is.' : `Did the page mean '${near}'?`,
    place,
  };
}
