/** Findings by whom to ask about them. */
import { type Diagnostic, placeText } from '../core/diagnostic.ts';
import type { ListingReport, RunReport } from './run-report.ts';

/** What one person can be asked about. */
export interface ContactGroup {
  /** `undefined` for what nobody is named for. */
  readonly name: string | undefined;
  readonly findings: readonly ContactFinding[];
}

/** One thing to put right. */
export interface ContactFinding {
  readonly about: string;
  readonly text: string;
  readonly diagnostic: Diagnostic;
  /** `undefined` for what is found in the config as a whole. */
  readonly listing: string | undefined;
}

/** Everybody in alphabetical order, then what nobody is named for. */
export function contactGroups({ diagnostics, listings }: RunReport): readonly ContactGroup[] {
  const all = [
    ...diagnostics.map((diagnostic) => ({ ...told(diagnostic, undefined), names: [] })),
    ...listings.flatMap((listing) =>
      listing.diagnostics.map((diagnostic) => ({
        ...told(diagnostic, listing.listing),
        names: namesFor(diagnostic, listing),
      })),
    ),
  ];
  const names = [...new Set(all.flatMap((one) => one.names))].sort();
  return [...names, undefined].flatMap((name) => {
    const findings = eachOnce(
      all.filter((one) => (name === undefined ? one.names.length === 0 : one.names.includes(name))),
    );
    return findings.length === 0 ? [] : [{ name, findings }];
  });
}

/** What is so on both sides, or in several places of a value, is one thing to put right. */
function eachOnce(findings: readonly ContactFinding[]): readonly ContactFinding[] {
  return [...new Map(findings.map((one) => [`${one.about}\n${one.text}`, one])).values()];
}

function namesFor({ record }: Diagnostic, { contacts }: ListingReport): readonly string[] {
  return record === undefined ? [] : (contacts?.get(record) ?? []);
}

function told(diagnostic: Diagnostic, listing: string | undefined): ContactFinding {
  const { record, field, place, message, hint } = diagnostic;
  const where = place === undefined ? 'The listing' : placeText(place);
  const about = [record, field].filter((part) => part !== undefined).join(', ');
  const text = [message, hint].filter((part) => part !== undefined).join(' ');
  return { about: about === '' ? where : about, text, diagnostic, listing };
}
