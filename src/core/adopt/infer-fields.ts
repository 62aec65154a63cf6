/** Which parameters of a page's calls are fields, and of which types. */
import type { FieldOptions } from '../fields/field-type.ts';
import type { Argument, TemplateCall } from '../wikitext/page.ts';
import { argumentFor } from '../wikitext/page-records.ts';
import type { TemplateData, TemplateParameter } from '../wikitext/template-data.ts';
import { inferType } from './infer-type.ts';
import { meantBy } from './misspelt.ts';
import { slugOf } from './names.ts';
import type { AdoptionNote, SeenValue } from './seen.ts';

/** A field as it is proposed. */
export interface ProposedField {
  readonly name: string;
  readonly parameter: string;
  readonly type: string;
  readonly options: FieldOptions;
  /** Whether people say that each call needs it, and each has it. */
  readonly required: boolean;
  /** What people call the parameter, if that is not its name. */
  readonly label?: string;
  /** In how many of the calls it has a value; none for a parameter that people say exists. */
  readonly filled: number;
  readonly notes: readonly AdoptionNote[];
}

/** The parameters, as fields and as notes. */
export interface ProposedFields {
  /** In the order in which their arguments first stand on the page. */
  readonly used: readonly ProposedField[];
  /** What the template also takes, as far as people describe it. */
  readonly unused: readonly ProposedField[];
  readonly notes: readonly AdoptionNote[];
}

/** Every parameter that a call has is a field, but for names that no field can have and misspelt ones. */
export function inferFields(
  calls: readonly TemplateCall[],
  described: TemplateData | undefined,
): ProposedFields {
  const told = new Map(described?.parameters.map((parameter) => [parameter.name, parameter]));
  const parameters = parametersOf(calls, told);
  const names = new Set<string>();
  const propose = (parameter: string): ProposedField => {
    const field = proposed(parameter, { calls, told: told.get(parameter), names });
    names.add(field.name);
    return field;
  };
  const used = parameters.map(propose);
  const taken = new Set(parameters);
  const unused = [...told.values()].filter(
    ({ name, aliases, deprecated }) =>
      deprecated === undefined &&
      isName(name) &&
      ![name, ...aliases].some((each) => taken.has(each)),
  );
  return {
    used,
    unused: unused.map(({ name }) => propose(name)),
    notes: aliasNotes(parameters, told, calls),
  };
}

/** As the config checks it. */
function isName(parameter: string): boolean {
  return parameter.trim() !== '' && !/[|={}[\]<>\n]|\p{Cc}/u.test(parameter);
}

function parametersOf(
  calls: readonly TemplateCall[],
  told: ReadonlyMap<string, TemplateParameter>,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of calls.flatMap(namesIn)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const all = [...counts.keys()].filter(isName);
  const often = all.filter((name) => (counts.get(name) ?? 0) > 2 || told.has(name));
  return all.filter((name) => {
    if (told.has(name) || counts.get(name) !== 1) return true;
    const meant = meantBy(name, often);
    const call = calls.find((each) => argumentFor(each, name) !== undefined);
    return meant === undefined || call === undefined || argumentFor(call, meant) !== undefined;
  });
}

function namesIn(call: TemplateCall): readonly string[] {
  return [...new Set(call.arguments.map(({ name }) => name))];
}

function proposed(
  parameter: string,
  known: {
    readonly calls: readonly TemplateCall[];
    readonly told: TemplateParameter | undefined;
    readonly names: ReadonlySet<string>;
  },
): ProposedField {
  const { calls, told, names } = known;
  const values = calls.flatMap((call) => seenIn(argumentFor(call, parameter)));
  const { type, options, notes } = inferType(values, { parameter, described: told });
  const isNumber = /^\d+$/.test(parameter);
  const label = told?.label === parameter ? undefined : told?.label;
  const lacking = calls.find((call) => seenIn(argumentFor(call, parameter)).length === 0);
  return {
    name: slugOf(isNumber ? (label ?? `value-${parameter}`) : parameter, names),
    ...{ parameter, type, options },
    required: told?.required === true && lacking === undefined,
    ...(label === undefined ? {} : { label }),
    filled: values.length,
    notes: [...notes, ...describedNotes(told, lacking, values.length)],
  };
}

function seenIn(argument: Argument | undefined): readonly SeenValue[] {
  if (argument === undefined || argument.value === '') return [];
  return [{ text: argument.value, at: argument.valueSpan.start }];
}

/** Where the page does not keep to what people say. */
function describedNotes(
  told: TemplateParameter | undefined,
  lacking: TemplateCall | undefined,
  filled: number,
): readonly AdoptionNote[] {
  const isLacking = told?.required === true && lacking !== undefined && filled > 0;
  const isOld = told?.deprecated !== undefined && filled > 0;
  const why = told?.deprecated ? `: ${told.deprecated.replace(/\.$/, '')}` : '';
  return [
    ...(isLacking
      ? [
          {
            text: 'the template says that it is required, and a call lacks it',
            at: lacking.span.start,
          },
        ]
      : []),
    ...(isOld ? [{ text: `the template says that it is not to be used any more${why}` }] : []),
  ];
}

/** A field has one parameter: what stands under another name of it is another field. */
function aliasNotes(
  parameters: readonly string[],
  told: ReadonlyMap<string, TemplateParameter>,
  calls: readonly TemplateCall[],
): readonly AdoptionNote[] {
  return [...told.values()].flatMap(({ name, aliases }) => {
    const used = [name, ...aliases].filter((each) => parameters.includes(each));
    const [first, ...others] = used;
    return others.map((other) => {
      const at = calls.flatMap((call) => argumentFor(call, other)?.span.start ?? [])[0];
      const text = `'${other}' and '${first}' are names of one parameter, and two fields here`;
      return at === undefined ? { text } : { text, at };
    });
  });
}
