/** The options that commands over listings share. */
import { allowable } from '../core/plan/guards.ts';
import { reporters, reportFiles } from '../report/reporters.ts';
import type { CommandOption } from './command.ts';

/** Which config. */
export const config: CommandOption = {
  flags: '-c, --config <file>',
  description: 'the config',
  default: 'config/wikisync.yaml',
};

/** Which state folder, or database. */
export const state: CommandOption = {
  flags: '--state <place>',
  description: "the state folder, or postgres://…; default: the config's, else .wikisync",
};

const format: CommandOption = {
  flags: '-f, --format <format>',
  description: 'how the report is written to standard output',
  choices: Object.keys(reporters),
  default: 'text',
};

const report: CommandOption = {
  flags: '--report <file>',
  description: `also write the report to a file: ${Object.keys(reportFiles).join(', ')}`,
  repeatable: true,
};

const reportPage: CommandOption = {
  flags: '--report-page <title>',
  description: 'also save the report on this page of the wiki, between the marks that it has',
};

const notify: CommandOption = {
  flags: '--notify',
  description: 'tell people as the config says, also if nothing was to be written',
};

/** Whether a dead-man's switch is told. */
export const ping: CommandOption = {
  flags: '--ping',
  description: "ping the dead-man's switch in WIKISYNC_PING_URL, to say how it goes",
};

const quiet: CommandOption = {
  flags: '-q, --quiet',
  description: 'report only what needs a person, log nothing',
};

const verbose: CommandOption = {
  flags: '-v, --verbose',
  description: "report notices and the page's line diff, log what is being done",
};

/** How it is logged. */
export const log: CommandOption = {
  flags: '--log <format>',
  description: 'how the log is written to standard error',
  choices: ['text', 'json'],
  default: 'text',
};

/** What may be allowed for one run. */
export const allowOptions: readonly CommandOption[] = [
  {
    flags: '--allow <guard>',
    description: 'lets this run pass a guard; may be given more than once',
    choices: allowable,
    repeatable: true,
  },
];

/** Which side wins. */
export const prefer: CommandOption = {
  flags: '--prefer <side>',
  description: 'which side every conflict of this run goes to',
  choices: ['data', 'wiki'],
};

/** `plan` and what writes: how it is planned, and whether pending changes make a code of 2. */
export const planOptions: readonly CommandOption[] = [
  ...allowOptions,
  prefer,
  { flags: '--exit-code', description: 'exit with 2 if changes are pending' },
];

/** What writes may also only say what it would write. */
export const dryRun: CommandOption = {
  flags: '-n, --dry-run',
  description: 'report what would be done, and write nothing',
};

/** What writes the data file may also commit it. */
export const commitOptions: readonly CommandOption[] = [
  {
    flags: '--commit',
    description: "commit the data file, with a commit for each of the wiki's editors",
  },
  {
    flags: '--branch <name>',
    description: 'commit to this branch instead of what is checked out; it is made if need be',
  },
];

/** Every command over listings has these. */
export const commonOptions: readonly CommandOption[] = [
  config,
  state,
  format,
  report,
  reportPage,
  notify,
  ping,
  quiet,
  verbose,
  log,
];
