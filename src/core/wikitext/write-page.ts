/** From a plan's changes to edits of the page. */
import type { Change } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { fieldChange, fieldNames, isDeparture, type RecordSchema } from '../schema.ts';
import { sameValue } from '../value.ts';
import { argumentSteps } from './argument-steps.ts';
import { argumentEdits } from './call-edits.ts';
import { type CallLayout, defaultLayout, layoutOf } from './call-layout.ts';
import { renderCall } from './new-call.ts';
import { type ParsedPage, type TemplateCall, textOf } from './page.ts';
import { type PageContext, type PlacedPage, placeSteps, type Step } from './place-steps.ts';
import { isIntendedCall } from './prove-call.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

/** Writes changes as edits of the page; each is proved on its own call, and refused alone. */
export function writePage(context: PageContext, changes: readonly Change[]): PlacedPage {
  const diagnostics: Diagnostic[] = [];
  const steps: Step[] = [];
  for (const change of changes) {
    const step = stepFor(context, change);
    if ('severity' in step) diagnostics.push(step);
    else steps.push(step);
  }
  const placed = placeSteps(context, steps);
  return { ...placed, diagnostics: [...diagnostics, ...placed.diagnostics] };
}

function stepFor(context: PageContext, change: Change): Step | Diagnostic {
  const { schema } = context;
  const call = context.entries.get(change.key)?.call;
  if (change.kind === 'delete' || isDeparture(change, schema)) {
    return { change, edits: [], leaves: call, comes: undefined };
  }
  const own = call === undefined ? ownCall(context, change) : undefined;
  const written = own === undefined ? writeCall(context, change) : { edits: [], text: own };
  if ('severity' in written) return written;
  const isMoving = call === undefined || movesSection(change, schema);
  if (!isMoving) return { change, edits: written.edits, leaves: undefined, comes: undefined };
  const section = sectionFor(context, change);
  return { change, edits: [], leaves: call, comes: { callText: written.text, section } };
}

/** The section that a call comes to: the change's, or the one that it stood in on another page. */
function sectionFor({ schema, incoming }: PageContext, change: Change): string | undefined {
  if (schema.section === undefined) return undefined;
  const { field } = schema.section;
  const step = fieldChange(change.fields, field);
  const value = step === undefined ? incoming?.get(change.key)?.values.get(field) : step.after;
  return value === undefined ? undefined : String(value);
}

/** The call that the record had before it was deleted, if it says what it is to say now. */
function ownCall({ earlier, schema }: PageContext, { key, fields }: Change): string | undefined {
  const own = earlier?.get(key);
  const isSame = fieldNames(schema).every((name) =>
    sameValue(own?.values.get(name), fieldChange(fields, name)?.after),
  );
  return isSame ? own?.callText : undefined;
}

/** A record's call as a change leaves it. */
export interface WrittenCall {
  /** Of the page's text that it stands on; none for a new record. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
}

/** Writes a record's call, proved to be the one that is meant; or why it is refused. */
export function writeCall(context: PageContext, change: Change): WrittenCall | Diagnostic {
  const { schema, site, incoming } = context;
  const { page, call } = incoming?.get(change.key) ?? {
    page: context.page,
    call: context.entries.get(change.key)?.call,
  };
  const made = argumentSteps(change.fields, { schema, site, text: page.text, call });
  if (made.kind === 'refused') return refusal(change, made.field, made.reason);
  const parameters = schema.fields.map((field) => field.parameter);
  const layout = layoutFor(context, change, { source: page, call });
  const edits =
    call === undefined
      ? []
      : argumentEdits({ text: page.text, call, layout, parameters }, made.steps);
  const text =
    call === undefined ? renderCall(layout, made.steps, parameters) : editedCall(page, call, edits);
  const before = call === undefined ? undefined : { text: page.text, call };
  if (!isIntendedCall(text, { before, steps: made.steps, site })) return breaksOut(change);
  return { edits, text };
}

function movesSection(change: Change, schema: RecordSchema): boolean {
  return (
    schema.section !== undefined && fieldChange(change.fields, schema.section.field) !== undefined
  );
}

function editedCall(page: ParsedPage, call: TemplateCall, edits: readonly TextEdit[]): string {
  const { start } = call.span;
  const shifted = edits.map((edit) => ({
    start: edit.start - start,
    end: edit.end - start,
    newText: edit.newText,
  }));
  return applyEdits(textOf(page.text, call.span), shifted);
}

/** The call's own layout; for a new one its predecessor's on the page, or the first call's. */
function layoutFor(
  context: PageContext,
  change: Change,
  { source, call }: { readonly source: ParsedPage; readonly call: TemplateCall | undefined },
): CallLayout {
  const { page, schema, entries, dataOrder } = context;
  const [first] = page.calls;
  const standard = defaultLayout(schema.template);
  const usual = first === undefined ? standard : layoutOf(page.text, first, standard);
  if (call !== undefined) return layoutOf(source.text, call, usual);
  const before = dataOrder
    .slice(0, Math.max(0, dataOrder.indexOf(change.key)))
    .findLast((key) => entries.has(key));
  const neighbour = before === undefined ? undefined : entries.get(before)?.call;
  return neighbour === undefined ? usual : layoutOf(page.text, neighbour, usual);
}

function refusal(change: Change, field: string, reason: string): Diagnostic {
  return {
    code: 'value-refused',
    severity: 'error',
    message: `The ${field} of '${change.key}' ${reason}.`,
    hint: 'Change it in the data file; this record is left alone until then.',
    record: change.key,
    field,
  };
}

function breaksOut(change: Change): Diagnostic {
  return {
    code: 'value-breaks-out',
    severity: 'error',
    message: `A value of '${change.key}' would not stay within its argument.`,
    hint: 'Close what it opens (braces, brackets, tags), or write it as an entity such as &#123;.',
    record: change.key,
  };
}
