/** What of a run is not taken back: it is left as it is, and listed. */
import type { CommitInfo, RevisionInfo } from '../change.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type History, stepsOf } from '../history/page-history.ts';

/** Who did what since the run, as far as it was asked for. */
export interface PeopleSince {
  readonly history: History<RevisionInfo>;
  readonly file?: History<CommitInfo> | undefined;
}

/** The side that it is on. */
export interface LeftSide {
  readonly side: 'page' | 'data';
  readonly undo: { readonly people?: PeopleSince | undefined };
}

const places = { page: 'on the page', data: 'in the data file' } as const;

/** A field that people changed since. */
export function leftField(side: LeftSide, key: string, field: string): Diagnostic {
  const who = whoChanged(side, key, field);
  return {
    code: 'undo-left',
    severity: 'warning',
    message: `The ${field} of '${key}' ${places[side.side]} is not what the run left there any more: it stays.${who}`,
    hint: `Change it by hand if it is to go too.`,
    record: key,
    field,
  };
}

/** What is no field any more is not looked at. */
export function fieldGone({ side }: LeftSide, key: string, field: string): Diagnostic {
  return {
    code: 'undo-left',
    severity: 'warning',
    message: `The run changed the ${field} of '${key}' ${places[side]}, and the config has no field '${field}' any more: it stays.`,
    hint: 'Take it back by hand, or with the config of that time.',
    record: key,
    field,
  };
}

/** A record that stays, with why. */
export function left(side: LeftSide, key: string, reason: string): Diagnostic {
  return {
    code: 'undo-left',
    severity: 'warning',
    message: `'${key}' ${places[side.side]} ${reason}: it is left as it is.${whoChanged(side, key, undefined)}`,
    hint: `Look at it, and do by hand what is still wanted.`,
    record: key,
  };
}

/** Who did it, and when, as far as the histories tell: a sentence, or nothing. */
function whoChanged({ side, undo }: LeftSide, key: string, field: string | undefined): string {
  const { people } = undo;
  if (people === undefined) return '';
  if (side === 'page') {
    const by = lastOf(people.history, key, field);
    if (by === undefined) return '';
    return ` ${by.user === undefined ? 'Somebody' : `'${by.user}'`} changed it in revision ${by.revision}, ${by.time}.`;
  }
  const by = people.file && lastOf(people.file, key, field);
  if (by === undefined) return '';
  if (by.commit === undefined) return ' That is not committed yet.';
  return ` ${by.author ?? 'Somebody'} changed it in commit ${by.commit.slice(0, 10)}, ${by.time ?? ''}.`;
}

function lastOf<By>(history: History<By>, key: string, field: string | undefined): By | undefined {
  if (field !== undefined) return stepsOf(history, { key, field }).at(-1)?.by;
  return history.steps.findLast((step) => step.key === key)?.by;
}
