import type { LintRule } from '../rule.ts';
import { latest, type SidedRecord } from '../sided-records.ts';

/** Records that nobody has looked at for too long, or ever. */
export const staleRecords: LintRule = {
  code: 'record-stale',
  summary: 'Nobody has looked at a record for longer than check.stale allows.',
  level: 'warning',
  find: (input) => {
    const { stale } = input.options;
    if (stale === undefined) return [];
    const { field, months } = stale;
    const oldest = monthsBefore(input.today, months);
    return latest(input, field).flatMap(({ record, value, place }: SidedRecord) => {
      if (typeof value === 'string' && value >= oldest) return [];
      const since = value === undefined || value === '' ? 'never' : `on ${String(value)}`;
      return [
        {
          message:
            since === 'never'
              ? `Nobody has said when '${record.key}' was last looked at.`
              : `'${record.key}' was last looked at ${since}, more than ${months} ${months === 1 ? 'month' : 'months'} ago.`,
          hint: `Ask whether it still holds, and give it the day as its ${field}.`,
          place,
          record: record.key,
          field,
        },
      ];
    });
  },
};

/** The same day so many months earlier, or the last day of that month if it has no such day. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const isLeap = toYear % 4 === 0 && (toYear % 100 !== 0 || toYear % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][toMonth - 1] ?? 31;
  const pad = (part: number, width: number): string => String(part).padStart(width, '0');
  return `${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(Math.min(date, days), 2)}`;
}
