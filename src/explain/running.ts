import { failures, findings } from './effects.ts';
import type { Entries } from './explained.ts';

/** The command line, files, git, and the state folder. */
export const running = {
  usage: {
    title: 'The command line asks for something that cannot be',
    effect: 'A failure: nothing was written, and the run ends with code 64.',
    means: [
      'A name that is not there, options that do not go together, or a data file that cannot be committed as it is. The message says which, and the line below it what to do.',
    ],
    todo: ["Look at 'wikisync <command> --help': each has an example."],
    see: ['git-failed', 'config-missing'],
  },
  'file-missing': {
    title: 'There is no data file',
    effect: failures.failed,
    means: [
      'The command needs the data file, or the listing was synced before and its file is gone. An absent file is never taken for an empty list.',
    ],
    todo: [
      "Restore it from git; or make it with 'wikisync pull' if the listing was never synced.",
      'Check data in the config: it is relative to the config file.',
    ],
    see: ['data-file-new', 'data-empty'],
  },
  'file-unreadable': {
    title: 'A file cannot be read',
    effect: failures.failed,
    means: [
      'The file is there, and is not UTF-8, is too large, is no regular file, or may not be read by this user. It may also be one of the state folder whose content is damaged.',
    ],
    todo: [
      'Convert a file that is not UTF-8; the message names the first byte that is wrong.',
      'Check the permissions.',
      'A damaged snapshot can be restored from a copy, or deleted: the next run then merges as on first contact.',
    ],
    see: ['state-damaged', 'file-missing'],
  },
  'file-changed': {
    title: 'The data file changed while it was being synced',
    effect: failures.later,
    means: [
      'Between reading the data file and writing it, an editor, a git pull or another program wrote to it. Writing over that would lose it.',
    ],
    todo: ['Save what you are editing, and run again.'],
    see: ['state-locked'],
  },
  'file-write-failed': {
    title: 'A file cannot be written',
    effect: failures.failed,
    means: [
      'The disk is full or read-only, or this user may not write there. The old text is still there, unless the message says that the new one was written. A run that was in the middle of a write is settled by the next one.',
    ],
    todo: ['Check the permissions and the free space, and run again.'],
    see: ['state-unwritable', 'outcome-unknown'],
  },
  'git-failed': {
    title: 'git could not do what it was asked for',
    effect: failures.failed,
    means: [
      "wikisync uses your git to find a data file's history and to commit it. The message has git's own words. The data file may be written by then, and not committed: the line below says so.",
    ],
    todo: [
      'Try the command that the message is about by hand.',
      'In a scheduled job check that git may use the folder (safe.directory), and that user.name and user.email are set.',
    ],
    see: ['usage'],
  },
  interrupted: {
    title: 'The run was asked to stop',
    effect:
      'A failure that may pass: what was under way came to its end, the rest was not begun. The run ends with code 75, or with 130 or 143 if a signal stopped it.',
    means: ['Somebody pressed Ctrl-C, or a scheduler ended the job.'],
    todo: ['Run again. Nothing is half-done.'],
    see: ['outcome-unknown'],
  },
  'state-locked': {
    title: 'Another run has the state folder',
    effect: 'A failure that may pass: nothing is looked at, and the run ends with code 75.',
    means: [
      'Two runs at once could plan from the same state and write over each other. The lock names the process, its machine and since when. If that process is gone from this machine, the lock is taken over by itself; of another machine that cannot be told.',
    ],
    todo: [
      'Wait until the other run is through.',
      'If its machine is gone for good, delete the file that the message names.',
    ],
    see: ['state-damaged', 'state-unwritable'],
  },
  'state-damaged': {
    title: 'The state folder is damaged',
    effect: failures.failed,
    means: [
      'The journal, a lock or what belongs to an edit that was saved is not as wikisync writes it. The journal is what keeps an edit from being saved twice, so that it is not skipped.',
    ],
    todo: [
      'Look on the page whether the last edit is there.',
      'Then move the file that the message names away, and run again: the next run merges from what it finds.',
    ],
    see: ['file-unreadable', 'outcome-unknown'],
  },
  'state-unavailable': {
    title: 'The database that holds the state cannot be reached',
    effect: failures.later,
    means: [
      'The state is kept in PostgreSQL, and the database does not answer, refuses the connection, or ended it in the middle of the run. The run ends there: it never goes on without its state, which it would take for a first contact, and it sends no edit that it cannot write down before.',
      'With its connection a run loses its locks, so that another run may take the listing over. That one first finds out what became of an edit that was under way.',
    ],
    todo: [
      'Look whether the database runs, and whether this machine can reach it.',
      'Then run again: nothing has to be repaired.',
    ],
    see: ['state-refused', 'outcome-unknown'],
  },
  'state-refused': {
    title: 'The database refuses to hold the state',
    effect: failures.failed,
    means: [
      'The database is there, and does not let this user in, has no database of that name, does not let the user make tables, or has tables of another version of wikisync.',
    ],
    todo: [
      'Check the address in WIKISYNC_STATE_URL, or in --state or state of the config, and the password.',
      'Let the user make a schema once: GRANT CREATE ON DATABASE … TO ….',
    ],
    see: ['state-unavailable'],
  },
  'state-writable': {
    title: 'The state folder can be written to',
    effect: findings.ok,
    means: ['Snapshots and the journal can be kept there.'],
    todo: [],
  },
  'state-unwritable': {
    title: 'The state folder cannot be written to',
    effect: findings.problem,
    means: [
      'wikisync writes each edit down before it is sent. Where it cannot do that, it saves nothing.',
    ],
    todo: [
      'Make the folder writable for this user.',
      "Or name another with --state or the config's state.",
    ],
    see: ['file-write-failed'],
  },
  'data-there': {
    title: 'The data file can be read',
    effect: findings.ok,
    means: ['It is there, in a form that can be read, with that many records.'],
    todo: [],
    see: ['data-file-new'],
  },
  'data-unwritable': {
    title: 'The data file cannot be written to',
    effect: findings.problem,
    means: [
      'Its folder lets this user make no file, and wikisync writes a data file as a new one that takes the place of the old: so it is never half written.',
    ],
    todo: ['Make the folder writable for this user, or run as the one whom it belongs to.'],
    see: ['file-write-failed', 'state-unwritable'],
  },
  'notify-unset': {
    title: 'The config tells people of a run, and it is not set where',
    effect: findings.warning,
    means: [
      "notify: names a webhook or mail, or health: a dead-man's switch, and the variable with its address is neither in the environment nor in .env. A run that needs a person would go on without telling anybody.",
    ],
    todo: ['Set the variable that the finding names, or take the key out of the config.'],
    see: ['config-value'],
  },
  'nothing-chosen': {
    title: 'No listing was looked at',
    effect:
      'An error, and the run ends with code 1; a warning, which does not change the exit code, where the listings are in other parts of --shard.',
    means: [
      'The config has no listing that the command is about, or none is in the part that was asked for. Nothing was compared, so that nothing can be said of how any listing stands.',
    ],
    todo: [
      'Look whether --config names the right file.',
      'Use fewer parts than there are listings, or data files that listings share.',
    ],
    see: ['usage', 'pages-none'],
  },
  'no-good-run': {
    title: 'A listing has gone without a good run for too long',
    effect:
      'An error: the run, status or health ends with code 1, also where the failure itself is one that may pass.',
    means: [
      "The config's health.maxAge says how long a listing may go without a 'sync', 'push', 'pull' or 'apply' that ends without a conflict, a tripped guard or a failure. Each single run may have had a good reason to leave it to the next one; that none of them did it needs a person.",
      'A listing of which the state knows no run at all counts too for status and health.',
    ],
    todo: [
      'Look at what was wrong with the last run: the message and the report say it.',
      'Look whether what starts the runs still does, and uses the same state.',
      "Settle conflicts with 'wikisync resolve', and ask 'wikisync doctor' about the rest.",
    ],
    see: ['state-locked', 'wiki-unavailable', 'interrupted'],
  },
  'write-open': {
    title: 'An earlier run was cut off while it was writing',
    effect: findings.warning,
    means: [
      'The journal has a write without an outcome. The next run finds out whether it was done before it plans anything.',
    ],
    todo: ['Run the command again. Do not take the edit back by hand before that.'],
    see: ['outcome-unknown'],
  },
  'snapshot-there': {
    title: 'The snapshot can be read',
    effect: findings.ok,
    means: [
      'The state folder knows what both sides of the listing last agreed on, and how many records that are.',
    ],
    todo: [],
    see: ['snapshot-of-other-page'],
  },
  'snapshot-none': {
    title: 'There is no snapshot yet',
    effect: findings.ok,
    means: [
      "The listing was never synced with this state folder, or the folder is not kept between runs. The base then comes from the marks in the page's history, if there are any; else the next run is a first contact, which deletes nothing.",
    ],
    todo: ['In scheduled jobs, cache the state folder or commit it: it saves requests.'],
    see: ['base-from-histories', 'snapshot-there'],
  },
} as const satisfies Entries;
