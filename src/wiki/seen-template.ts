/** What a wiki says of a template. */
import type { QueryAnswer } from './answers.ts';
import { pageOf } from './page-query.ts';

/** What a wiki said of a template. */
export interface SeenTemplate {
  /** Titles, without namespace, of the redirects that lead to it, sorted. */
  readonly redirects: readonly string[];
  readonly isRedirect: boolean;
  /** What it redirects to, without namespace. */
  readonly target: string | undefined;
}

/** What an answer says of a template. Its words differ by language: a redirect's first link leads on. */
export function templateIn(template: string, answer: QueryAnswer): SeenTemplate {
  const page = pageOf(`Template:${template}`, answer);
  const isRedirect = page?.redirect === true;
  const redirects = (page?.redirects ?? []).map(({ title }) => title.slice(title.indexOf(':') + 1));
  const text = isRedirect && template !== '' ? page.revisions?.[0]?.slots?.main.content : undefined;
  const target = /\[\[\s*:?[^:\]|]*:([^\]|#]+)/.exec(text ?? '')?.[1]?.trim();
  return { redirects: redirects.sort(), isRedirect, target };
}
