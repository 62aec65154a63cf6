/** Findings by contact, for programs: the shape is published as a JSON Schema, and this is it. */
import { about, z } from '../shape.ts';
import { type ContactGroup, contactGroups } from './contact-groups.ts';
import { diagnostic, toDiagnostic } from './json-parts.ts';
import { printableJson } from './printable.ts';
import type { RunReport } from './run-report.ts';

const contactReport = z
  .strictObject({
    version: z.literal(1),
    command: z.literal('check'),
    contacts: z.array(
      z.strictObject({
        contact: about(
          'As the record names them; null, and last, for what nobody is named for.',
          z.union([z.string(), z.null()]),
        ),
        findings: z.array(
          z.strictObject({
            listing: about('Not there for what is about all of them.', z.optional(z.string())),
            diagnostic: diagnostic(),
          }),
        ),
      }),
    ),
  })
  .register(z.globalRegistry, {
    title: 'Findings by contact, by wikisync',
    description: 'What `wikisync check --by contact --format json` prints.',
  });

/** The published JSON Schema. */
export function contactJsonSchema(): object {
  return z.toJSONSchema(contactReport);
}

/** One JSON document: everybody with what to ask them about. */
export function contactJson(report: RunReport): string {
  const contacts = contactGroups(report).map(toContact);
  const all: z.infer<typeof contactReport> = { version: 1, command: 'check', contacts };
  return `${printableJson(JSON.stringify(all, undefined, 2))}\n`;
}

function toContact({ name, findings }: ContactGroup) {
  return {
    contact: name ?? null,
    findings: findings.map(({ listing, diagnostic: found }) => ({
      listing,
      diagnostic: toDiagnostic(found),
    })),
  };
}
