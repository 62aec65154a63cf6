import { hasDateForm, isoFormat } from '../../fields/date-format.ts';
import { fieldTexts, isUnread } from '../field-texts.ts';
import type { LintRule } from '../rule.ts';

/** A text that has the form of a date, and names a day that no calendar has. */
export const impossibleDates: LintRule = {
  code: 'date-impossible',
  summary: 'A date is of the right form, and there is no such day.',
  level: 'warning',
  refines: 'value-unreadable',
  find: (input) =>
    fieldTexts(input).flatMap((found) => {
      const { side, record, field, text, place } = found;
      if (field.type.name !== 'date' || !isUnread(found)) return [];
      const formats = side === 'data' ? [isoFormat] : [...(field.options.formats ?? []), isoFormat];
      const format = formats.find((one) => hasDateForm(text, one));
      if (format === undefined) return [];
      return [
        {
          message: `The ${field.name} '${text}' is no day of the calendar.`,
          hint: `It has the form ${format}; write a day that there is. Until then it stays as it is on both sides.`,
          place,
          record: record.key,
          field: field.name,
        },
      ];
    }),
};
