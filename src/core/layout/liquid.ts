/**
 * The template language of layouts: the only user of LiquidJS.
 *
 * Its delimiters are such that wikitext has none of them. What a layout can reach is what it is
 * given: no file, no clock, no chance, no prototype. All that it does is counted, so that one that
 * would never end, or fill the memory, ends in an error, on every machine the same.
 */
import {
  Context,
  ForTag,
  filters as knownFilters,
  Liquid,
  LiquidError,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  Tokenizer,
  type TopLevelToken,
  Value,
} from 'liquidjs';
import { type FilterContext, recordFilters } from './filters.ts';
import { mark } from './marks.ts';
import { plainText, textOf, Wikitext } from './wikitext.ts';

/** A layout that could be parsed. */
export type ParsedLayout = readonly Template[];

/** Why a layout cannot be used, and where, counted from 1. */
export interface LayoutFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What a layout may read, write and pass through its loops in all, in characters or so. */
const budget = 20_000_000;

/** What a round of a loop costs beside its text: so many characters could be read meanwhile. */
const perRound = 20;

/** Characters of a layout's text. */
const longest = 1_000_000;

/** Tags that reach for files, or make text of values out of sight of the escaping. */
const refusedTags = ['include', 'render', 'layout', 'block', 'tablerow', 'liquid', 'capture'];

/** What of LiquidJS's own filters computes, and nothing else. */
const plainFilters = [
  ...['size', 'first', 'last', 'join', 'reverse', 'uniq', 'compact', 'concat', 'slice', 'sum'],
  ...['where', 'reject', 'find', 'has', 'where_exp', 'reject_exp', 'find_exp', 'has_exp'],
  ...['append', 'prepend', 'downcase', 'upcase', 'capitalize', 'strip', 'lstrip', 'rstrip'],
  ...['replace', 'replace_first', 'remove', 'remove_first', 'split', 'truncate', 'truncatewords'],
  ...['plus', 'minus', 'times', 'divided_by', 'modulo', 'abs', 'ceil', 'floor', 'round'],
  ...['at_least', 'at_most', 'default'],
];

/** Parses a layout's text. */
export function parseTemplate(text: string): ParsedLayout | LayoutFault {
  if (text.length > longest) {
    return { message: `it has more than ${longest} characters`, line: 1, column: 1 };
  }
  return guarded(() => engine().parse(trimLines(text)));
}

/** Renders a parsed layout: text with marks around what is derived (see `marks.ts`). */
export function renderTemplate(
  templates: ParsedLayout,
  variables: object,
  filters: FilterContext,
): string | LayoutFault {
  return guarded(() => {
    const liquid = engine();
    const context = new Context(variables, liquid.options, { sync: true }, { liquid });
    context.setRegister(filterContext, filters);
    return String(liquid.renderSync([...templates], context));
  });
}

const filterContext = 'wikisync';

/** Each round of a loop costs what its body has of text. */
class CountedFor extends ForTag {
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid, parser);
    if (/\|/.test(token.args.replace(/\(.*\)|"[^"]*"|'[^']*'/g, ''))) {
      throw new Error('filters of a loop stand in parentheses: for x in (records | reverse)');
    }
    const end = rest[0]?.begin ?? token.input.length;
    const cost = perRound + Math.max(0, end - token.end);
    const count = { token, render: (context: Context) => context.memoryLimit.use(cost) };
    this.templates.unshift(count);
  }
}

/** `<% spot name %>…<% endspot %>`, and `<% list name %>…<% endlist %>`. */
class SpotTag extends Tag {
  readonly label: string;
  readonly templates: Template[] = [];

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid);
    this.label = token.args.trim();
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(this.label)) {
      throw new Error(`'${this.label}' cannot name a ${token.name}: letters, digits, - and _`);
    }
    const end = `end${token.name}`;
    const stream = parser.parseStream(rest);
    stream
      .on('template', (template: Template) => this.templates.push(template))
      .on(`tag:${end}`, () => stream.stop())
      .on('end', () => {
        throw new Error(`the ${token.name} '${this.label}' has no ${end}`);
      });
    stream.start();
  }

  override *render(context: Context, emitter: { write(text: string): void }) {
    emitter.write(mark(this.name === 'list' ? 'list' : 'spot', this.label));
    yield this.liquid.renderer.renderTemplates(this.templates, context, emitter as never);
    emitter.write(mark('end', ''));
  }
}

/** `<% entry person.name %>`: what follows, to the next one, is the entry about that name. */
class EntryTag extends Tag {
  readonly value: Value;

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    this.value = new Value(
      new Tokenizer(token.args, liquid.options.operators).readFilteredValue(),
      liquid,
    );
  }

  override *render(context: Context, emitter: { write(text: string): void }) {
    const name: unknown = yield this.value.value(context, false);
    emitter.write(mark('entry', textOf(name)));
  }
}

let made: Liquid | undefined;

/** Made for the first layout: most listings have none. */
function engine(): Liquid {
  made ??= createEngine();
  return made;
}

function createEngine(): Liquid {
  const liquid = new Liquid({
    tagDelimiterLeft: '<%',
    tagDelimiterRight: '%>',
    outputDelimiterLeft: '<<',
    outputDelimiterRight: '>>',
    greedy: false,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    groupedExpressions: true,
    outputEscape,
    memoryLimit: budget,
    templates: {},
  });
  for (const tag of refusedTags) delete liquid.tags[tag];
  liquid.registerTag('for', CountedFor);
  liquid.registerTag('spot', SpotTag);
  liquid.registerTag('list', SpotTag);
  liquid.registerTag('entry', EntryTag);
  for (const name of Object.keys(knownFilters)) {
    if (!plainFilters.includes(name)) delete liquid.filters[name];
  }
  for (const [name, filter] of Object.entries(recordFilters)) {
    liquid.registerFilter(name, function (this: { context: Context }, value, ...args) {
      this.context.memoryLimit.use(Array.isArray(value) ? value.length : 1);
      return filter(this.context.getRegister(filterContext) as never, value, args);
    });
  }
  return liquid;
}

/** What is put out, and counted: markup as it is, and anything else as plain text. */
function outputEscape(this: { readonly context: Context }, value: unknown): string {
  const text = value instanceof Wikitext ? value.text : plainText(textOf(value));
  this.context.memoryLimit.use(text.length);
  return text;
}

/** A line that has nothing but tags leaves no line behind. Places in the text stay what they are. */
function trimLines(text: string): string {
  return text.replace(/^[ \t]*<%(?:(?!%>).)*%>[ \t]*$/gm, (line) =>
    line.replace(/<%-? ?/, (begin) => `<%-`.padEnd(begin.length)).replace(/ ?-?%>/, '-%>'),
  );
}

function guarded<T>(work: () => T): T | LayoutFault {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError)
      return { message: 'it is nested too deeply', line: 1, column: 1 };
    if (!LiquidError.is(error)) throw error;
    const [line = 1, column = 1] = error.token.getPosition();
    const reason = (error.originalError ?? error).message.replace(
      /, (?:file:.*?, )?line:\d+, col:\d+$/s,
      '',
    );
    return { message: reason, line, column };
  }
}
