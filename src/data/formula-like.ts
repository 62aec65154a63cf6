import type { DataFile } from '../core/data-file.ts';
import type { Diagnostic } from '../core/diagnostic.ts';

/**
 * Lists the values that a spreadsheet would run as formulas when it opens a CSV file.
 *
 * They are left as they are: an apostrophe before them would go to the wiki. Numbers with a sign
 * are no formulas. See https://owasp.org/www-community/attacks/CSV_Injection
 */
export function formulaLike(file: DataFile): readonly Diagnostic[] {
  return file.records.flatMap((record) =>
    [...record.values].flatMap(([field, value]): readonly Diagnostic[] => {
      if (typeof value !== 'string' || !isFormulaLike(value)) return [];
      return [
        {
          code: 'formula-like',
          severity: 'warning',
          message: `A spreadsheet would run '${value}' as a formula.`,
          hint: 'Do not open the file in a spreadsheet, or import the column as text.',
          place: record.places.get(field) ?? record.place,
          field,
        },
      ];
    }),
  );
}

function isFormulaLike(value: string): boolean {
  return /^[=+\-@\t\r]/.test(value) && !/^[-+]\d+(?:[.,]\d+)?$/.test(value);
}
