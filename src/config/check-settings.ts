/** From what the config says of `check` to a listing's settings for it. */
import type { Place } from '../core/diagnostic.ts';
import type { Level } from '../core/lint/rule.ts';
import type { CheckSettings, Waiver } from '../core/lint/settings.ts';
import type { RecordSchema } from '../core/schema.ts';
import type { WrittenConfig, WrittenListing } from './config.ts';
import type { Path } from './problem.ts';

/** A listing's settings: its own levels go before those of all. */
export function checkSettings(
  general: WrittenConfig['check'],
  written: WrittenListing['check'],
  about: {
    readonly schema: RecordSchema;
    readonly name: string;
    readonly file: { readonly placeOf: (path: Path) => Place };
  },
): CheckSettings {
  const { stale, contacts = firstOfPeople(about.schema), waive = [] } = written ?? {};
  return {
    levels: new Map([...levelsOf(general?.levels), ...levelsOf(written?.levels)]),
    options: {
      ...(stale === undefined ? {} : { stale }),
      ...(contacts === undefined ? {} : { contacts }),
    },
    waivers: waive.map(({ rule, record, field, reason, until }, index): Waiver => {
      const place = about.file.placeOf(['listings', about.name, 'check', 'waive', index]);
      return {
        ...{ rule, record, reason, place },
        ...(field === undefined ? {} : { field }),
        ...(until === undefined ? {} : { until }),
      };
    }),
  };
}

function levelsOf(
  written: Readonly<Record<string, Level | undefined>> = {},
): readonly (readonly [string, Level])[] {
  return Object.entries(written).flatMap(([code, level]) =>
    level === undefined ? [] : [[code, level] as const],
  );
}

function firstOfPeople({ fields }: RecordSchema): string | undefined {
  return fields.find(({ type }) => type.name === 'people')?.name;
}
