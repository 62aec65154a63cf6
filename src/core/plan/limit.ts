/** A guard's limit, and how much of something it lets pass. */

/** A share, a number, or both: then the stricter one counts. Without either all passes. */
export interface Limit {
  /** Percent, from 0 to 100. */
  readonly share?: number;
  readonly number?: number;
}

/**
 * What a share is of where there is little: 30% of three records is less than one.
 *
 * `ignored`: below `from` it does not apply. `raised`: it is always the share of at least `from`.
 */
export interface ShareRule {
  readonly below: 'ignored' | 'raised';
  readonly from: number;
}

/** What a limit comes to. */
export interface Bound {
  /** The largest count that passes; infinite if none is too large. */
  readonly most: number;
  /** In words: `30%`, `5`, `3 (30% of at least 10)`. */
  readonly text: string;
}

/** Works out what a limit comes to where there are `of`. */
export function boundOf(limit: Limit, of: number, rule: ShareRule): Bound {
  const byShare = shareBound(limit.share, of, rule);
  if (limit.number === undefined || byShare.most < limit.number) return byShare;
  return { most: limit.number, text: grouped(limit.number) };
}

/** A count as people read it: `12,345`. Asking the system's languages for it takes longer than a plan. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function shareBound(share: number | undefined, of: number, { below, from }: ShareRule): Bound {
  if (share === undefined) return { most: Number.POSITIVE_INFINITY, text: 'none' };
  if (of >= from) return { most: shareOf(share, of), text: `${share}%` };
  if (below === 'ignored') {
    return { most: Number.POSITIVE_INFINITY, text: `${share}% from ${grouped(from)} records on` };
  }
  const most = shareOf(share, from);
  return { most, text: `${grouped(most)} (${share}% of at least ${grouped(from)})` };
}

function shareOf(share: number, of: number): number {
  return Math.floor((share * of) / 100);
}
