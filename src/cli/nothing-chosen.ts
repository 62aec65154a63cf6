/** A run over no listing has checked nothing, and must not look like one that found nothing to do. */
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import type { OptionValues } from './command.ts';
import type { OpenedListings } from './wire.ts';

/** What there is to say of a command line that chose no listing; nothing if it chose some. */
export function nothingChosen(
  { jobs, reports, diagnostics }: Pick<OpenedListings, 'jobs' | 'reports' | 'diagnostics'>,
  { shard }: OptionValues,
): readonly Diagnostic[] {
  if (jobs.length + reports.length > 0 || hasErrors(diagnostics)) return [];
  const code = 'nothing-chosen';
  if (typeof shard !== 'string') {
    const message = 'Nothing was checked: the config has no listing that this is about.';
    const hint = "Add one to its listings, or let 'wikisync init' do it.";
    return [{ code, severity: 'error', message, hint }];
  }
  // All listings are in one of the parts: the others look at them.
  const message = `Nothing was checked: no listing is in part ${shard}.`;
  return [{ code, severity: 'warning', message, hint: 'Fewer parts would do.' }];
}
