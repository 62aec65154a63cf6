/** What MediaWiki makes of a text before it looks at its wikitext. */

/**
 * Why a text would not be stored as it is; `undefined` if it would, as far as that can be told
 * without knowing wikitext.
 *
 * See WebRequest::getText and TextContent::normalizeLineEndings of MediaWiki.
 */
export function storedOtherwise(text: string): string | undefined {
  if (/\p{Cs}/u.test(text)) return 'it has half of a character';
  if (text !== text.normalize('NFC')) return 'it has characters that are not in normal form (NFC)';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text)) {
    return 'it has control characters';
  }
  if (text.includes('\r')) return 'it has line ends of Windows';
  if (/[ \t\n]$/.test(text)) return 'it ends in white space';
  return undefined;
}

/**
 * Whether MediaWiki may put something else in the place of what a text says: signatures, `subst:`,
 * links with an empty part. Inside `nowiki` and comments it does not, which only the wiki can tell.
 *
 * See Parser::preSaveTransform.
 */
export function mayBeTransformed(text: string): boolean {
  return /~~~|subst\s*:|\[\[[^\]\n]*\|\s*\]\]|\[\[\s*\|/i.test(text.replace(/<!--.*?-->/gs, ''));
}
