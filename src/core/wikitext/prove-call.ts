/** Proof that a written call is the call that was meant, by parsing it. */
import type { ArgumentStep } from './call-edits.ts';
import { type TemplateCall, textOf } from './page.ts';
import { argumentFor } from './page-records.ts';
import { parseCall } from './parse-call.ts';
import type { SiteSettings } from './site.ts';

/** What a call was written from. */
export interface CallIntent {
  /** The call as it stood, or `undefined` for a new one. */
  readonly before: { readonly text: string; readonly call: TemplateCall } | undefined;
  readonly steps: readonly ArgumentStep[];
  readonly site: SiteSettings;
}

/**
 * Whether the text is one call of the same name with exactly the arguments that were meant: the
 * changed ones read as their values, and of the others not a character is different.
 */
export function isIntendedCall(callText: string, intent: CallIntent): boolean {
  const call = parseCall(callText, intent.site);
  if (call === undefined) return false;
  const { before, steps } = intent;
  const stepped = new Set(steps.map(({ parameter }) => parameter));
  const others = (text: string, from: TemplateCall): string =>
    from.arguments
      .filter(({ name }) => !stepped.has(name))
      .map((argument) => `${argument.name}=${textOf(text, argument.valueSpan)}`)
      .join('|');
  if (before !== undefined) {
    const name = textOf(before.text, before.call.nameSpan);
    if (textOf(callText, call.nameSpan).trim() !== name.trim()) return false;
  }
  const kept = before === undefined ? '' : others(before.text, before.call);
  if (others(callText, call) !== kept) return false;
  return steps.every(({ parameter, value }) => argumentFor(call, parameter)?.value === value);
}
