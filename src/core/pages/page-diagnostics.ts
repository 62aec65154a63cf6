/** What is told of records that do not stand where they should. */
import type { Diagnostic, Place } from '../diagnostic.ts';
import type { ListingPage, UnreadPage } from './listing-page.ts';

/** Of a record that a page which cannot be read may have. */
export function heldForUnread(key: string, { title, problem }: UnreadPage): Diagnostic {
  return {
    code: 'other-page-unread',
    severity: 'warning',
    message: `'${key}' may stand on '${title}', which could not be read: ${problem}`,
    hint: 'It is neither added nor removed until that page can be read.',
    record: key,
  };
}

/** Of a record that stands on two pages, and not because wikisync is moving it. */
export function onTwoPages(
  key: string,
  [one, other]: readonly [ListingPage, ListingPage],
): Diagnostic {
  return {
    code: 'record-on-two-pages',
    severity: 'warning',
    message: `'${key}' stands on '${one.title}' and on '${other.title}'.`,
    hint: 'Nothing is removed: take it off the page where it is not meant to be.',
    record: key,
  };
}

/** Of a record that was edited where it is to go from, after it was added where it is to stay. */
export function overtaken(
  key: string,
  way: { readonly from: ListingPage; readonly to: ListingPage; readonly place: Place },
): Diagnostic {
  const { from, to, place } = way;
  return {
    code: 'record-on-two-pages',
    severity: 'warning',
    message: `'${key}' was moved to '${to.title}', and edited on '${from.title}' since.`,
    hint: `It is not removed there: bring what was edited over to '${to.title}', and remove it by hand.`,
    place,
    record: key,
  };
}

/** Of a record that leaves a page once another one has it. */
export function notThereYet(
  key: string,
  to: Pick<ListingPage, 'title'>,
  place: Place | undefined,
): Diagnostic {
  return {
    code: 'move-waits',
    severity: 'warning',
    message: `'${key}' is to move to '${to.title}', and is not there yet: it stays here until then.`,
    hint: 'See what the report says of that page; the next run goes on from there.',
    ...(place === undefined ? {} : { place }),
    record: key,
  };
}
