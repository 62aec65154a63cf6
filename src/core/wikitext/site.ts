/** What a wiki says about itself that decides how its wikitext is read. */
export interface SiteSettings {
  /** Names of extension tags (`ref`, `syntaxhighlight`), lower-case: their content is opaque. */
  readonly extensionTags: readonly string[];
  /** The template namespace's names and aliases, in any case: `Template`, `Vorlage`. */
  readonly templateNamespaces: readonly string[];
  /**
   * Names and aliases, in any case, of the namespaces whose links show a file or put the page into
   * a category: `Category`, `Kategorie`, `File`, `Media`.
   */
  readonly actingNamespaces: readonly string[];
  /** Whether the first letter of a title matters (`$wgCapitalLinks = false`). */
  readonly caseSensitive: boolean;
  /** Titles, without namespace, of the redirects that lead to the listing's template. */
  readonly templateRedirects: readonly string[];
}

/** A folder of pages has no server to ask: MediaWiki's own tags and those of Wikimedia's wikis. */
export const standardSite: SiteSettings = {
  extensionTags: [
    'pre',
    'nowiki',
    'gallery',
    'indicator',
    'langconvert',
    'ref',
    'references',
    'poem',
    'math',
    'chem',
    'ce',
    'syntaxhighlight',
    'source',
    'templatedata',
    'templatestyles',
    'timeline',
    'score',
    'graph',
    'hiero',
    'imagemap',
    'inputbox',
    'categorytree',
    'charinsert',
    'mapframe',
    'maplink',
    'section',
    'phonos',
  ],
  templateNamespaces: ['Template'],
  actingNamespaces: ['Category', 'File', 'Image', 'Media'],
  caseSensitive: false,
  templateRedirects: [],
};
