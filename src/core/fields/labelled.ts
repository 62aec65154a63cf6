/** What `link` and `url` have in common: an address, perhaps with a label. */
import { type FieldValue, isList } from '../value.ts';
import { tidy } from './lens.ts';

/** Neither is checked, and both may be empty. */
export interface Labelled {
  readonly address: string;
  readonly label?: string;
}

/**
 * Takes apart a value or a data file's mapping; `undefined` if it is none, or has other names.
 *
 * @param key the name of the address in it
 */
export function labelledOf(value: FieldValue, key: string): Labelled | undefined {
  if (typeof value !== 'object' || isList(value)) return undefined;
  const { [key]: address, label, ...others } = value;
  if (address === undefined || typeof address === 'object') return undefined;
  if (typeof label === 'object' || Object.keys(others).length > 0) return undefined;
  const found = { address: tidy(String(address)) };
  return label === undefined ? found : { ...found, label: tidy(String(label)) };
}

/** An address alone is a string in a data file; with a label it is the value's mapping. */
export function labelledToData(value: FieldValue, key: string): FieldValue {
  const found = labelledOf(value, key);
  return found === undefined || found.label !== undefined ? value : found.address;
}

/** Whether a label is one line that cannot end its link, nor begin another. */
export function isLabel(label: string): boolean {
  return label !== '' && !/[[\]{}|<>\p{Cc}]/u.test(label);
}
