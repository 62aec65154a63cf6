import type { DataChange, DataFile, DataFormat } from '../core/data-file.ts';
import { changedRecords, sameText, type Values } from './changes.ts';

/**
 * Applies changes to a data file's text, reads the result again and compares it with what was
 * meant: a file that says anything else is never returned.
 *
 * Names and texts must be fit for a data file: see `unfitText`.
 *
 * @param fieldOrder where a value that is added to a record goes
 * @param source the file's path as the user knows it
 * @throws {Error} if the result is not what was meant, which is a defect
 */
export function editData(
  format: DataFormat,
  text: string,
  changes: readonly DataChange[],
  fieldOrder: readonly string[],
  source: string,
): string {
  const before = recordsOf(format, text, source);
  const edited = format.edit(text, changes, fieldOrder);
  const after = recordsOf(format, edited, source);
  const expected = changedRecords(before, changes, fieldOrder);
  const wrong = expected.findIndex((values, index) => !sameValues(values, after[index]?.values));
  if (wrong !== -1) throw new Error(`Editing ${source} would spoil record ${wrong + 1}.`);
  if (after.length !== expected.length) {
    throw new Error(`Editing ${source} gave ${after.length} records, not ${expected.length}.`);
  }
  return edited;
}

function recordsOf(format: DataFormat, text: string, source: string): DataFile['records'] {
  const { value, diagnostics } = format.parse(text, source);
  if (value !== undefined) return value.records;
  throw new Error(`${source} cannot be read as ${format.name}: ${diagnostics[0]?.code}.`);
}

/** The order of a record's values is the format's affair: a CSV file has one for all records. */
function sameValues(expected: Values, found: Values | undefined): boolean {
  if (found === undefined || found.size !== expected.size) return false;
  return [...expected].every(([name, value]) => {
    const other = found.get(name);
    return other !== undefined && sameText(value, other);
  });
}
