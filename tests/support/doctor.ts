/** What the doctor says, as tests ask for it. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import type { Workplace } from './command-line.ts';

/** A round of the doctor's, by what was looked at. */
export interface Round {
  readonly code: number;
  readonly machine: readonly Finding[];
  /** All of them. */
  readonly findings: readonly Finding[];
  /** By the names of wikis and listings, in the order of the config. */
  readonly wikis: Readonly<Record<string, readonly Finding[]>>;
  readonly listings: Readonly<Record<string, readonly Finding[]>>;
  /** Codes of the config's errors and of everything that is not well, sorted. */
  readonly troubles: readonly string[];
}

/** Lets the doctor look, and holds its answer against its published schema. */
export async function roundOf(place: Workplace, ...args: readonly string[]): Promise<Round> {
  const { code, out, err } = await place.run('doctor', ...args, '--format', 'json');
  expect(err).toBe('');
  const report = JSON.parse(out);
  const schema: object = JSON.parse(readFileSync('config/doctor.schema.json', 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  const named = (entries: readonly ExaminedPart[], key: 'wiki' | 'listing') =>
    Object.fromEntries(entries.map((entry) => [entry[key] ?? '', entry.findings]));
  const wikis = named(report.wikis, 'wiki');
  const listings = named(report.listings, 'listing');
  const machine: readonly Finding[] = report.machine.findings;
  const findings = [machine, ...Object.values(wikis), ...Object.values(listings)].flat();
  const wrong = findings.filter(({ level }) => level !== 'ok');
  const troubles = [...report.diagnostics, ...wrong].map((each: { code: string }) => each.code);
  return { code, machine, wikis, listings, findings, troubles: troubles.toSorted() };
}

interface ExaminedPart {
  readonly wiki?: string;
  readonly listing?: string;
  readonly findings: readonly Finding[];
}

/** The finding of a code, which must be there. */
export function findingOf({ findings }: Round, code: string): Finding {
  const found = findings.find((finding) => finding.code === code);
  if (found !== undefined) return found;
  throw new Error(`no ${code} among ${findings.map((finding) => finding.code).join(', ')}`);
}
