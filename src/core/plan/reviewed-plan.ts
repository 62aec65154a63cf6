/** A plan as it is kept for a review, so that exactly it can be applied later. */
import type { Choice } from '../reconcile/choices.ts';
import type { DigestedPlan } from './plan-digest.ts';

/** One listing's plan with all by which a later run knows whether it still is what was reviewed. */
export interface ReviewedPlan extends DigestedPlan {
  /** Names the plan: see `planDigest`. */
  readonly digest: string;
  readonly dataFile: string;
  /** `undefined` on a folder wiki. */
  readonly pageId?: number;
  /** The revision that it was made from; `undefined` on a folder wiki. */
  readonly revision?: number;
  /** Of the page's text. */
  readonly pageText: string;
  /** The side that conflicts were to go to. */
  readonly prefer?: 'data' | 'wiki';
  /** What a reviewer chose; none takes the plan as it is. */
  readonly choices: readonly Choice[];
}
