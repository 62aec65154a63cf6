/** The codes of what can fail outside: here, so that what is below the errors can speak of them. */

/** Why a run could not go on. */
export type SyncErrorCode =
  | 'usage'
  | 'config-missing'
  | 'credentials-missing'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-changed'
  | 'file-write-failed'
  | 'git-failed'
  | 'interrupted'
  | 'login-refused'
  | 'not-allowed'
  | 'page-missing'
  | 'page-changed'
  | 'page-unusable'
  | 'plan-moved'
  | 'edit-conflict'
  | 'edit-lost'
  | 'edit-refused'
  | 'outcome-unknown'
  | 'state-damaged'
  | 'state-locked'
  | 'stopped'
  | 'wiki-answer'
  | 'wiki-unavailable';
