/** Which records must be on a page of a listing that has several. */
import type { DataEntry } from '../data-records.ts';
import { pagesByKey } from '../pages/data-of-page.ts';
import type { Relocation } from '../pages/relocate.ts';
import type { Identified } from '../read-records.ts';
import { recordKey } from '../record.ts';
import type { RecordSchema } from '../schema.ts';
import type { GuardLimits } from './guards.ts';

/** The guards without canaries that the data file has on another page, or that are on the way. */
export function withoutForeignCanaries(
  guards: GuardLimits,
  about: {
    readonly all: Identified<DataEntry>;
    readonly moved: Relocation;
    readonly schema: RecordSchema;
  },
): GuardLimits {
  const { all, moved, schema } = about;
  const { pages } = schema;
  if (pages === undefined) return guards;
  const pageOf = pagesByKey(all, pages);
  const canary = guards.canary.filter((name) => {
    const key = recordKey(name);
    return (pageOf.get(key) ?? pages.value) === pages.value && !moved.moving.has(key);
  });
  return { ...guards, canary };
}
