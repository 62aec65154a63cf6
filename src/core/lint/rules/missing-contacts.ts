import { contactNames } from '../contacts.ts';
import type { LintRule } from '../rule.ts';
import { latest } from '../sided-records.ts';

/** Records about which nobody can be asked. */
export const missingContacts: LintRule = {
  code: 'record-without-contact',
  summary: 'A record names nobody whom to ask about it.',
  level: 'warning',
  find: (input) => {
    const { contacts } = input.options;
    if (contacts === undefined) return [];
    return latest(input, contacts)
      .filter(({ value }) => contactNames(value).length === 0)
      .map(({ record, place }) => ({
        message: `'${record.key}' names nobody whom to ask about it.`,
        hint: `Give its ${contacts} a name.`,
        place,
        record: record.key,
        field: contacts,
      }));
  },
};
