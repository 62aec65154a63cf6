/** The part of the config that is about `check`, as it is written. */
import { isoFormat, parseDate } from '../core/fields/date-format.ts';
import { lintRules } from '../core/lint/rules.ts';
import { lazily } from '../lazily.ts';
import { about, later, z } from '../shape.ts';
import { words } from './config-parts.ts';

const levels = lazily(() => {
  const level = z.enum(['error', 'warning', 'notice', 'off']);
  return about(
    'How much the findings of rules matter: error, warning, notice or off.',
    z.strictObject(
      Object.fromEntries(
        lintRules.map(({ code, summary }) => [code, about(summary, z.optional(level))]),
      ),
    ),
  );
});

const waiver = lazily(() =>
  z.strictObject({
    rule: about('The rule whose finding stays.', z.enum(lintRules.map(({ code }) => code))),
    record: about("The record's key.", z.clone(words)),
    field: about('The field (default: all of the record).', z.optional(words)),
    reason: about('Why it stays.', z.clone(words)),
    until: about(
      'The last day on which this holds (default: for good).',
      z.optional(
        z.string().check(
          z.regex(/^\d{4}-\d\d-\d\d$/, { error: 'must be a day such as 2027-01-31', abort: true }),
          z.refine(
            (day) => parseDate(day, isoFormat) !== undefined,
            'must be a day of the calendar',
          ),
        ),
      ),
    ),
  }),
);

/** What a listing may say of `check`. */
export const listingCheck = later(() =>
  about(
    'What check looks for in this listing.',
    z.strictObject({
      levels: z.optional(levels()),
      stale: about(
        'When a record is stale.',
        z.optional(
          z.strictObject({
            field: about(
              'The date field that says when a record was last looked at.',
              z.clone(words),
            ),
            months: about(
              'For how many months that holds.',
              z.int('must be a whole number').check(z.gte(1, 'must be at least 1')),
            ),
          }),
        ),
      ),
      contacts: about(
        'The field that names whom to ask about a record (default: the first of type people).',
        z.optional(words),
      ),
      waive: about(
        'Findings that people know of; each waiver says why.',
        z.optional(z.array(waiver())),
      ),
    }),
  ),
);

/** What holds for all listings, unless they say otherwise. */
export const generalCheck = later(() =>
  about('What check looks for in all listings.', z.strictObject({ levels: z.optional(levels()) })),
);
