/** The report as SARIF 2.1.0, for code scanning. See https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import { hasErrors, type Severity } from '../core/diagnostic.ts';
import type { Explanation } from '../core/explanation.ts';
import { digestOf } from '../core/plan/digest.ts';
import { type Finding, findingsOf } from './findings.ts';
import { digestOfPlan } from './plan-name.ts';
import { printableJson } from './printable.ts';
import type { Reporter, RunReport } from './run-report.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};

/** One run with all findings, whatever the options; what is waived is there as suppressed. */
export const sarif: Reporter = (report, { explain }) => {
  const findings = findingsOf(report);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const plans = report.listings.flatMap((listing) => {
    const digest = digestOfPlan(listing);
    return digest === undefined ? [] : [{ listing: listing.listing, digest }];
  });
  const prints = fingerprints(findings);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'wikisync', rules: codes.map((code) => ruleOf(code, explain?.(code))) },
        },
        // Without results, this tells a run that found nothing from one that could not look.
        invocations: [{ executionSuccessful: isWhole(report) }],
        columnKind: 'utf16CodeUnits',
        ...(plans.length === 0 ? {} : { properties: { plans } }),
        results: findings.map((finding, index) => resultOf(finding, codes, prints[index])),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
};

function isWhole({ diagnostics, listings }: RunReport): boolean {
  return !hasErrors(diagnostics) && listings.every(({ outcome }) => outcome.kind !== 'failed');
}

/** The rule with its explanation: plain text, and the same as Markdown. */
function ruleOf(id: string, explanation: Explanation | undefined): object {
  if (explanation === undefined) return { id };
  const { title, effect, means, todo } = explanation;
  const text = [...means, effect, ...todo].join('\n\n');
  const steps = todo.map((step) => `- ${step}`).join('\n');
  const markdown = [...means, effect, steps].filter((part) => part !== '').join('\n\n');
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: means.join(' ') },
    help: { text, markdown },
  };
}

/**
 * What names a finding from one run to the next, wherever its line moves: code scanning tells new
 * findings from known ones by it. Those that are alike are counted.
 */
function fingerprints(findings: readonly Finding[]): readonly string[] {
  const counts = new Map<string, number>();
  return findings.map(({ code, identity, text }) => {
    const what = JSON.stringify([code, ...identity, text]);
    const count = counts.get(what) ?? 0;
    counts.set(what, count + 1);
    return digestOf(`${what}${count}`);
  });
}

function resultOf(
  { code, severity, text, place, about, waived }: Finding,
  codes: readonly string[],
  fingerprint: string | undefined,
): object {
  const region = { startLine: place?.line, startColumn: place?.column };
  const file =
    place === undefined ? undefined : { uri: encodeURI(place.source.replaceAll('\\', '/')) };
  const physicalLocation =
    file === undefined
      ? undefined
      : { artifactLocation: file, ...(place?.line === undefined ? {} : { region }) };
  const logicalLocations = about === undefined ? undefined : [{ name: about }];
  const isSomewhere = physicalLocation !== undefined || logicalLocations !== undefined;
  const suppression = { kind: 'external', status: 'accepted', justification: waived };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text },
    ...(isSomewhere ? { locations: [{ physicalLocation, logicalLocations }] } : {}),
    partialFingerprints: { 'wikisync/v1': fingerprint },
    ...(waived === undefined ? {} : { suppressions: [suppression] }),
  };
}
