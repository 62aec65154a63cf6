/** Data on a wiki's page: shown as it is, and nothing of it means anything there. */
import { printable } from '../printable.ts';

/** All signs that MediaWiki's markup is made of, those of addresses and magic words among them. */
const signs = /[&<>[\]{}|'~=*#:;!_\-+/\\"@]/g;

/** Letters and numbers that MediaWiki makes links of by themselves. */
const magic = /\b(?:ISBN|RFC|PMID)(?=[\s\u00A0])/g;

/** Text for the middle of a line of wikitext; its lines are kept apart. */
export function plainWikitext(text: string): string {
  return printable(text)
    .replace(signs, entity)
    .replace(magic, (word) => `${entity(word.charAt(0))}${word.slice(1)}`)
    .split('\n')
    .map((line) => line.replace(/^ +/, (spaces) => '&#32;'.repeat(spaces.length)))
    .join('<br />');
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}
