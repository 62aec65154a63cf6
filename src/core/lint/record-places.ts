/** Which record stands at a place, for what reading reports before it knows the records. */
import { type Diagnostic, type Place, placesIn, placeText } from '../diagnostic.ts';
import type { LintedData, LintedPage } from './rule.ts';

/** Gives each diagnostic that stands at a record's beginning, or at one of its values, its record. */
export function withRecords(
  diagnostics: readonly Diagnostic[],
  sides: { readonly data: LintedData; readonly page: LintedPage | undefined },
): readonly Diagnostic[] {
  const keys = new Map([...dataPlaces(sides.data), ...pagePlaces(sides.page)]);
  return diagnostics.map((diagnostic) => {
    const { place, record } = diagnostic;
    const key = place === undefined ? undefined : keys.get(placeText(place));
    return record !== undefined || key === undefined ? diagnostic : { ...diagnostic, record: key };
  });
}

type KeyedPlace = readonly [place: string, key: string];

function dataPlaces({ read }: LintedData): readonly KeyedPlace[] {
  return read.pairs.flatMap(({ record, entry }) =>
    [entry.place, ...entry.source.places.values()].map(
      (place): KeyedPlace => [placeText(place), record.key],
    ),
  );
}

function pagePlaces(page: LintedPage | undefined): readonly KeyedPlace[] {
  if (page === undefined) return [];
  const placeAt = placesIn(page.source, page.parsed.text);
  return page.read.pairs.flatMap(({ record, entry }) => {
    const { call } = entry;
    const places: readonly Place[] = [
      placeAt(call.span.start),
      ...call.arguments.flatMap(({ span, valueSpan }) => [
        placeAt(span.start),
        placeAt(valueSpan.start),
      ]),
    ];
    return places.map((place): KeyedPlace => [placeText(place), record.key]);
  });
}
