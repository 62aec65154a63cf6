/** Rules about what the wiki's people say of a template: TemplateData. */
import { placesIn } from '../../diagnostic.ts';
import type { Argument } from '../../wikitext/page.ts';
import type { PageEntry } from '../../wikitext/page-records.ts';
import type { TemplateParameter } from '../../wikitext/template-data.ts';
import type { Finding, LintInput, LintRule } from '../rule.ts';

/** The template is not documented to have what a field is for. */
export const unknownParameters: LintRule = {
  code: 'parameter-undocumented',
  summary: "A field's parameter is none that the template's TemplateData has.",
  level: 'notice',
  asks: 'template',
  find: ({ schema, page, facts }) => {
    const { template } = facts;
    if (template === undefined || template.parameters.length === 0 || page === undefined) return [];
    const known = new Set(template.parameters.flatMap(namesOf));
    return schema.fields
      .filter(({ parameter }) => !known.has(parameter))
      .map(({ name, parameter }) => ({
        message: `The template has no parameter '${parameter}' by its TemplateData.`,
        hint: "Correct the field's parameter in the config, or the template's documentation.",
        place: { source: page.source },
        field: name,
      }));
  },
};

/** Calls without what the template's readers need. */
export const requiredParameters: LintRule = {
  code: 'parameter-required',
  summary: 'A call lacks a parameter that is required by TemplateData.',
  level: 'warning',
  asks: 'template',
  find: (input) =>
    overCalls(input, ({ record, entry, parameter, argument, start }) => {
      if (!parameter.required || (argument !== undefined && argument.value !== '')) return [];
      return [
        {
          message: `'${record}' has no ${parameter.name}, which the template requires.`,
          hint: 'Give it a value.',
          place: start(entry.call.span.start),
          record,
        },
      ];
    }),
};

/** Calls with what should not be used any more. */
export const deprecatedParameters: LintRule = {
  code: 'parameter-deprecated',
  summary: 'A call has a parameter that is deprecated by TemplateData.',
  level: 'notice',
  asks: 'template',
  find: (input) =>
    overCalls(input, ({ record, parameter, argument, start }) => {
      const { deprecated } = parameter;
      if (deprecated === undefined || argument === undefined) return [];
      const why = deprecated === '' ? '' : `: ${deprecated.replace(/[.\s]+$/, '')}`;
      return [
        {
          message: `The parameter '${argument.name}' should not be used any more${why}.`,
          hint: "See the template's documentation for what to use in its place.",
          place: start(argument.span.start),
          record,
        },
      ];
    }),
};

/** Values that people are not offered when they fill in the template. */
export const unsuggestedValues: LintRule = {
  code: 'value-unsuggested',
  summary: 'A value is none of those that TemplateData suggests.',
  level: 'notice',
  asks: 'template',
  find: (input) =>
    overCalls(input, ({ record, parameter, argument, start }) => {
      const { suggestedValues } = parameter;
      if (suggestedValues.length === 0 || argument === undefined || argument.value === '')
        return [];
      const folded = argument.value.trim().toLowerCase();
      if (suggestedValues.some((value) => value.trim().toLowerCase() === folded)) return [];
      return [
        {
          message: `'${argument.value}' is none of the values suggested for ${parameter.name}: ${suggestedValues.join(', ')}.`,
          hint: 'Others are allowed; write it as suggested if it means the same.',
          place: start(argument.valueSpan.start),
          record,
        },
      ];
    }),
};

interface CallParameter {
  readonly record: string;
  readonly entry: PageEntry;
  readonly parameter: TemplateParameter;
  /** The last one by any of its names. */
  readonly argument: Argument | undefined;
  readonly start: (offset: number) => NonNullable<Finding['place']>;
}

function overCalls(
  { page, facts, schema }: LintInput,
  find: (found: CallParameter) => readonly Finding[],
): readonly Finding[] {
  const { template } = facts;
  if (page === undefined || template === undefined) return [];
  const start = placesIn(page.source, page.parsed.text);
  return page.read.pairs.flatMap(({ record, entry }) =>
    template.parameters.flatMap((parameter) => {
      const names = namesOf(parameter);
      const argument = entry.call.arguments.findLast(({ name }) => names.includes(name));
      const field = schema.fields.find((one) => names.includes(one.parameter))?.name;
      return find({ record: record.key, entry, parameter, argument, start }).map((finding) =>
        field === undefined ? finding : { ...finding, field },
      );
    }),
  );
}

function namesOf({ name, aliases }: Named): readonly string[] {
  return [name, ...aliases];
}

type Named = Pick<TemplateParameter, 'name' | 'aliases'>;
