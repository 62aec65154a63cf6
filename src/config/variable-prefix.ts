/** What the variables of a wiki's credentials begin with: `WIKISYNC_MY_WIKI` for `my-wiki`. */
export function variablePrefix(wiki: string): string {
  return `WIKISYNC_${wiki.toUpperCase().replaceAll('-', '_')}`;
}
