/** What of a run needs a person, in a few words. */
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import type { ListingReport, RunReport } from './run-report.ts';

/** Why a person is told. */
export type Occasion = 'conflicts' | 'guards' | 'failures';

/** All of them, in the order of the docs. */
export const occasions: readonly Occasion[] = ['conflicts', 'guards', 'failures'];

/** What a person is told about. */
export interface Attention {
  readonly occasions: readonly Occasion[];
  /** One line: `wikisync sync: xen-2014 has 2 conflicts`. */
  readonly subject: string;
}

/** `undefined` if the run has nothing that a person asked to be told of. */
export function attentionOf(
  { command, diagnostics, listings }: RunReport,
  wanted: readonly Occasion[],
): Attention | undefined {
  const found = troublesOf({ diagnostics, listings }).filter(({ occasion }) =>
    wanted.includes(occasion),
  );
  if (found.length === 0) return undefined;
  return {
    occasions: occasions.filter((one) => found.some(({ occasion }) => occasion === one)),
    subject: `wikisync ${command}: ${inShort(found)}`,
  };
}

/** Why a run ended as it did, in a few words; `''` if it needs nobody. */
export function reasonOf(report: Pick<RunReport, 'diagnostics' | 'listings'>): string {
  return inShort(troublesOf(report));
}

function inShort(found: readonly Trouble[]): string {
  const [first, ...more] = found;
  return `${first?.text ?? ''}${more.length === 0 ? '' : `, and ${more.length} more`}`;
}

/** What is told first stands first. */
function troublesOf({
  diagnostics,
  listings,
}: Pick<RunReport, 'diagnostics' | 'listings'>): readonly Trouble[] {
  const found = [...listings.flatMap(neglect), ...listings.flatMap(troubles)];
  return hasErrors(diagnostics)
    ? [...found, { occasion: 'failures', text: 'the config has errors' }]
    : found;
}

interface Trouble {
  readonly occasion: Occasion;
  readonly text: string;
}

function troubles({ listing, plan, outcome, diagnostics }: ListingReport): readonly Trouble[] {
  const conflicts = plan?.conflicts.length ?? 0;
  const tripped = (plan?.guards ?? []).filter((guard) => guard.tripped);
  const errors = diagnostics.filter(isOwnError).length;
  const isGuarded = outcome.kind === 'refused' && tripped.length > 0;
  const found: Trouble[] = [];
  if (outcome.kind === 'failed') found.push({ occasion: 'failures', text: `${listing} failed` });
  else if (isGuarded) {
    const names = tripped.map(({ guard }) => guard).join(', ');
    found.push({ occasion: 'guards', text: `${listing} was stopped by a guard (${names})` });
  } else if (outcome.kind === 'refused') {
    found.push({ occasion: 'failures', text: `${listing} was refused` });
  } else if (errors > 0) {
    const text = `${listing} has ${errors} ${errors === 1 ? 'error' : 'errors'}`;
    found.push({ occasion: 'failures', text });
  }
  if (conflicts > 0) {
    const text = `${listing} has ${conflicts} ${conflicts === 1 ? 'conflict' : 'conflicts'}`;
    found.push({ occasion: 'conflicts', text });
  }
  return found;
}

/** What went wrong in this run, not in all of them. */
function isOwnError({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && code !== 'no-good-run';
}

function neglect({ listing, diagnostics }: ListingReport): readonly Trouble[] {
  return diagnostics.some(({ code }) => code === 'no-good-run')
    ? [{ occasion: 'failures', text: `${listing} has had no good run for too long` }]
    : [];
}
