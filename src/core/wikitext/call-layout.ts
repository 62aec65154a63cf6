/** How a call is laid out: what a new argument, or a new call beside it, copies. */
import { type Argument, type Span, type TemplateCall, textOf } from './page.ts';

/** The white space of a call. */
export interface CallLayout {
  /** The template's name as it is spelled there. */
  readonly name: string;
  /** Before the first bar. */
  readonly first: string;
  /** Before the other bars. */
  readonly between: string;
  /** Before the closing braces. */
  readonly closing: string;
  /** Between a bar and its name. */
  readonly beforeName: string;
  /** Between a name and its `=`. */
  readonly afterName: string;
  /** Width of bar-to-`=`, in characters, where the page aligns its `=`. */
  readonly alignedWidth: number | undefined;
  /** Behind `=`. */
  readonly afterEquals: string;
  /** The parameters in the call's order. */
  readonly order: readonly string[];
  readonly positional: ReadonlySet<string>;
}

/** One line each, as most list pages have it; for a page that shows no habit yet. */
export function defaultLayout(template: string): CallLayout {
  return {
    name: template,
    first: '\n',
    between: '\n',
    closing: '\n',
    beforeName: '',
    afterName: '',
    alignedWidth: undefined,
    afterEquals: '',
    order: [],
    positional: new Set(),
  };
}

/** Reads a call's layout; what it does not show is taken from `fallback`. */
export function layoutOf(text: string, call: TemplateCall, fallback: CallLayout): CallLayout {
  const nameText = textOf(text, call.nameSpan);
  const name = nameText.replace(/<!--[\s\S]*?-->/g, '').trim();
  const [head] = call.arguments;
  if (head === undefined) return { ...fallback, name };
  const ends = call.arguments.map((argument) => trailingSpace(textOf(text, argument.span)));
  const first = trailingSpace(nameText);
  const named = call.arguments.filter((argument) => !argument.positional);
  const names = named.map((argument) => textOf(text, argument.nameSpan));
  return {
    name,
    first,
    between: mostCommon(ends.slice(0, -1)) ?? first,
    closing: ends.at(-1) ?? '',
    beforeName: mostCommon(names.map(leadingSpace)) ?? '',
    afterName: mostCommon(names.map(trailingSpace)) ?? '',
    alignedWidth: alignedWidth(names),
    afterEquals: mostCommon(named.flatMap((argument) => spaceAfterEquals(text, argument))) ?? '',
    order: call.arguments.map((argument) => argument.name),
    positional: new Set(
      call.arguments.filter((argument) => argument.positional).map((argument) => argument.name),
    ),
  };
}

/** `|name=value` without the white space before its bar. */
export function renderArgument(
  layout: CallLayout,
  argument: { readonly name: string; readonly positional: boolean; readonly text: string },
): string {
  if (argument.positional) return `|${argument.text}`;
  const start = `${layout.beforeName}${argument.name}`;
  const padded =
    layout.alignedWidth === undefined
      ? `${start}${layout.afterName}`
      : start.padEnd(layout.alignedWidth);
  return `|${padded}=${layout.afterEquals}${argument.text}`;
}

/** The end of an argument, or a name, without the white space behind it; its comments count. */
export function trimmedEnd(text: string, span: Span): number {
  return span.end - trailingSpace(textOf(text, span)).length;
}

/** The white space at the end. */
export function trailingSpace(text: string): string {
  return text.slice(text.trimEnd().length);
}

function leadingSpace(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

function spaceAfterEquals(text: string, argument: Argument): readonly string[] {
  if (argument.value === '') return [];
  const space = leadingSpace(text.slice(argument.nameSpan.end + 1, argument.span.end));
  return space.includes('\n') ? [] : [space];
}

/** The width of the names if all end in the same column though they differ in length. */
function alignedWidth(names: readonly string[]): number | undefined {
  const [width] = names.map((name) => name.length);
  const lengths = new Set(names.map((name) => name.trim().length));
  if (width === undefined || lengths.size < 2) return undefined;
  return names.every((name) => name.length === width && !name.includes('\n')) ? width : undefined;
}

/** The value that stands there most often; of equals the one that came first. */
function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best?.[0];
}
