import type { FieldOptions, FieldType } from './field-type.ts';
import { flagValues } from './flag.ts';

/**
 * All that may be written for any value of a choice or a flag; nothing for other types. A page's
 * spellings come first on a page, and the names of the values in a data file.
 */
export function spellingsFor(
  type: FieldType,
  options: FieldOptions,
  side: 'page' | 'data',
): readonly string[] {
  const values = valuesOf(type, options);
  const parts = [Object.values(values).flat(), Object.keys(values)];
  return [...new Set((side === 'page' ? parts : parts.toReversed()).flat())];
}

function valuesOf(
  type: FieldType,
  options: FieldOptions,
): Readonly<Record<string, readonly string[]>> {
  if (type.name === 'flag') return flagValues(options);
  return type.name === 'choice' ? (options.values ?? {}) : {};
}
