/** What one page of a listing is called on the command line, in reports and in the state folder. */
import { digestOf } from '../core/plan/digest.ts';

/**
 * `projects@2014`. A value that no file can be named after everywhere has a part of its digest behind
 * a `~`, so that no two have one name.
 */
export function pageName(listing: string, value: string): string {
  if (/^[a-z0-9_-]{1,60}$/.test(value)) return `${listing}@${value}`;
  const slug = value.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);
  return `${listing}@${slug}~${digestOf(value).slice(0, 8)}`;
}
