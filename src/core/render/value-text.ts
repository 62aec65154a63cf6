import { type FieldValue, isList } from '../value.ts';

/**
 * A value as people read it: strings as they are, lists joined with commas, `Mentor: A` for a person
 * with a role, `Label (Target)` for a link. Two values may have the same text; it is for reading.
 */
export function valueText(value: FieldValue): string {
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map(valueText).join(', ');
  return personText(value) ?? linkText(value) ?? mappingText(value);
}

/** The mapping values of a field. */
type Mapping = Exclude<FieldValue, string | number | boolean | readonly FieldValue[]>;

function personText(value: Mapping): string | undefined {
  const { role, name, ...others } = value;
  if (typeof name !== 'string' || Object.keys(others).length > 0) return undefined;
  if (role === undefined) return name;
  return typeof role === 'string' ? `${role}: ${name}` : undefined;
}

function linkText(value: Mapping): string | undefined {
  const { target, url, label, ...others } = value;
  const address = target ?? url;
  if (typeof address !== 'string' || Object.keys(others).length > 0) return undefined;
  if (target !== undefined && url !== undefined) return undefined;
  if (label === undefined) return address;
  return typeof label === 'string' ? `${label} (${address})` : undefined;
}

function mappingText(value: Mapping): string {
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${valueText(part)}`)
    .join(', ');
}
