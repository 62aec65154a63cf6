/** `action=templatedata`, as the extension answers it: a page without it is left out. */
import { ApiFailure } from './api-failure.ts';
import type { Store } from './store.ts';
import { canonicalTitle } from './titles.ts';
import { type ApiParams, list } from './wire.ts';

/** What a parameter is when nothing is said of it. */
const unsaid = {
  label: null,
  required: false,
  suggested: false,
  description: null,
  example: null,
  deprecated: false,
  aliases: [],
  autovalue: null,
  default: null,
  type: 'unknown',
  suggestedvalues: [],
};

export function templateData(store: Store, params: ApiParams): object {
  if (!store.hasTemplateData) {
    const text = 'Unrecognized value for parameter "action": templatedata.';
    throw new ApiFailure('badvalue', text);
  }
  const found = list(params, 'titles').flatMap((asked) => {
    const title = targetOf(store, canonicalTitle(asked), params.has('redirects'));
    const page = store.pages.get(title);
    const told = /<templatedata>([\s\S]*?)<\/templatedata>/.exec(store.latest(title)?.text ?? '');
    if (page === undefined || told === null) return [];
    const { params: described = {} } = JSON.parse(told[1] ?? '');
    return [[String(page.id), { title, params: all(described), format: null, sets: [], maps: {} }]];
  });
  return { batchcomplete: true, pages: Object.fromEntries(found) };
}

function targetOf(store: Store, title: string, follows: boolean): string {
  const target = /^#redirect\s*\[\[([^\]|#]+)/i.exec(store.latest(title)?.text ?? '')?.[1];
  return follows && target !== undefined ? canonicalTitle(target) : title;
}

function all(described: Readonly<Record<string, Readonly<Record<string, unknown>>>>): object {
  const entries = Object.entries(described);
  // PHP writes an empty mapping as an empty list.
  if (entries.length === 0) return [];
  return Object.fromEntries(
    entries.map(([name, { label = null, ...more }]) => [
      name,
      { ...unsaid, ...more, label: typeof label === 'string' ? { en: label } : label },
    ]),
  );
}
