/** The fixture listing, as tests of core use it: its schema as the example config has it. */
import { readFileSync } from 'node:fs';
import type { FieldOptions, FieldType } from '../../src/core/fields/field-type.ts';
import { fieldTypeNamed } from '../../src/core/fields/field-types.ts';
import type { FieldSchema, Owner, RecordSchema } from '../../src/core/schema.ts';

/** The page, byte for byte. */
export const xenPage = readFileSync(
  'fixtures/xen/wiki/2014_GSoC_and_OPW_Round_8_Projects.wiki',
  'utf8',
);

/** A field of a schema, in the order of the config's keys. */
export function field(
  name: string,
  parameter: string,
  type: string,
  more: {
    readonly owner?: Owner;
    readonly required?: boolean;
    readonly options?: FieldOptions;
  } = {},
): FieldSchema {
  return {
    name,
    parameter,
    type: typeNamed(type),
    options: more.options ?? {},
    owner: more.owner ?? 'shared',
    required: more.required ?? false,
  };
}

/** The example's schema. */
export const xenSchema: RecordSchema = {
  template: 'project',
  aliases: [],
  key: 'title',
  fields: [
    field('title', 'Project', 'text', { required: true }),
    field('inserted', 'Date', 'date', { options: { formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] } }),
    field('contacts', 'Contact', 'people'),
    field('difficulty', 'Difficulty', 'choice', {
      owner: 'data',
      options: {
        values: {
          low: ['Low'],
          'low-medium': ['Low-Medium'],
          medium: ['Medium', 'Moderate'],
          high: ['High'],
        },
      },
    }),
    field('skills', 'Skills', 'wikitext'),
    field('description', 'Desc', 'wikitext'),
    field('outcomes', 'Outcomes', 'wikitext'),
    field('gsoc', 'GSoC', 'flag', { options: { values: { true: ['Yes'], false: ['No'] } } }),
    field('comments', 'Review', 'wikitext', { owner: 'wiki' }),
  ],
  section: {
    field: 'programme',
    owner: 'shared',
    headings: new Map([
      ['gsoc', 'GSoC Projects'],
      ['opw', 'OPW Round 8'],
      ['partner', 'Xen related GSoC Projects by other mentoring Organizations'],
    ]),
  },
  recordOwner: 'data',
};

/** A schema of one template whose fields are all text, for pages of other habits. */
export function plainSchema(template: string, parameters: readonly string[]): RecordSchema {
  const [key = ''] = parameters;
  return {
    template,
    aliases: [],
    key,
    fields: parameters.map((parameter) => field(parameter, parameter, 'wikitext')),
    recordOwner: 'shared',
  };
}

function typeNamed(name: string): FieldType {
  const type = fieldTypeNamed(name);
  if (type === undefined) throw new Error(`no field type '${name}'`);
  return type;
}
