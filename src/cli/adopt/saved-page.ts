/** Files that a page was saved as, and that are not its wikitext. */
import { SyncError } from '../../errors.ts';
import { attributesOf, linksIn } from '../../wiki/html-links.ts';

/** @throws {SyncError} page-unusable: what a browser or Special:Export saves */
export function refuseSavedPage(text: string, file: string): void {
  const start = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 500);
  const raw = "Save the page's wikitext, as the address with ?action=raw gives it";
  if (/^(?:<!--[\s\S]*?-->\s*)?(?:<!doctype html|<html\b)/i.test(start)) {
    const links = linksIn(text).map(attributesOf);
    const address = links.find(({ rel }) => rel?.toLowerCase() === 'canonical')?.['href'];
    const online = address === undefined ? 'give the address of the page' : `give ${address}`;
    throw new SyncError('page-unusable', `'${file}' is a web page, and no wikitext.`, {
      hint: `${raw}, or ${online} to init.`,
    });
  }
  if (/^(?:<\?xml[^>]*>\s*)?<mediawiki\b/i.test(start)) {
    throw new SyncError('page-unusable', `'${file}' is an export of pages, and no wikitext.`, {
      hint: `${raw}.`,
    });
  }
}
