/** What a text must not have if a wiki is to save it as it is. */
import { changedAtSaving, partsOf, unsafeCharacters } from './escape.ts';
import type { SiteSettings } from './site.ts';

/**
 * What MediaWiki would make something else of when it saves a text, as a clause; `undefined` if it
 * keeps it as it is. Unlike a value, a text may have what stands between records.
 */
export function savingHazard(text: string, site: SiteSettings): string | undefined {
  const parts = partsOf(text, site);
  if (typeof parts === 'string') return parts;
  const visible = parts.map((part) => part.visible).join('');
  return (
    unsafeCharacters.find(({ pattern }) => pattern.test(text))?.reason ??
    (text === text.normalize('NFC') ? undefined : "is not in Unicode's normal form NFC") ??
    changedAtSaving.find(({ pattern }) => pattern.test(visible))?.reason
  );
}
