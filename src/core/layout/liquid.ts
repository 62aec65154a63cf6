/**
 * The template language of layouts: the only user of LiquidJS.
 *
 * Its delimiters are such that wikitext has none of them. What a layout can reach is what it is
 * given: no file, no clock, no chance, no prototype. All that it does is counted, so that one that
 * would never end, or fill the memory, ends in an error, on every machine the same.
 */
import type { Context, Liquid, Template } from 'liquidjs';
import { liquidPackage } from '../packages.ts';
import { type FilterContext, recordFilters } from './filters.ts';
import { countedFor, entryTag, spotTag } from './liquid-tags.ts';
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
    const context = new (liquidPackage().Context)(
      variables,
      liquid.options,
      { sync: true },
      { liquid },
    );
    context.setRegister(filterContext, filters);
    return String(liquid.renderSync([...templates], context));
  });
}

const filterContext = 'wikisync';

let made: Liquid | undefined;

/** Made for the first layout: most listings have none. */
function engine(): Liquid {
  made ??= createEngine();
  return made;
}

function createEngine(): Liquid {
  const { filters: knownFilters, Liquid } = liquidPackage();
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
  liquid.registerTag('for', countedFor());
  liquid.registerTag('spot', spotTag());
  liquid.registerTag('list', spotTag());
  liquid.registerTag('entry', entryTag());
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
    if (!liquidPackage().LiquidError.is(error)) throw error;
    const [line = 1, column = 1] = error.token.getPosition();
    const reason = (error.originalError ?? error).message.replace(
      /, (?:file:.*?, )?line:\d+, col:\d+$/s,
      '',
    );
    return { message: reason, line, column };
  }
}
