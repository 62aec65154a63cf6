/** Rules about a listing's fields. */
import { isDateFormat } from '../core/fields/date-format.ts';
import type { FieldOptions } from '../core/fields/field-type.ts';
import { fieldTypeNamed, fieldTypes } from '../core/fields/field-types.ts';
import { fieldOptions } from './normalize.ts';
import { keyProblem, type Problem, problem, unfitName, unknownName } from './problem.ts';
import type { SoundField, SoundListing } from './sound-config.ts';

/** Checks the fields; paths begin at the listing. */
export function fieldRules(listing: SoundListing): readonly Problem[] {
  const fields = Object.entries(listing.fields ?? {});
  return [
    ...fields.flatMap(([name, field = {}]) =>
      rules.flatMap((rule) =>
        rule(field, name).map((problem) => ({
          ...problem,
          path: ['fields', name, ...problem.path],
        })),
      ),
    ),
    ...sameParameters(fields),
  ];
}

/** A rule about one field; its paths begin at the field. */
type FieldRule = (field: SoundField, name: string) => readonly Problem[];

const optionNames: readonly (keyof FieldOptions)[] = ['formats', 'values', 'separator'];

/** Types whose values are texts of several lines. */
const mergedByLines: readonly string[] = ['text', 'wikitext'];

const rules: readonly FieldRule[] = [
  function nameIsFit(_field, name) {
    return unfitName(name, []).map((unfit) => ({ ...unfit, at: 'key' }));
  },
  function typeIsKnown({ type }) {
    if (type === undefined || fieldTypeNamed(type) !== undefined) return [];
    const names = fieldTypes.map((known) => known.name);
    return [unknownName('type-unknown', type, { names, path: ['type'] })];
  },
  function optionsAreOfTheType(field) {
    const type = fieldTypeNamed(field.type ?? '');
    if (type === undefined) return [];
    const strays = optionNames.filter(
      (option) => field[option] !== undefined && !type.options.includes(option),
    );
    return strays.map((option) => {
      const message = `A field of type ${type.name} takes no '${option}'.`;
      const hint =
        type.options.length === 0 ? 'Remove it.' : `It takes ${type.options.join(' and ')}.`;
      return keyProblem('option-unused', [option], message, hint);
    });
  },
  function linesAreOfTexts({ type, merge }) {
    if (merge !== 'lines' || type === undefined || mergedByLines.includes(type)) return [];
    const message = `A field of type ${type} is not merged by lines.`;
    const hint = `Only ${mergedByLines.join(' and ')} are; leave merge out.`;
    return [problem('merge-unfit', ['merge'], message, hint)];
  },
  function choiceHasValues(field, name) {
    if (field.type !== 'choice' || Object.hasOwn(field, 'values')) return [];
    const hint = 'Add values: with each value and its spellings on the page.';
    return [keyProblem('values-missing', [], `The choice '${name}' has no values.`, hint)];
  },
  function parameterCanBe({ parameter }) {
    if (parameter === undefined || !/[|={}[\]<>\n]/.test(String(parameter))) return [];
    const message = `'${parameter}' cannot be a parameter's name.`;
    const hint = "Give the name alone, as it stands between '|' and '=' in a call.";
    return [problem('parameter-impossible', ['parameter'], message, hint)];
  },
  function formatsAreOfDates({ type, formats = [] }) {
    if (type !== 'date') return [];
    return formats.flatMap((format, index) => {
      if (isDateFormat(format)) return [];
      const hint = 'It needs yyyy, a month (MM, M, MMM or MMMM) and a day (dd or d), each once.';
      return [problem('date-format', ['formats', index], `'${format}' is no date format.`, hint)];
    });
  },
  function flagsAreTrueOrFalse({ type, values = {} }) {
    if (type !== 'flag') return [];
    const others = Object.keys(values).filter((value) => value !== 'true' && value !== 'false');
    return others.map((value) => {
      const hint = 'It has true and false.';
      return keyProblem('flag-value', ['values', value], `A flag has no value '${value}'.`, hint);
    });
  },
  function spellingsMeanOneValue(field) {
    const meanings = new Map<string, string>();
    return Object.entries(fieldOptions(field).values ?? {}).flatMap(([value, spellings]) =>
      spellings.flatMap((spelling) => {
        const folded = fold(spelling);
        const first = meanings.get(folded) ?? value;
        meanings.set(folded, first);
        if (first === value) return [];
        const message = `The spelling '${spelling}' already means '${first}'.`;
        const hint = 'Upper and lower case do not count; keep it with one of the two.';
        return [problem('spelling-twice', ['values', value], message, hint)];
      }),
    );
  },
];

/** As texts are compared that are no exact spelling. */
function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
}

function sameParameters(
  fields: readonly (readonly [string, SoundField | undefined])[],
): readonly Problem[] {
  const given = fields.flatMap(([name, field]) =>
    field?.parameter === undefined ? [] : [{ name, parameter: String(field.parameter) }],
  );
  return given.flatMap(({ name, parameter }, index) => {
    const first = given.slice(0, index).find((other) => other.parameter === parameter);
    if (first === undefined) return [];
    const message = `The parameter '${parameter}' already is the field '${first.name}'.`;
    const hint = 'A parameter is one field; remove one of the two.';
    return [problem('parameter-twice', ['fields', name, 'parameter'], message, hint)];
  });
}
