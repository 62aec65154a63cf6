/** Commands and files that are mentioned within sentences: there must be such. */
import { existsSync, readFileSync } from 'node:fs';
import { allCommands } from '../../src/cli/commands.ts';
import { describeCommands } from '../../src/cli/describe.ts';

const program = describeCommands(await allCommands());
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

/** What is wrong with a mention; `undefined` if nothing is, or if it mentions no command. */
export function mentionProblem(code: string): string | undefined {
  const file = /^(?:tests|src|fixtures)\/[\w./-]+$/.exec(code)?.[0];
  if (file !== undefined) return existsSync(file) ? undefined : `no file '${file}'`;
  const script = /^npm run ([\w:]+)/.exec(code)?.[1];
  if (script !== undefined) return script in scripts ? undefined : `no script '${script}'`;
  const call = /(?:^|[^\w./-])wikisync\s+([^|;>)]*)/.exec(code)?.[1];
  if (call === undefined) return undefined;
  const words = call.trim().split(/\s+/);
  const name = words.find((word) => /^[a-z]/.test(word));
  const command = program.commands.find((one) => one.name === name);
  if (name !== undefined && command === undefined) return `no command '${name}'`;
  const known = (command ?? program).options.flatMap(({ flags }) => flags.match(/--?[\w-]+/g));
  const unknown = words
    .filter((word) => /^--?\w/.test(word))
    .map((word) => word.replace(/=.*/, ''))
    .find((flag) => !known.includes(flag));
  return unknown === undefined ? undefined : `no option '${unknown}' of '${name ?? 'wikisync'}'`;
}
