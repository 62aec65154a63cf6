/** The `<link>` elements of a web page: as much of HTML as finding a wiki's API takes. */

/** The tags, in order; what is in comments and scripts is none. */
export function linksIn(html: string): readonly string[] {
  const plain = html.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '');
  return [...plain.matchAll(/<link\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi)].map(([tag]) => tag);
}

/** A tag's attributes, by their names in lower case. */
export function attributesOf(tag: string): Readonly<Record<string, string>> {
  const found = tag.matchAll(/\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  const pairs = [...found].map(([, name = '', double, single, bare]): [string, string] => [
    name.toLowerCase(),
    withoutEntities(double ?? single ?? bare ?? ''),
  ]);
  return Object.fromEntries(pairs.toReversed());
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:amp|#38|#x26);/gi, '&').replace(/&(?:quot|#34|#x22);/gi, '"');
}
