/** What a reviewer can choose for a change or a conflict; shown once the script runs. */

import type { Change, Conflict } from '../../core/change.ts';
import { type Choice, choiceProblem } from '../../core/reconcile/choices.ts';
import { type Html, html } from './html.ts';

/** What is chosen about. */
export interface ChoicePlace {
  readonly of: Choice['of'];
  readonly key: string;
  readonly field: string | undefined;
  /** The listing's number in the plan file. */
  readonly index: number;
}

interface Offer {
  readonly toPage: readonly Change[];
  readonly toData: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

/** A list to choose from, with what the plan does first; `undefined` where nothing can be chosen. */
export function choiceOf(place: ChoicePlace, offer: Offer): Html | undefined {
  const { of, key, field, index } = place;
  const planned = plannedTake(of);
  const others = (['data', 'wiki', 'skip'] as const).filter((one) => one !== planned);
  const possible = [planned, ...others].filter((take) => {
    const choice = field === undefined ? { of, key, take } : { of, key, field, take };
    return choiceProblem(choice, offer) === undefined;
  });
  if (possible.length < 2) return undefined;
  const about = field === undefined ? key : `${field} of ${key}`;
  const fieldPart = field === undefined ? undefined : html` data-field="${field}"`;
  return html`<div class="choice" hidden><span aria-hidden="true">Your choice:</span> <select aria-label="Your choice for ${about}" data-listing="${index}" data-of="${of}" data-key="${key}"${fieldPart} data-planned="${planned}">${possible.map(
    (take) => html`<option value="${take}">${labels[of][take]}</option>`,
  )}</select></div>`;
}

/** What happens if nothing is chosen. */
function plannedTake(of: Choice['of']): Choice['take'] {
  if (of === 'conflict') return 'skip';
  return of === 'page' ? 'data' : 'wiki';
}

const labels: Readonly<Record<Choice['of'], Readonly<Record<Choice['take'], string>>>> = {
  page: {
    data: 'as planned',
    wiki: 'keep the page’s',
    skip: 'not now',
  },
  data: {
    wiki: 'as planned',
    data: 'keep the data file’s',
    skip: 'not now',
  },
  conflict: {
    skip: 'not now: leave both',
    data: 'take the data file’s',
    wiki: 'take the page’s',
  },
};
