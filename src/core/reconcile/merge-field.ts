/**
 * Three-way merge of one field, on values.
 *
 * The whole value is the unit of merging. Two different edits to one field conflict even where
 * their lines could be interleaved: the result would be a sentence that neither editor wrote.
 */
import type { Owner } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import type { FieldBase } from './base.ts';

/** The three versions of one field; an absent one is `undefined`. */
export interface FieldVersions {
  readonly base: FieldBase;
  readonly data: FieldValue | undefined;
  readonly wiki: FieldValue | undefined;
}

/**
 * How the versions merge: `push` takes the data file's value to the page, `pull` the page's to the
 * data file. `overruled` says that the other side had changed it too, but is not its owner.
 */
export type FieldMerge =
  | { readonly kind: 'same' }
  | { readonly kind: 'push' | 'pull'; readonly overruled: boolean }
  | { readonly kind: 'conflict' };

/**
 * Merges the versions of a field: a side that still equals the base yields to the other, and both
 * changed alike is no change. An owned field goes the owner's way.
 *
 * Without a base (first contact) a field that only one side has is added to the other, whoever owns
 * it: nobody took it away. Where both once had something different, that is not certain.
 */
export function mergeField(versions: FieldVersions, owner: Owner): FieldMerge {
  const { base, data, wiki } = versions;
  if (sameValue(data, wiki)) return { kind: 'same' };
  if (base.kind === 'unknown') {
    if (data === undefined) return { kind: 'pull', overruled: false };
    if (wiki === undefined) return { kind: 'push', overruled: false };
  }
  const dataChanged = base.kind !== 'known' || !sameValue(data, base.value);
  const wikiChanged = base.kind !== 'known' || !sameValue(wiki, base.value);
  if (owner === 'data') return { kind: 'push', overruled: wikiChanged };
  if (owner === 'wiki') return { kind: 'pull', overruled: dataChanged };
  if (!dataChanged) return { kind: 'pull', overruled: false };
  if (!wikiChanged) return { kind: 'push', overruled: false };
  return { kind: 'conflict' };
}
