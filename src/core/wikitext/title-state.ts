/** What a link to a page of the wiki leads to. */
export type TitleState =
  | { readonly kind: 'page' }
  /** To a page that there is. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** No page, or a redirect to none. */
  | { readonly kind: 'missing' }
  /** No page of this wiki that could be missing: another wiki's, a special page. */
  | { readonly kind: 'elsewhere' }
  /** It cannot be told: a folder need not hold all pages. */
  | { readonly kind: 'unknown' };
