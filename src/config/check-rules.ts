/** Rules about what a listing says of `check`. */

import { type Path, type Problem, problem, unknownName } from './problem.ts';
import type { SoundListing } from './sound-config.ts';

/** Looks whether the fields that it names are there, and can be what they are to be. */
export function checkSettingRules(listing: SoundListing): readonly Problem[] {
  const { check = {}, fields, section } = listing;
  if (fields === undefined) return [];
  const names = [...Object.keys(fields), ...(section?.field === undefined ? [] : [section.field])];
  const named: readonly { readonly field: string | undefined; readonly path: Path }[] = [
    { field: check.stale?.field, path: ['check', 'stale', 'field'] },
    { field: check.contacts, path: ['check', 'contacts'] },
    ...(check.waive ?? []).map(({ field }, index) => ({
      field,
      path: ['check', 'waive', index, 'field'],
    })),
  ];
  return [
    ...named.flatMap(({ field, path }) =>
      field === undefined || names.includes(field)
        ? []
        : [unknownName('key-unknown', field, { names, path })],
    ),
    ...staleIsDate(listing),
  ];
}

function staleIsDate({ check, fields = {} }: SoundListing): readonly Problem[] {
  const field = check?.stale?.field;
  const type = field === undefined ? undefined : fields[field]?.type;
  if (type === undefined || type === 'date') return [];
  const message = `The field '${field}' is no date, but of type ${type}.`;
  const hint = 'Name a field of type date that says when a record was last looked at.';
  return [problem('check-field', ['check', 'stale', 'field'], message, hint)];
}
