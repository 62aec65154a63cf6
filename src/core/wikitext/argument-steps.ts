/** From a record's changed fields to what shall become of its call's arguments. */
import type { FieldChange } from '../change.ts';
import type { FieldSchema, RecordSchema } from '../schema.ts';
import type { FieldValue } from '../value.ts';
import type { ArgumentStep } from './call-edits.ts';
import { escapeArgument } from './escape.ts';
import { type Argument, type TemplateCall, textOf } from './page.ts';
import { argumentFor } from './page-records.ts';
import type { SiteSettings } from './site.ts';

/** The steps, or which field's value is refused and why. */
export type Steps =
  | { readonly kind: 'steps'; readonly steps: readonly ArgumentStep[] }
  | { readonly kind: 'refused'; readonly field: string; readonly reason: string };

/** What the steps start from. */
export interface StepsContext {
  readonly schema: RecordSchema;
  readonly site: SiteSettings;
  /** The text that the call stands in. */
  readonly text: string;
  /** `undefined` for a new record. */
  readonly call: TemplateCall | undefined;
}

/** Writes each changed field's value as its type and the page's own style have it. */
export function argumentSteps(changes: readonly FieldChange[], context: StepsContext): Steps {
  const steps: ArgumentStep[] = [];
  for (const change of changes) {
    const field = context.schema.fields.find(({ name }) => name === change.field);
    if (field === undefined) continue; // the section's field is no argument
    const step = stepFor(field, change.after, context);
    if (typeof step === 'string') return { kind: 'refused', field: field.name, reason: step };
    steps.push(step);
  }
  return { kind: 'steps', steps };
}

function stepFor(
  field: FieldSchema,
  value: FieldValue | undefined,
  context: StepsContext,
): ArgumentStep | string {
  const { call, text, site } = context;
  const { parameter } = field;
  const argument = call === undefined ? undefined : argumentFor(call, parameter);
  if (value === undefined) {
    if (call !== undefined && argument?.positional === true && hasLater(call, argument)) {
      return 'is positional and has others behind it, so that it cannot be taken away';
    }
    return { parameter, text: undefined, value: undefined };
  }
  const previous = argument === undefined || argument.value === '' ? undefined : argument.value;
  const wanted = value === '' ? '' : field.type.write(value, previous, field.options);
  if (argument !== undefined && wanted === argument.value) {
    return { parameter, text: textOf(text, argument.valueSpan), value: wanted };
  }
  const escaped = escapeArgument(wanted, {
    positional: argument?.positional ?? /^\d+$/.test(parameter),
    previous,
    markup: field.type.markup,
    site,
  });
  if (escaped.kind === 'refused') return escaped.reason;
  return { parameter, text: escaped.text, value: wanted };
}

function hasLater(call: TemplateCall, argument: Argument): boolean {
  return call.arguments.some((other) => other.positional && other.span.start > argument.span.start);
}
