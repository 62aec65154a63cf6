/** Rules about a listing's fields. */

import { isDateFormat } from '../core/fields/date-format.ts';
import type { FieldOptions } from '../core/fields/field-type.ts';
import { fieldTypeNamed, fieldTypes } from '../core/fields/field-types.ts';
import type { WrittenField, WrittenListing } from './config.ts';
import { fieldOptions } from './normalize.ts';
import { problem, type RuleProblem, unknownName } from './problem.ts';

/** Checks the fields; paths begin at the listing. */
export function fieldRules(listing: WrittenListing): readonly RuleProblem[] {
  const fields = Object.entries(listing.fields);
  return [
    ...fields.flatMap(([name, field]) => [
      ...reservedName(name),
      ...typeProblems(name, field),
      ...formatProblems(name, field),
      ...valueProblems(name, field),
    ]),
    ...sameParameters(fields),
  ];
}

function reservedName(name: string): readonly RuleProblem[] {
  if (!['__proto__', 'constructor', 'prototype'].includes(name)) return [];
  return [problem('field-reserved', ['fields', name], `A field cannot be called '${name}'.`)];
}

function typeProblems(name: string, field: WrittenField): readonly RuleProblem[] {
  const type = fieldTypeNamed(field.type);
  if (type === undefined) {
    const names = fieldTypes.map((known) => known.name);
    return [unknownName('type', field.type, { names, path: ['fields', name, 'type'] })];
  }
  const given = optionNames.filter((option) => field[option] !== undefined);
  const strays = given.filter((option) => !type.options.includes(option));
  const problems = strays.map((option) =>
    problem(
      'option-unused',
      ['fields', name, option],
      `A field of type ${type.name} takes no '${option}'.`,
    ),
  );
  if (type.name !== 'choice' || field.values !== undefined) return problems;
  const hint = 'Add values: with each value and its spellings on the page.';
  return [
    ...problems,
    problem('values-missing', ['fields', name], 'A choice has no values.', hint),
  ];
}

const optionNames: readonly (keyof FieldOptions)[] = ['formats', 'values', 'separator'];

function formatProblems(name: string, field: WrittenField): readonly RuleProblem[] {
  return (field.formats ?? []).flatMap((format, index) => {
    if (isDateFormat(format)) return [];
    const path = ['fields', name, 'formats', index];
    const hint = 'It needs yyyy, a month (MM, M, MMM or MMMM) and a day (dd or d), each once.';
    return [problem('date-format', path, `'${format}' is no date format.`, hint)];
  });
}

function valueProblems(name: string, field: WrittenField): readonly RuleProblem[] {
  const { values } = fieldOptions(field);
  const meanings = new Map<string, string>();
  return Object.entries(values ?? {}).flatMap(([value, spellings]) => {
    const path = ['fields', name, 'values', value];
    const unfit = field.type === 'flag' && value !== 'true' && value !== 'false';
    const problems = unfit
      ? [problem('flag-value', path, `A flag has no value '${value}'.`, 'It has true and false.')]
      : [];
    for (const spelling of spellings) {
      const folded = spelling.toLowerCase().replace(/\s+/g, ' ');
      const first = meanings.get(folded);
      meanings.set(folded, first ?? value);
      if (first === undefined || first === value) continue;
      const message = `The spelling '${spelling}' already means '${first}'.`;
      problems.push(problem('spelling-twice', path, message));
    }
    return problems;
  });
}

function sameParameters(fields: readonly [string, WrittenField][]): readonly RuleProblem[] {
  return fields.flatMap(([name, { parameter }], index) => {
    const first = fields
      .slice(0, index)
      .find(([, other]) => String(other.parameter) === String(parameter));
    if (first === undefined) return [];
    const message = `The parameter '${parameter}' already is the field '${first[0]}'.`;
    return [problem('parameter-twice', ['fields', name, 'parameter'], message)];
  });
}
