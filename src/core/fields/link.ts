import type { FieldValue } from '../value.ts';
import { type FieldType, type Reading, readAs, unreadable } from './field-type.ts';
import { isLabel, type Labelled, labelledOf, labelledToData } from './labelled.ts';
import { fieldType, tidy } from './lens.ts';
import { quote } from './quote.ts';

/** A link to a page of the wiki, as `{ target }` or `{ target, label }`. */
export const link: FieldType = fieldType({
  name: 'link',
  summary: 'A link to a page, such as [[Target]] or [[Target|label]].',
  options: [],
  markup: ['link'],
  read,
  fromText: (text) => (text.startsWith('[[') ? read(text) : readLink({ address: text })),
  fromParts,
  spell: (value) => {
    const link = labelledOf(value, 'target');
    if (link === undefined) return [];
    return [link.label === undefined ? `[[${link.address}]]` : `[[${link.address}|${link.label}]]`];
  },
  toData: (value) => labelledToData(value, 'target'),
});

function read(text: string): Reading {
  const [, address, label] = /^\[\[([^|]*)(?:\|(.*))?\]\]$/s.exec(text) ?? [];
  if (address === undefined)
    return unreadable(`${quote(text)} is no link such as [[Target|label]]`);
  return readLink(label === undefined ? { address } : { address, label: tidy(label) });
}

function fromParts(parts: FieldValue): Reading {
  const link = labelledOf(parts, 'target');
  return link === undefined
    ? unreadable(`${quote(parts)} is not a target, or a target and a label`)
    : readLink(link);
}

function readLink({ address, label }: Labelled): Reading {
  // Titles are the same to MediaWiki with spaces or underscores, however many.
  const target = address.replace(/[_\p{Zs}\uFEFF]+/gu, ' ').trim();
  const flaw = targetFlaw(target);
  if (flaw !== undefined) return unreadable(`${quote(target)} ${flaw}`);
  if (label === undefined) return readAs({ target });
  return isLabel(label) ? readAs({ target, label }) : unreadable(`${quote(label)} is no label`);
}

/** https://www.mediawiki.org/wiki/Manual:Page_title, as far as one need not know the wiki for it. */
function targetFlaw(target: string): string | undefined {
  if (/^[:#\s]*$/.test(target) || /[<>[\]{}|\p{Cc}\p{Zl}\p{Zp}\uFFFD]|~~~/u.test(target)) {
    return 'is no title of a page';
  }
  if (/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(target)) return 'is a URL and no title of a page';
  // English names of namespaces are understood by every wiki. With a colon before them they are links.
  if (/^(?:file|image|category) ?:/i.test(target)) return 'would show a file or set a category';
  return undefined;
}
