import { effects } from './effects.ts';
import type { Entries } from './explained.ts';

/** What both sides make of each other. */
export const merging = {
  'side-empty': {
    title: 'A side that had records has none any more',
    effect:
      'An error: nothing is written to either side until it is allowed, and the run ends with code 1.',
    means: [
      'Both sides agreed on records before, and now the page or the data file has not a single one. Mostly the page was blanked, its template was renamed, or a wrong file was put in place. Going on would delete the whole list on the other side.',
    ],
    todo: [
      'Look at the side that is named, and put it back as it was.',
      'If the template was renamed, name the new one in the config, and the old one under aliases.',
      'If the list is really to be emptied, run once with --allow empty.',
    ],
    see: ['empty', 'delete', 'data-empty'],
  },
  'absence-unproven': {
    title: 'Whether a record is missing cannot be told',
    effect:
      'A warning: this record is neither added nor deleted; the exit code does not change by it.',
    means: [
      'One side has the record. The other seems not to, but has an entry there that cannot be read: one without a key, a call that never ends. That entry may be this very record.',
    ],
    todo: [
      'Put that entry right: another line of the report names its place. The next run goes on by itself.',
    ],
    see: ['key-missing', 'call-unclosed', 'call-passed-over'],
  },
  'record-not-added': {
    title: 'A new record came on the side that may not add any',
    effect:
      'A warning: the record stays where it is and is not added to the other side; the exit code does not change.',
    means: [
      'records.owner in the config says that only one side may add and remove records. The new one is on the other.',
    ],
    todo: [
      'Add it to the side that owns the records too: then they are one.',
      'Or remove it, or set records.owner to shared.',
    ],
    see: ['deletion-overruled'],
  },
  'deletion-overruled': {
    title: 'A record was deleted by the side that may not remove any',
    effect: 'A notice: the plan puts the record back.',
    means: [
      'records.owner in the config says that only one side may add and remove records, and that side still has it. If many are put back, the guard recreate asks first.',
    ],
    todo: [
      'If it is to go, delete it on the side that owns the records.',
      'Or set records.owner to shared.',
    ],
    see: ['recreate', 'record-not-added'],
  },
  'change-overruled': {
    title: 'A change of a field was made on the side that does not own it',
    effect: "A notice: the plan replaces the value with the owner's.",
    means: [
      "The field's owner in the config is data or wiki: only that side's value counts, so there is no conflict. The value that is dropped is in the plan.",
    ],
    todo: [
      "Make the change on the owner's side if it was right.",
      "Set the field's owner to shared if both may change it.",
    ],
    see: ['deletion-overruled'],
  },
  'change-waits-for-rename': {
    title: 'Changes of a record wait for its new key',
    effect:
      'A notice: the rename goes first, and the other changes to that side come with the next plan.',
    means: [
      'One side gave the record another key. Values that are written to it at the same time would blur the evidence that it is the same record.',
    ],
    todo: [
      'Nothing, if you run sync: it plans again by itself. After a push or a pull alone, run the other one too.',
    ],
    see: ['rename-suggested', 'rename'],
  },
  'lines-merged': {
    title: 'Both sides changed a text in different lines, and both changes are taken',
    effect: 'A notice: the plan shows the text that comes of it.',
    means: [
      'The field says merge: lines. The two changes touch different lines, but together they may say something that nobody meant.',
    ],
    todo: [
      'Read the text in the plan.',
      'Leave merge out of the config if such changes shall be conflicts.',
    ],
    see: ['merge-unfit'],
  },
  'rename-suggested': {
    title: 'A record may have been renamed, and is not taken for it',
    effect: effects.notice,
    means: [
      'On one side a key went and another one came with values that are somewhat alike. That is not certain enough to be called a rename, so the two are different records: mostly one is deleted and one added on the other side. The message says what becomes of each.',
    ],
    todo: [
      'To keep it one record, make the same rename on the other side before the next run.',
      'If titles change often, give the template a parameter that does not, and make it the key.',
    ],
    see: ['change-waits-for-rename', 'rename'],
  },
  'base-from-histories': {
    title: 'What both sides last agreed on was found in their histories',
    effect: effects.notice,
    means: [
      'There is no snapshot, and no edit of the page says for certain that both sides agreed. But the page once was as the data file has been in git. wikisync merges from there, rather than taking every difference for a conflict.',
    ],
    todo: [
      'Look at the plan once with this in mind. After a run the state folder knows it for certain.',
    ],
    see: ['sync-point-of-other-mapping', 'snapshot-none'],
  },
  'snapshot-of-other-copy': {
    title: 'The data file is not the one of the last run',
    effect: effects.notice,
    means: [
      'The state folder knows what both sides last agreed on, but with a version of the data file that is not in the history of this one: another branch is checked out, the commits of that run are on a branch that is not merged yet, or what it wrote was thrown away.',
      "That this file lacks what the other one had does not mean that anybody took it out. So wikisync merges as a machine without a state folder does: from a sync point in the page's history, or from where the histories of page and file met.",
    ],
    todo: [
      'Nothing, if another branch is meant. To take something back, change it in the file and commit that.',
    ],
    see: ['base-from-histories', 'snapshot-of-other-page'],
  },
  'snapshot-of-other-page': {
    title: 'The snapshot is of another page',
    effect:
      'A warning: the exit code does not change. Page and data file are merged as on first contact.',
    means: [
      'The state folder knows what both sides of this listing last agreed on, but for another page or another wiki. The listing was probably pointed elsewhere in the config. What was agreed on there says nothing about this page: fields that differ go to their owner, shared ones are conflicts, and nothing is deleted.',
    ],
    todo: [
      'If the config is right, look at the plan and run: a new snapshot replaces the old one.',
      'If a page was moved on the wiki, the conflicts can be settled with resolve or --prefer.',
    ],
    see: ['base-from-histories', 'snapshot-there'],
  },
  'sync-point-of-other-mapping': {
    title: 'The config has changed since both sides last agreed',
    effect: 'A notice: page and data file are merged as on first contact.',
    means: [
      "An edit in the page's history is marked as one after which both sides agreed, but by a config with another template, key or fields. What was the same then may not be the same by the new one.",
    ],
    todo: [
      'Look at the plan: shared fields that differ are conflicts once, and nothing is deleted.',
      'Keep the state folder between runs: it tells field by field what is still good.',
    ],
    see: ['base-from-histories', 'snapshot-of-other-page'],
  },
} as const satisfies Entries;
