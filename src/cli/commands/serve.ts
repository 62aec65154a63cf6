import type { Command, CommandOption } from '../command.ts';
import { commitOptions, config, dryRun, log, ping, state } from '../listing-options.ts';

const options: readonly CommandOption[] = [
  {
    flags: '--listen <address>',
    description: 'where the dashboard is shown, such as 127.0.0.1:8377, or none',
    default: '127.0.0.1:8377',
  },
  {
    flags: '--poll <seconds>',
    description: 'how often the changes of wikis with watched listings are looked at',
    default: '20',
  },
  {
    flags: '--queue <address>',
    description: 'share the work with other machines: postgres://…, which has the state too',
  },
  ping,
  dryRun,
  ...commitOptions,
  config,
  state,
  { flags: '-v, --verbose', description: 'log what is being done in each run' },
  log,
];

/** `wikisync serve`. */
export const serve: Command = {
  name: 'serve',
  summary: 'sync listings by their schedules until it is stopped, and show how they stand',
  arguments: '',
  options,
  example: {
    line: 'wikisync serve --commit --log json',
    does: 'runs for years: each listing when its schedule says, and when somebody changed its page',
  },
  run: async ({ host, options: values }) => {
    const { runServer } = await import('../serve/run-server.ts');
    return runServer(host, values);
  },
};
