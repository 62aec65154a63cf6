/** The report as SARIF 2.1.0, for code scanning. See https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import type { Severity } from '../core/diagnostic.ts';
import { type Finding, findingsOf } from './findings.ts';
import { digestOfPlan } from './plan-name.ts';
import { printableJson } from './printable.ts';
import type { Reporter } from './run-report.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};

/** One run with all findings, whatever the options. */
export const sarif: Reporter = (report) => {
  const findings = findingsOf(report);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const plans = report.listings.flatMap((listing) => {
    const digest = digestOfPlan(listing);
    return digest === undefined ? [] : [{ listing: listing.listing, digest }];
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'wikisync', rules: codes.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        ...(plans.length === 0 ? {} : { properties: { plans } }),
        results: findings.map((finding) => resultOf(finding, codes)),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
};

function resultOf(
  { code, severity, text, place, about }: Finding,
  codes: readonly string[],
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
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text },
    ...(isSomewhere ? { locations: [{ physicalLocation, logicalLocations }] } : {}),
  };
}
