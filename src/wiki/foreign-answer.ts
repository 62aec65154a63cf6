/** What an answer that is not the API's shows of where it came from: enough to tell a person. */

/** An answer, as far as it is known. */
export interface ForeignAnswer {
  /** Title of the web page that came, `''` if it has none; absent if none came. */
  readonly page?: string;
  /** Where a redirect leads, relative or not, without its query. */
  readonly location?: string;
  /** Something on the way wants proof that a person is asking. */
  readonly challenge?: true;
}

/** Marks of the services that ask for such proof, in a header, a title or the page's source. */
const challengeTitles =
  /just a moment|attention required|checking your browser|not a (?:ro)?bot|are you (?:a )?human|verify you are|captcha|security check/i;
const challengeSources =
  /\/cdn-cgi\/challenge-platform|_Incapsula_Resource|awswaf|sucuri_cloudproxy|\.within\.website\/x\/cmd\/anubis/i;

/** Characters of a page that are looked at. */
const lookedAt = 50_000;

/**
 * Looks at an answer.
 *
 * @param safe makes a text safe to print
 */
export function foreignAnswer(
  response: { readonly headers: Readonly<Record<string, unknown>>; readonly data: unknown },
  safe: (text: unknown) => string,
): ForeignAnswer {
  const { headers, data } = response;
  const source = typeof data === 'string' ? data.slice(0, lookedAt) : '';
  const isPage = /<(?:!doctype html|html|head|title|body)\b/i.test(source);
  const page = safe(/<title\b[^>]*>([\s\S]*?)<\/title>/i.exec(source)?.[1]);
  const location = safe(headers['location']).replace(/[?#].*$/s, '');
  const isChallenge =
    headers['cf-mitigated'] === 'challenge' ||
    (isPage && (challengeTitles.test(page) || challengeSources.test(source)));
  return {
    ...(isPage ? { page } : {}),
    ...(location === '' ? {} : { location }),
    ...(isChallenge ? { challenge: true } : {}),
  };
}
