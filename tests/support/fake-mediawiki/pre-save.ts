/** What MediaWiki does to a text that comes in, and before it stores it. */

/** Parameters are NFC without control characters. See WebRequest::normalizeUnicode. */
export function cleanUp(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .normalize('NFC')
  );
}

/** Signatures, `subst:` and the pipe trick, outside `nowiki`. See Parser::preSaveTransform. */
export function preSave(text: string, user: string, timestamp: string): string {
  const signature = `[[User:${user}|${user}]] ([[User talk:${user}|talk]])`;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\n\r\0\v]+$/, '')
    .split(/(<nowiki>[\s\S]*?<\/nowiki>|<!--[\s\S]*?-->)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/~{5}/g, timestamp)
            .replace(/~{4}/g, `${signature} ${timestamp}`)
            .replace(/~{3}/g, signature)
            .replace(/\{\{subst:([^{}|]+)[^{}]*\}\}/gi, 'the text of $1')
            .replace(/\[\[([^[\]|:]+?) (\([^[\]|()]+\))\|\]\]/g, '[[$1 $2|$1]]'),
    )
    .join('');
}
