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
  return html`<div class="choice" hidden><select aria-label="Choice for ${about}" data-listing="${index}" data-of="${of}" data-key="${key}"${fieldPart} data-planned="${planned}">${possible.map(
    (take) => html`<option value="${take}">${labels[of][take]}</option>`,
  )}</select></div>`;
}

/** What happens if nothing is chosen. */
function plannedTake(of: Choice['of']): Choice['take'] {
  if (of === 'conflict') return 'skip';
  return of === 'page' ? 'data' : 'wiki';
}

const labels: Readonly<Record<Choice['of'], Readonly<Record<Choice['take'], string>>>> = {
  page: { data: 'As planned (data file’s)', wiki: 'Keep the page’s', skip: 'Not now' },
  data: { wiki: 'As planned (page’s)', data: 'Keep the data file’s', skip: 'Not now' },
  conflict: {
    skip: 'Leave both as they are',
    data: 'Take the data file’s',
    wiki: 'Take the page’s',
  },
};
