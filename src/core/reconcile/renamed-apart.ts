/** Records that one side renamed, and that the other renamed too, or deleted: a person decides. */
import type { Conflict } from '../change.ts';
import type { ListingRecord } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { BaseRecord } from './base.ts';

/** A record that neither side has by the key that both knew it by. */
export interface RenamedApart {
  readonly key: string;
  /** By its new key; `undefined` if that side deleted it. */
  readonly data: ListingRecord | undefined;
  readonly wiki: ListingRecord | undefined;
}

/** About the key where each side has another one; else about the record as a whole. */
export function renamedApart(
  { key, data, wiki }: RenamedApart,
  base: BaseRecord | undefined,
  schema: RecordSchema,
): Conflict {
  if (data === undefined || wiki === undefined) {
    const [renamed, deleted] = data === undefined ? [theWiki, dataFile] : [dataFile, theWiki];
    const now = (data ?? wiki)?.key ?? '';
    return {
      key,
      reason: `${deleted} deleted the record, and ${renamed.toLowerCase()} renamed it to '${now}' since they last agreed.`,
    };
  }
  return {
    key,
    field: schema.key,
    ...partOf('base', base, schema),
    ...partOf('data', data, schema),
    ...partOf('wiki', wiki, schema),
    reason: 'The data file and the wiki both renamed the record since they last agreed.',
  };
}

const dataFile = 'The data file';
const theWiki = 'The wiki';

function partOf(
  side: 'base' | 'data' | 'wiki',
  record: BaseRecord | ListingRecord | undefined,
  schema: RecordSchema,
): Partial<Conflict> {
  const value = record?.values.get(schema.key);
  return value === undefined ? {} : { [side]: value };
}
