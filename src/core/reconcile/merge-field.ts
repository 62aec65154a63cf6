/**
 * Three-way merge of one field, on values.
 *
 * The whole value is the unit of merging, unless the field is set up otherwise. Two different edits
 * to one field conflict even where their lines could be interleaved: the result might be a text that
 * neither editor meant.
 */
import type { MergeUnit, Owner } from '../schema.ts';
import { type FieldValue, sameValue } from '../value.ts';
import type { FieldBase } from './base.ts';
import { mergeLines } from './merge-lines.ts';

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
  /** Both changes together: a text that neither side has yet. */
  | { readonly kind: 'both'; readonly value: string }
  | { readonly kind: 'conflict' };

/**
 * Merges the versions of a field: a side that still equals the base yields to the other, and both
 * changed alike is no change. An owned field goes the owner's way.
 *
 * Without a base (first contact) a field that only one side has is added to the other, whoever owns
 * it: nobody took it away. Where both once had something different, that is not certain.
 */
export function mergeField(
  versions: FieldVersions,
  owner: Owner,
  unit: MergeUnit = 'value',
): FieldMerge {
  const { base, data, wiki } = versions;
  if (sameValue(data, wiki)) return { kind: 'same' };
  const added = addition(versions);
  if (added !== undefined) return added;
  const dataChanged = base.kind !== 'known' || !sameValue(data, base.value);
  const wikiChanged = base.kind !== 'known' || !sameValue(wiki, base.value);
  if (owner === 'data') return { kind: 'push', overruled: wikiChanged };
  if (owner === 'wiki') return { kind: 'pull', overruled: dataChanged };
  if (!dataChanged) return { kind: 'pull', overruled: false };
  if (!wikiChanged) return { kind: 'push', overruled: false };
  return mergeTexts(versions, unit) ?? { kind: 'conflict' };
}

/** What only one side has, and never was on both. */
function addition({ base, data, wiki }: FieldVersions): FieldMerge | undefined {
  if (base.kind !== 'unknown') return undefined;
  if (data === undefined) return { kind: 'pull', overruled: false };
  return wiki === undefined ? { kind: 'push', overruled: false } : undefined;
}

/** `undefined` unless all three are texts whose changed lines do not touch each other. */
function mergeTexts({ base, data, wiki }: FieldVersions, unit: MergeUnit): FieldMerge | undefined {
  if (unit !== 'lines') return undefined;
  if (base.kind !== 'known' || typeof base.value !== 'string') return undefined;
  if (typeof data !== 'string' || typeof wiki !== 'string') return undefined;
  const value = mergeLines(base.value, data, wiki);
  if (value === undefined) return undefined;
  // A side that holds the other's change already, as after a push alone, has all there is.
  if (value === data) return { kind: 'push', overruled: false };
  if (value === wiki) return { kind: 'pull', overruled: false };
  return { kind: 'both', value };
}
