import type { Command } from './command.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { apply } from './commands/apply.ts';
import { blame } from './commands/blame.ts';
import { check } from './commands/check.ts';
import { completion } from './commands/completion.ts';
import { doctor } from './commands/doctor.ts';
import { explain } from './commands/explain.ts';
import { init } from './commands/init.ts';
import { log } from './commands/log.ts';
import { plan } from './commands/plan.ts';
import { pull } from './commands/pull.ts';
import { push } from './commands/push.ts';
import { regenerate } from './commands/regenerate.ts';
import { resolve } from './commands/resolve.ts';
import { show } from './commands/show.ts';
import { status } from './commands/status.ts';
import { sync } from './commands/sync.ts';
import { undo } from './commands/undo.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  init,
  plan,
  apply,
  sync,
  push,
  pull,
  regenerate,
  resolve,
  acknowledge,
  status,
  log,
  show,
  undo,
  blame,
  check,
  doctor,
  explain,
  completion(() => commands),
];
