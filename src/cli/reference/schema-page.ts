/** A JSON Schema as a page: one table for each kind of mapping in it. */
import { code, generatedFrom, table, words } from './markdown-parts.ts';

/** What of JSON Schema the published ones use. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** What a page says around the tables of a schema. */
export interface SchemaText {
  readonly title: string;
  readonly source: string;
  /** Paragraphs, as Markdown. */
  readonly introduction: readonly string[];
  /** Of the outermost mapping. */
  readonly root: string;
}

/** Mappings that are still to be shown, and those that have been. */
interface Tour {
  readonly queue: { readonly path: string; readonly schema: Schema }[];
  readonly seen: Set<string>;
}

/** The page of one schema. */
export function schemaPage(schema: object, text: SchemaText): string {
  const parts = [
    generatedFrom(text.source),
    `# ${text.title}`,
    ...text.introduction,
    ...schemaParts(schema, text.root),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A schema's tables, each under a heading. */
export function schemaParts(schema: object, root: string): readonly string[] {
  const whole: Schema = schema;
  const tour: Tour = { queue: [], seen: new Set() };
  const parts = mappingParts(root, whole, tour);
  parts.push(...queuedParts(tour));
  for (const [name, definition] of Object.entries(whole.$defs ?? {})) {
    parts.push(...definitionParts(name, definition, tour));
  }
  return parts;
}

function mappingParts(path: string, schema: Schema, tour: Tour): string[] {
  const heading = tour.seen.size === 0 ? [`## ${path}`] : [`### ${code(path)}`];
  tour.seen.add(path);
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    code(name),
    kindOf(property, childPath(path, name, tour), tour),
    schema.required?.includes(name) === true ? 'yes' : '',
    words(property.description ?? ''),
  ]);
  return [
    ...heading,
    ...(schema.description === undefined || tour.seen.size === 1
      ? []
      : [words(schema.description)]),
    table(['key', 'value', 'required', 'what it says'], rows),
  ];
}

/** The tables of what waits, and of what comes up in it. */
function queuedParts(tour: Tour): readonly string[] {
  const parts: string[] = [];
  for (let next = tour.queue.shift(); next !== undefined; next = tour.queue.shift()) {
    parts.push(...mappingParts(next.path, next.schema, tour));
  }
  return parts;
}

function definitionParts(name: string, definition: Schema, tour: Tour): readonly string[] {
  const parts: string[] = [];
  if (definition.properties === undefined) {
    const kind = kindOf(definition, name, tour);
    parts.push(`### ${code(name)}`, kind, words(definition.description ?? ''));
  } else {
    parts.push(...mappingParts(name, definition, tour));
  }
  parts.push(...queuedParts(tour));
  return parts.filter((part) => part !== '');
}

/** The outermost mapping's name is not part of a path. */
function childPath(path: string, name: string, { seen }: Tour): string {
  return seen.size === 1 ? name : `${path}.${name}`;
}

/** What a value is, in words; mappings in it are put into the queue. */
function kindOf(schema: Schema, path: string, tour: Tour): string {
  const { anyOf = schema.oneOf, items, additionalProperties, $ref } = schema;
  if ($ref !== undefined) return linkTo($ref.replace('#/$defs/', ''));
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((one) => code(String(one))).join(', ');
  if (anyOf !== undefined) return alternatives(anyOf, path, tour);
  if (items !== undefined) return `list of ${kindOf(items, `${path}[]`, tour)}`;
  if (schema.properties !== undefined) {
    if (!tour.seen.has(path)) tour.queue.push({ path, schema });
    return linkTo(path);
  }
  if (typeof additionalProperties === 'object') {
    return `mapping of ${kindOf(additionalProperties, `${path}.<name>`, tour)}`;
  }
  return [schema.type ?? 'any value'].flat().join(' or ');
}

function alternatives(all: readonly Schema[], path: string, tour: Tour): string {
  const kinds = all.map((one) => {
    // Mappings that exclude each other are told apart by the key that each must have.
    const told = one.properties === undefined ? '' : markOf(one);
    const mark = told === '' ? '' : ` (${told})`;
    return kindOf(one, `${path}${mark}`, tour);
  });
  return [...new Set(kinds)].join(' or ');
}

function markOf({ properties = {}, required = [] }: Schema): string {
  const told = Object.entries(properties).find(([, { const: only }]) => only !== undefined);
  return told === undefined ? (required[0] ?? '') : `${told[0]}: ${String(told[1].const)}`;
}

function linkTo(path: string): string {
  const id = path
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  return `[${code(path)}](#${id})`;
}
