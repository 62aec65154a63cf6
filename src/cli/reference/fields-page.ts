/** The reference of the field types: examples are read and written by the types themselves. */
import type { FieldType, Reading } from '../../core/fields/field-type.ts';
import { fieldTypes } from '../../core/fields/field-types.ts';
import { flowText } from '../../data/yaml-render.ts';
import { type FieldExamples, fieldExamples } from './field-examples.ts';
import { code, generatedFrom, table, words } from './markdown-parts.ts';

/** Every field type, with what it reads, writes and does not read. */
export function fieldsPage(): string {
  const parts = [
    generatedFrom('src/core/fields and src/cli/reference/field-examples.ts'),
    '# Field types',
    'A field type is how an argument on the page and a value in the data file say the same. Values are compared, not texts: `Yes` against `yes` is no change, and no edit is made for it. What is written back in place of another value keeps the style that the page has there.',
    'A value that its type cannot read is reported with its place, and stays as it is on both sides. Absent, empty and set are three things: an absent argument has no key in the data file, an empty one has an empty text.',
    'Each example is read and written by the program itself when this page is made.',
    ...fieldTypes.flatMap(typeParts),
  ];
  return `${parts.join('\n\n')}\n`;
}

function typeParts(type: FieldType): readonly string[] {
  const examples = fieldExamples[type.name];
  if (examples === undefined) throw new Error(`there are no examples of '${type.name}'`);
  const { config, options, texts, refused } = examples;
  return [
    `## ${type.name}`,
    words(type.summary),
    `\`\`\`yaml\nfield: { ${config} }\n\`\`\``,
    table(
      ['on the page', 'in the data file', 'as a new argument'],
      texts.map((text) => row(type, options, text)),
    ),
    ...(refused.length === 0
      ? []
      : [
          table(
            ['cannot be read', 'because'],
            refused.map((text) => [code(text), reasonOf(type.read(text, options), text)]),
          ),
        ]),
  ];
}

function row(type: FieldType, options: FieldExamples['options'], text: string): readonly string[] {
  const reading = type.read(text, options);
  if (reading.kind === 'unreadable') throw new Error(`${type.name}: '${text}' is not read`);
  const { value, doubt } = reading;
  const shown = code(flowText(type.toData(value, options)));
  return [
    code(text),
    doubt === undefined ? shown : `${shown} (${words(doubt)})`,
    code(type.write(value, undefined, options)),
  ];
}

function reasonOf(reading: Reading, text: string): string {
  if (reading.kind === 'value') throw new Error(`'${text}' is read`);
  return words(reading.reason);
}
