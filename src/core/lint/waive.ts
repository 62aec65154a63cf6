/** Takes out what people know of, and reports what they no longer need to know. */
import type { Diagnostic } from '../diagnostic.ts';
import { recordKey } from '../record.ts';
import type { Waiver } from './settings.ts';

/** A finding that a waiver is for. */
export interface Waived {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
  /** ISO 8601. */
  readonly until?: string;
}

/** Parts the findings by the waivers; one that matches nothing, or is over, is a finding itself. */
export function waive(
  diagnostics: readonly Diagnostic[],
  {
    waivers,
    proven,
    today,
  }: {
    readonly waivers: readonly Waiver[];
    /** Those that would have matched something if there were anything. */
    readonly proven: readonly Waiver[];
    readonly today: string;
  },
): { readonly diagnostics: readonly Diagnostic[]; readonly waived: readonly Waived[] } {
  const used = new Set<Waiver>();
  const left: Diagnostic[] = [];
  const waived: Waived[] = [];
  for (const diagnostic of diagnostics) {
    const waiver = waivers.find((one) => !isOver(one, today) && isFor(one, diagnostic));
    if (waiver === undefined) {
      left.push(diagnostic);
      continue;
    }
    used.add(waiver);
    const { reason, until } = waiver;
    waived.push({ diagnostic, reason, ...(until === undefined ? {} : { until }) });
  }
  const idle = proven.filter((waiver) => !used.has(waiver));
  return {
    diagnostics: [...left, ...idle.map((waiver) => unused(waiver, isOver(waiver, today)))],
    waived,
  };
}

function isFor(waiver: Waiver, { code, record, field }: Diagnostic): boolean {
  return (
    waiver.rule === code &&
    record !== undefined &&
    recordKey(waiver.record) === record &&
    (waiver.field === undefined || waiver.field === field)
  );
}

function isOver({ until }: Waiver, today: string): boolean {
  return until !== undefined && until < today;
}

function unused({ rule, record, until, place }: Waiver, isOver: boolean): Diagnostic {
  const what = `The waiver of '${rule}' for '${record}'`;
  return {
    code: 'waiver-unused',
    severity: 'warning',
    message: isOver ? `${what} was until ${until}.` : `${what} matches nothing that was found.`,
    hint: isOver
      ? 'Put right what it was for, or give it another date.'
      : 'Remove it from the config, or correct its rule, record and field.',
    place,
  };
}
