/**
 * What the documentation shows and the harness does not do as it stands there: all of it, each with
 * its reason and with what is done in its place. A command that is not listed is run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Scene } from './scenes.ts';

/** Something that is looked at in another way. */
export interface Exception {
  readonly reason: string;
  readonly check: (text: string, scene: Scene) => Promise<void> | void;
}

interface CommandException extends Exception {
  readonly command: RegExp;
}

/** Commands that are not run. */
export const commandExceptions: readonly CommandException[] = [
  {
    command: /^npm ci(?: && npm (?:run [\w:]+|test|install --global \.))?$/,
    reason: 'it installs all packages, which has happened where the tests run',
    check: (command) => {
      expect(existsSync('package-lock.json')).toBe(true);
      const script = /&& npm (?:run )?([\w:]+)/.exec(command)?.[1];
      if (script === 'install') expect(packageJson().bin).toHaveProperty('wikisync');
      else if (script !== undefined) expectScript(script);
    },
  },
  {
    command: /^(?:CI=true )?npm (?:test|run [\w:]+)(?: -- .*)?$/,
    reason:
      'scripts of the repository that take long; the job that runs the tests runs them itself',
    check: (command) => expectScript(/npm (?:run )?([\w:]+)/.exec(command)?.[1]),
  },
  {
    command: /^(?:\w+=\S+ )*npx vitest run [\w -/.]+$/,
    reason: 'the tests themselves',
    check: (command) => {
      const [, project = ''] = /--project (\w+)/.exec(command) ?? [];
      expect(readFileSync('vitest.config.ts', 'utf8')).toContain(`name: '${project}'`);
      for (const [path] of command.matchAll(/tests\/[\w./-]+/g)) {
        expect([path, existsSync(path)]).toEqual([path, true]);
      }
    },
  },
  {
    command: /^(?:systemctl|journalctl) [\w. -]+$/,
    reason: 'there is no systemd where tests run; its units are verified where they are shown',
    check: (command, { place }) => {
      const names = command.match(/wikisync\.\w+/g) ?? [];
      for (const name of names) expect(place.read(name)).toContain('Description=');
    },
  },
  {
    command: /^wikisync serve(?: --(?:commit|log json))*$/,
    reason: 'it goes on until it is stopped; here it is, once it keeps its schedules',
    check: async (command, { place, local }) => {
      place.write('config/wikisync.yaml', local(place.read('config/wikisync.yaml')));
      const server = place.start(...command.split(' ').slice(1), '--listen', '127.0.0.1:0');
      await server.said(/keeping \d+ schedule/);
      expect((await server.stop()).code).toBe(0);
    },
  },
  {
    command: /^(?:docker|kubectl|toolforge jobs) [\w. :"$/=-]+$/,
    reason: 'there is no daemon and no cluster where tests run; tests/deploy looks at their files',
    check: (command) => {
      const paths = command.match(/deploy\/[\w./-]+/g) ?? [];
      expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    },
  },
  {
    command: /^bash \.ci\/run$/,
    reason: 'it runs the tests',
    check: () => expect(existsSync('.ci/run')).toBe(true),
  },
];

function packageJson() {
  return JSON.parse(readFileSync('package.json', 'utf8'));
}

function expectScript(name: string | undefined): void {
  expect(Object.keys(packageJson().scripts)).toContain(name);
}

/** The exception that a command is, if it is one. */
export function exceptionFor(command: string): CommandException | undefined {
  return commandExceptions.find((exception) => exception.command.test(command));
}

/** Languages of blocks that may be no more than an example: nothing in them can be run. */
export const examples: readonly string[] = ['text', 'wikitext', 'diff'];
