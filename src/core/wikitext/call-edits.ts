/** Edits of one call's arguments, in its own layout. */
import { type CallLayout, renderArgument, trailingSpace, trimmedEnd } from './call-layout.ts';
import { type Argument, type TemplateCall, textOf } from './page.ts';
import { argumentFor } from './page-records.ts';
import type { TextEdit } from './text-edit.ts';

/** What shall become of one parameter's argument. */
export interface ArgumentStep {
  readonly parameter: string;
  /** Escaped wikitext; `undefined` takes the argument away. */
  readonly text: string | undefined;
  /** What that text shall be read as: see `Argument.value`. */
  readonly value: string | undefined;
}

/** A call, and where in `text` it stands. */
export interface CallContext {
  readonly text: string;
  readonly call: TemplateCall;
  readonly layout: CallLayout;
  /** All fields' parameters, in the config's order. */
  readonly parameters: readonly string[];
}

/** The edits that take the steps; offsets are those of the text that the call stands in. */
export function argumentEdits(
  context: CallContext,
  steps: readonly ArgumentStep[],
): readonly TextEdit[] {
  const { call, parameters } = context;
  const removed = new Set<Argument>();
  const edits: TextEdit[] = [];
  const added: ArgumentStep[] = [];
  for (const step of steps) {
    const argument = argumentFor(call, step.parameter);
    if (argument === undefined) added.push(step);
    else if (step.text === undefined) addAll(removed, call, step.parameter);
    else edits.push(replaceValue(context, argument, step.text));
  }
  const order = (step: ArgumentStep): number => parameters.indexOf(step.parameter);
  const insertions = added
    .filter((step) => step.text !== undefined)
    .toSorted((a, b) => order(a) - order(b))
    .map((step) => insertArgument(context, step, removed));
  return [...edits, ...removals(context, removed), ...insertions];
}

/** All of that name: if a duplicate stayed, it would count from now on. */
function addAll(removed: Set<Argument>, call: TemplateCall, parameter: string): void {
  for (const argument of call.arguments) if (argument.name === parameter) removed.add(argument);
}

function replaceValue(context: CallContext, argument: Argument, newText: string): TextEdit {
  const { text, layout } = context;
  const { start, end } = argument.valueSpan;
  const wasEmpty = start === end && !argument.positional;
  const isBare = start === argument.nameSpan.end + 1;
  const lead = wasEmpty && isBare && newText !== '' ? layout.afterEquals : '';
  // `}` before the closing braces would be taken for one of them.
  const tail = newText.endsWith('}') && text.startsWith('}', end) ? ' ' : '';
  return { start, end, newText: `${lead}${newText}${tail}` };
}

/** Neighbouring arguments go together, each with its line; comments on other lines stay. */
function removals(context: CallContext, removed: ReadonlySet<Argument>): readonly TextEdit[] {
  const { text, call } = context;
  const edits: TextEdit[] = [];
  let before = trimmedEnd(text, call.nameSpan);
  let run: Argument[] = [];
  for (const argument of call.arguments) {
    if (removed.has(argument)) {
      run.push(argument);
      continue;
    }
    edits.push(...removeRun(text, run));
    run = [];
    before = argument.positional ? argument.span.end : trimmedEnd(text, argument.span);
  }
  const last = run.at(-1);
  if (last !== undefined)
    edits.push({ start: before, end: trimmedEnd(text, last.span), newText: '' });
  return edits;
}

/** Up to the next bar, but for comments that stand on lines of their own. */
function removeRun(text: string, run: readonly Argument[]): readonly TextEdit[] {
  const first = run.at(0);
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  const tail = text.slice(last.valueSpan.end, last.span.end);
  const lineEnd = tail.indexOf('\n');
  const keepsComments = lineEnd >= 0 && tail.slice(lineEnd).includes('<!--');
  const end = keepsComments ? last.valueSpan.end + lineEnd + 1 : last.span.end;
  return [{ start: first.span.start, end, newText: '' }];
}

function insertArgument(
  context: CallContext,
  step: ArgumentStep,
  removed: ReadonlySet<Argument>,
): TextEdit {
  const { text, call, layout } = context;
  const anchor = anchorFor(context, step.parameter, removed);
  const positional = isNextPositional(call, step.parameter);
  const argument = renderArgument(layout, {
    name: step.parameter,
    positional,
    text: step.text ?? '',
  });
  const span = anchor?.span ?? call.nameSpan;
  if (anchor?.positional === true) {
    // The white space behind a positional argument is part of it.
    const space = trailingSpace(textOf(text, span));
    return { start: span.end, end: span.end, newText: `${argument}${space}` };
  }
  const at = trimmedEnd(text, span);
  const space = anchor === undefined ? layout.first : layout.between;
  return { start: at, end: at, newText: `${space}${argument}` };
}

/** The argument that a new one goes behind; none for the front. */
function anchorFor(
  context: CallContext,
  parameter: string,
  removed: ReadonlySet<Argument>,
): Argument | undefined {
  const { call, parameters } = context;
  const kept = call.arguments.filter((argument) => !removed.has(argument));
  const place = parameters.indexOf(parameter);
  const rank = (argument: Argument): number => parameters.indexOf(argument.name);
  const before = kept.filter((argument) => rank(argument) >= 0 && rank(argument) < place);
  const nearest = Math.max(...before.map(rank));
  const predecessor = kept.findLast((argument) => rank(argument) === nearest);
  if (predecessor !== undefined) return predecessor;
  const next = kept.findIndex((argument) => rank(argument) > place);
  if (next === -1) return kept.at(-1);
  return next === 0 ? undefined : kept[next - 1];
}

/** Whether an argument without a name, put at the end, would be for this parameter. */
function isNextPositional(call: TemplateCall, parameter: string): boolean {
  const positional = call.arguments.filter((argument) => argument.positional);
  if (positional.length === 0 || positional.length !== call.arguments.length) return false;
  return parameter === String(positional.length + 1);
}
