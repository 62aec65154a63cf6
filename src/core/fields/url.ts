import type { FieldValue } from '../value.ts';
import { type FieldType, type Reading, readAs, unreadable } from './field-type.ts';
import { isLabel, type Labelled, labelledOf, labelledToData } from './labelled.ts';
import { fieldType, tidy } from './lens.ts';
import { quote } from './quote.ts';

/** An address on the web, as `{ url }` or `{ url, label }`. */
export const url: FieldType = fieldType({
  name: 'url',
  summary: 'An address on the web, such as https://x.org or [https://x.org label].',
  options: [],
  markup: ['external-link'],
  read,
  fromParts,
  spell,
  toData: (value) => labelledToData(value, 'url'),
});

function read(text: string): Reading {
  const [, address, label] = /^\[(\S*)(?:\s(.*))?\]$/s.exec(text) ?? [];
  if (address === undefined) return readUrl({ address: text });
  return readUrl(label === undefined ? { address } : { address, label: tidy(label) });
}

function fromParts(parts: FieldValue): Reading {
  const link = labelledOf(parts, 'url');
  return link === undefined
    ? unreadable(`${quote(parts)} is not a url, or a url and a label`)
    : readUrl(link);
}

function spell(value: FieldValue, previousText?: string): readonly string[] {
  const link = labelledOf(value, 'url');
  if (link === undefined) return [];
  if (link.label !== undefined) return [`[${link.address} ${link.label}]`];
  const bracketed = `[${link.address}]`;
  return previousText?.startsWith('[') ? [bracketed] : [link.address];
}

function readUrl({ address, label }: Labelled): Reading {
  if (!isUrl(address)) {
    return unreadable(`${quote(address)} is no http, https, ftp, mailto or // address`);
  }
  if (label === undefined) return readAs({ url: address });
  return isLabel(label)
    ? readAs({ url: address, label })
    : unreadable(`${quote(label)} is no label`);
}

/** Other schemes are not for a wiki's readers. What ends a link of MediaWiki's is no part of one. */
function isUrl(text: string): boolean {
  const rest = /^(?:(?:https?|ftp):\/\/|mailto:|\/\/)(.+)$/is.exec(text)?.[1] ?? '';
  return rest !== '' && !/[\s\p{Cc}<>[\]{}|"]|''/u.test(rest);
}
