/** How pages are found that the config does not name. */
export type PagesSource =
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** Titles are `before`, a value of the data file's field, and `after`. */
  | { readonly kind: 'values'; readonly before: string; readonly after: string };
