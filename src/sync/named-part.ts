/** Finds the record and the field that a command line names. */
import type { RecordSet } from '../core/record.ts';
import { recordKey } from '../core/record.ts';
import { fieldNames } from '../core/schema.ts';
import { suggest } from '../core/suggest.ts';
import { SyncError } from '../errors.ts';
import type { ListingJob } from './job.ts';

/** As they stand on the command line; absent where all are meant. */
export interface Named {
  readonly record: string | undefined;
  readonly field: string | undefined;
}

/** A record, or all; a field of it, or all. */
export interface NamedPart {
  readonly key: string | undefined;
  readonly field: string | undefined;
}

/**
 * What is named.
 *
 * @param known other keys that may be named, besides those of the sides' records
 * @throws {SyncError} usage: neither side has such a record, or the listing no such field
 */
export function namedPart(
  job: ListingJob,
  { record, field }: Named,
  sides: { readonly data: RecordSet; readonly wiki: RecordSet },
  known: Iterable<string> = [],
): NamedPart {
  const keys = [...sides.data.records, ...sides.wiki.records].map(({ key }) => key);
  const key = record === undefined ? undefined : recordKey(record);
  refuseUnknown('record', key, [...new Set([...keys, ...known])]);
  refuseUnknown('field', field, fieldNames(job.schema));
  return { key, field };
}

function refuseUnknown(kind: string, name: string | undefined, names: readonly string[]): void {
  if (name === undefined || names.includes(name)) return;
  const near = suggest(name, names);
  throw new SyncError('usage', `The listing has no ${kind} '${name}'.`, {
    hint:
      near === undefined
        ? `Name it as the data file does${kind === 'field' ? `: ${names.join(', ')}` : ', in quotes'}.`
        : `Did you mean '${near}'?`,
  });
}
