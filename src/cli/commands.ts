import type { Command } from './command.ts';

type Load = () => Promise<Command>;

/** Every command by its name, in the order of the help. One is loaded when it is asked for. */
const loads: Readonly<Record<string, Load>> = {
  init: async () => (await import('./commands/init.ts')).init,
  plan: async () => (await import('./commands/plan.ts')).plan,
  apply: async () => (await import('./commands/apply.ts')).apply,
  sync: async () => (await import('./commands/sync.ts')).sync,
  push: async () => (await import('./commands/push.ts')).push,
  pull: async () => (await import('./commands/pull.ts')).pull,
  regenerate: async () => (await import('./commands/regenerate.ts')).regenerate,
  resolve: async () => (await import('./commands/resolve.ts')).resolve,
  acknowledge: async () => (await import('./commands/acknowledge.ts')).acknowledge,
  status: async () => (await import('./commands/status.ts')).status,
  health: async () => (await import('./commands/health.ts')).health,
  log: async () => (await import('./commands/log.ts')).log,
  show: async () => (await import('./commands/show.ts')).show,
  undo: async () => (await import('./commands/undo.ts')).undo,
  blame: async () => (await import('./commands/blame.ts')).blame,
  check: async () => (await import('./commands/check.ts')).check,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  serve: async () => (await import('./commands/serve.ts')).serve,
  explain: async () => (await import('./commands/explain.ts')).explain,
  completion: async () => (await import('./commands/completion.ts')).completion(allCommands),
};

/** All commands, in the order of the help. */
export async function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(loads).map((load) => load()));
}

/** The commands that a command line can be about: the one that it names, or all where it needs help. */
export async function commandsFor([first = '']: readonly string[]): Promise<readonly Command[]> {
  if (first === '--version' || first === '-V') return [];
  const load = Object.hasOwn(loads, first) ? loads[first] : undefined;
  return load === undefined ? allCommands() : [await load()];
}
