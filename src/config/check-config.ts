/** The part of the config that is about `check`, as it is written. */
import { isoFormat, parseDate } from '../core/fields/date-format.ts';
import { lintRules } from '../core/lint/rules.ts';
import { z } from '../shape.ts';

const words = z.string().trim().min(1, 'must not be empty');

const level = z.enum(['error', 'warning', 'notice', 'off']);

const ruleCode = z.enum(lintRules.map(({ code }) => code));

const levels = z
  .strictObject(
    Object.fromEntries(
      lintRules.map(({ code, summary }) => [code, level.optional().describe(summary)]),
    ),
  )
  .describe('How much the findings of rules matter: error, warning, notice or off.');

const waiver = z.strictObject({
  rule: ruleCode.describe('The rule whose finding stays.'),
  record: words.describe("The record's key."),
  field: words.optional().describe('The field (default: all of the record).'),
  reason: words.describe('Why it stays.'),
  until: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, { error: 'must be a day such as 2027-01-31', abort: true })
    .refine((day) => parseDate(day, isoFormat) !== undefined, 'must be a day of the calendar')
    .optional()
    .describe('The last day on which this holds (default: for good).'),
});

/** What a listing may say of `check`. */
export const listingCheck = z
  .strictObject({
    levels: levels.optional(),
    stale: z
      .strictObject({
        field: words.describe('The date field that says when a record was last looked at.'),
        months: z
          .int('must be a whole number')
          .min(1, 'must be at least 1')
          .describe('For how many months that holds.'),
      })
      .optional()
      .describe('When a record is stale.'),
    contacts: words
      .optional()
      .describe(
        'The field that names whom to ask about a record (default: the first of type people).',
      ),
    waive: z
      .array(waiver)
      .optional()
      .describe('Findings that people know of; each waiver says why.'),
  })
  .describe('What check looks for in this listing.');

/** What holds for all listings, unless they say otherwise. */
export const generalCheck = z
  .strictObject({ levels: levels.optional() })
  .describe('What check looks for in all listings.');
