/** Digests by which a plan and a snapshot name what they were made from. */
import { createHash, hash } from 'node:crypto';
import type { RecordSchema } from '../schema.ts';
import { canonicalJson, type FieldValue } from '../value.ts';

/** SHA-256 of a text's UTF-8, in hex. */
export function digestOf(text: string): string {
  return hash('sha256', text);
}

/** A text's id as a git object, in hex: `git hash-object` gives the same for a file of that text. */
export function blobId(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** What decides how a field's values are read, by field: a base made otherwise is no base. */
export function fieldSignatures(schema: RecordSchema): ReadonlyMap<string, string> {
  const signatures = new Map(
    schema.fields.map(({ name, parameter, type, options }) => [
      name,
      canonicalJson([parameter, type.name, JSON.stringify(options)]),
    ]),
  );
  if (schema.section !== undefined) {
    signatures.set(schema.section.field, canonicalJson(['section', ...schema.section.headings]));
  }
  // Which other pages there are does not change what this one says.
  if (schema.pages !== undefined) signatures.set(schema.pages.field, canonicalJson(['page']));
  return signatures;
}

/** A schema is that of thousands of pages. */
const mappingDigests = new WeakMap<RecordSchema, string>();

/** SHA-256 of all that decides how page and data file correspond. */
export function mappingDigest(schema: RecordSchema): string {
  const digest = mappingDigests.get(schema) ?? newMappingDigest(schema);
  mappingDigests.set(schema, digest);
  return digest;
}

function newMappingDigest(schema: RecordSchema): string {
  const owners = schema.fields.map((field): FieldValue => [field.name, field.owner]);
  const parts: FieldValue = [
    [schema.template, ...schema.aliases],
    schema.key,
    schema.recordOwner,
    owners,
    [...fieldSignatures(schema)],
  ];
  return digestOf(canonicalJson(parts));
}
