/** Runs the rules over a listing, with the levels and waivers that the config gives. */
import { type Diagnostic, placeText } from '../diagnostic.ts';
import { recordKey } from '../record.ts';
import type { Fix } from './fix.ts';
import { withRecords } from './record-places.ts';
import type { Finding, Level, LintInput, LintRule } from './rule.ts';
import { lintRules, ruleOf } from './rules.ts';
import type { CheckSettings } from './settings.ts';
import { type Waived, waive } from './waive.ts';

/** What `check` found. */
export interface Linted {
  readonly diagnostics: readonly Diagnostic[];
  /** What was found too, and people know of. */
  readonly waived: readonly Waived[];
  /** What `--fix` would do about the diagnostics. */
  readonly fixes: readonly Fix[];
}

/**
 * Looks at a listing.
 *
 * @param found what reading and planning reported
 */
export function lint(
  input: LintInput,
  found: readonly Diagnostic[],
  settings: CheckSettings,
): Linted {
  const fixes = new Map<Diagnostic, Fix>();
  const own = lintRules.flatMap((rule) =>
    findingsOf(rule, input, settings).map(({ fix, ...diagnostic }) => {
      if (fix !== undefined) fixes.set(diagnostic, fix);
      return diagnostic;
    }),
  );
  const others = withRecords(unrefined(found, own), input).flatMap((diagnostic) =>
    atLevel(diagnostic, settings),
  );
  const { diagnostics, waived } = waive([...others, ...own], {
    waivers: settings.waivers,
    proven: waiversOf(input, settings),
    today: input.today,
  });
  return { diagnostics, waived, fixes: diagnostics.flatMap((one) => fixes.get(one) ?? []) };
}

function findingsOf(
  rule: LintRule,
  input: LintInput,
  settings: CheckSettings,
): readonly (Diagnostic & Finding)[] {
  const { code, find, level } = rule;
  const severity = settings.levels.get(code) ?? level;
  if (find === undefined || severity === 'off' || severity === 'as found') return [];
  return find(input).map((finding) => ({ code, severity, ...finding }));
}

/** Those that could have matched: for the records of this page, and for what was looked at. */
function waiversOf({ schema, page, data, facts }: LintInput, { waivers }: CheckSettings) {
  if (page === undefined) return [];
  const records = [...page.read.set.records, ...data.read.set.records];
  const known = new Set(records.map(({ key }) => key));
  return waivers.filter(
    ({ rule, record }) =>
      (schema.pages === undefined || known.has(recordKey(record))) &&
      (facts.titles !== undefined || ruleOf(rule)?.asks !== 'titles') &&
      (facts.template !== undefined || ruleOf(rule)?.asks !== 'template'),
  );
}

/** Without what one of the findings says more of. */
function unrefined(
  found: readonly Diagnostic[],
  own: readonly Diagnostic[],
): readonly Diagnostic[] {
  const refined = new Set(
    own.flatMap(({ code, place }) => {
      const refines = ruleOf(code)?.refines;
      return refines === undefined || place === undefined ? [] : [`${refines} ${placeText(place)}`];
    }),
  );
  return found.filter(
    ({ code, place }) => place === undefined || !refined.has(`${code} ${placeText(place)}`),
  );
}

function atLevel(diagnostic: Diagnostic, { levels }: CheckSettings): readonly Diagnostic[] {
  const level: Level = levels.get(diagnostic.code) ?? diagnostic.severity;
  return level === 'off' ? [] : [{ ...diagnostic, severity: level }];
}
