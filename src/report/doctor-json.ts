/** The doctor's findings for programs: the shape is published as a JSON Schema, and this is it. */
import type { Finding } from '../core/finding.ts';
import { about, z } from '../shape.ts';
import { allFindings, type DoctorReport } from './doctor-report.ts';
import { diagnostic, toDiagnostic } from './json-parts.ts';
import { printableJson } from './printable.ts';

const finding = z
  .strictObject({
    code: about('Stable, in kebab-case.', z.string()),
    level: z.enum(['ok', 'warning', 'problem']),
    subject: about('What was looked at.', z.string()),
    seen: about('What was seen.', z.string()),
    advice: about('What to do about it.', z.optional(z.string())),
    passes: about('A problem that goes by itself.', z.optional(z.literal(true))),
  })
  .register(z.globalRegistry, { id: 'finding', description: 'One thing that was looked at.' });

const findings = z.array(finding);
const count = z.int().check(z.nonnegative());

const doctorReport = z
  .strictObject({
    version: z.literal(1),
    command: z.literal('doctor'),
    summary: about(
      "How many findings there are; 'problem' counts those that pass too.",
      z.strictObject({ ok: count, warning: count, problem: count, passing: count }),
    ),
    diagnostics: about('What is wrong with the config.', z.array(diagnostic())),
    machine: z.strictObject({ findings }),
    wikis: z.array(
      z.strictObject({
        wiki: z.string(),
        place: about('The address of its api.php, or its folder.', z.string()),
        findings,
      }),
    ),
    listings: z.array(
      z.strictObject({ listing: z.string(), wiki: z.string(), page: z.string(), findings }),
    ),
  })
  .register(z.globalRegistry, {
    title: "Findings of wikisync's doctor",
    description: 'What `wikisync doctor --format json` prints.',
  });

/** The published JSON Schema of the findings. */
export function doctorJsonSchema(): object {
  return z.toJSONSchema(doctorReport);
}

/** One JSON document with all that was found. */
export function doctorJson(report: DoctorReport): string {
  return `${printableJson(JSON.stringify(toJson(report), undefined, 2))}\n`;
}

function toJson(report: DoctorReport): z.infer<typeof doctorReport> {
  const { diagnostics, machine, wikis, listings } = report;
  const all = allFindings(report);
  const number = (test: (finding: Finding) => boolean): number => all.filter(test).length;
  return {
    version: 1,
    command: 'doctor',
    summary: {
      ok: number(({ level }) => level === 'ok'),
      warning: number(({ level }) => level === 'warning'),
      problem: number(({ level }) => level === 'problem'),
      passing: number(({ passes }) => passes === true),
    },
    diagnostics: diagnostics.map(toDiagnostic),
    machine: { findings: machine.map(toFinding) },
    wikis: wikis.map(({ wiki, place, findings: found }) => ({
      wiki,
      place,
      findings: found.map(toFinding),
    })),
    listings: listings.map(({ listing, wiki, page, findings: found }) => ({
      listing,
      wiki,
      page,
      findings: found.map(toFinding),
    })),
  };
}

function toFinding({ code, level, subject, seen, advice, passes }: Finding) {
  return { code, level, subject, seen, advice, passes };
}
