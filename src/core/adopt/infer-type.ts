/** Which type the values of a parameter have: the narrowest that reads them. */
import type { FieldOptions } from '../fields/field-type.ts';
import { fieldTypeNamed } from '../fields/field-types.ts';
import type { TemplateParameter } from '../wikitext/template-data.ts';
import { inferChoice, inferFlag } from './infer-choice.ts';
import { inferDate } from './infer-date.ts';
import { inferList } from './infer-list.ts';
import type { AdoptionNote, SeenValue } from './seen.ts';

/** A type, with what it is set up with. */
export interface InferredType {
  readonly type: string;
  readonly options: FieldOptions;
  /** What a person should look at. */
  readonly notes: readonly AdoptionNote[];
}

/** What people say of the parameter, as far as its type goes. */
type Described = Pick<TemplateParameter, 'type' | 'suggestedValues'>;

const undescribed: Described = { type: 'unknown', suggestedValues: [] };

/** Parameters whose values are names of people and places: however few there are, new ones will come. */
const ofNames =
  /(?:^|[^\p{L}])(?:by|who|whom|owner|author|contact|mentor|person|people|user|member|maintainer|keeper|speaker|editor|artist|lead|from|to|via|place|location|room|city|town|country|region|venue|address)s?$/iu;

/** Parameters whose values are few, by their names: some that come again are enough to say so. */
const ofChoices =
  /(?:^|[^\p{L}])(?:status|state|phase|stage|level|difficulty|priority|severity|grade|rating|type|kind|category|class|role|condition|licen[cs]e)$/iu;

/**
 * The first that fits is taken; what fits nothing else is wikitext.
 *
 * @param parameter its name, which says whether few values are all that there will be
 */
export function inferType(
  values: readonly SeenValue[],
  { parameter, described = undescribed }: { parameter: string; described?: Described | undefined },
): InferredType {
  const isOpen = ofNames.test(parameter);
  const isLikely = ofChoices.test(parameter);
  const found =
    values.length === 0
      ? asDescribed(described)
      : (byDescription(values, described) ?? seen(values, { isOpen, isLikely }));
  return found ?? plain('wikitext');
}

/** What people say goes where the values let it: they need not keep to it. */
function byDescription(
  values: readonly SeenValue[],
  { type, suggestedValues }: Described,
): InferredType | undefined {
  const suggested =
    suggestedValues.length === 0
      ? undefined
      : fits(inferChoice(values, { suggested: suggestedValues }), values);
  if (suggested !== undefined) return suggested;
  if (type === 'content' || type === 'unbalanced-wikitext') return plain('wikitext');
  if (type === 'date') return fits(inferDate(values), values);
  const known = typesOf[type];
  return known === undefined ? undefined : fits(plain(known), values);
}

/** Types whose values are nothing else, by what TemplateData calls them. */
const typesOf: Readonly<Record<string, string>> = { number: 'number', url: 'url', boolean: 'flag' };

function asDescribed({ type, suggestedValues }: Described): InferredType | undefined {
  if (suggestedValues.length > 0) return inferChoice([], { suggested: suggestedValues });
  if (type === 'date') return plain('date');
  if (['line', 'wiki-page-name', 'wiki-user-name', 'wiki-file-name'].includes(type)) {
    return plain('text');
  }
  const known = typesOf[type];
  return known === undefined ? undefined : plain(known);
}

function seen(
  values: readonly SeenValue[],
  { isOpen, isLikely }: { readonly isOpen: boolean; readonly isLikely: boolean },
): InferredType | undefined {
  const candidates = [
    inferDate,
    inferFlag,
    inferNumber,
    () => plain('url'),
    ...(isOpen ? [] : [(all: readonly SeenValue[]) => inferChoice(all, { isLikely })]),
    inferPeople,
    inferList,
    () => plain('link'),
    inferText,
  ];
  for (const infer of candidates) {
    const found = fits(infer(values), values);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `007` and `01234` are names that have digits. */
function inferNumber(values: readonly SeenValue[]): InferredType | undefined {
  return values.some(({ text }) => /^-?0\d/.test(text)) ? undefined : plain('number');
}

/** Names with roles, in most of the values at least. */
function inferPeople(values: readonly SeenValue[]): InferredType | undefined {
  const withRoles = values.filter(({ text }) =>
    /^[\p{L} ]{2,30}:\s*(?:\[\[)?[\p{Lu}\p{Lo}]/u.test(text),
  );
  return withRoles.length * 2 < values.length ? undefined : plain('people');
}

function inferText(values: readonly SeenValue[]): InferredType | undefined {
  const hasMarkup = values.some(({ text }) =>
    /[[\]{}<>|\n]|''|https?:\/\/|^[*#:;=]|~~~/.test(text),
  );
  return hasMarkup ? undefined : plain('text');
}

function plain(type: string): InferredType {
  return { type, options: {}, notes: [] };
}

/** Types of which a value among many may be a mistake, which is then reported with its place. */
const forgiving: readonly string[] = ['date', 'people'];

/** So many of the values must be read by one of these. */
const enough = 0.8;

function fits(
  found: InferredType | undefined,
  values: readonly SeenValue[],
): InferredType | undefined {
  if (found === undefined) return undefined;
  const type = fieldTypeNamed(found.type);
  const read = values.filter(({ text }) => type?.read(text, found.options).kind === 'value').length;
  const wanted = forgiving.includes(found.type) ? enough * values.length : values.length;
  return read >= wanted ? found : undefined;
}
