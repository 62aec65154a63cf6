/** Schedules of the documentation: read as their programs would, and what they start is run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { exceptionFor } from './exceptions.ts';
import type { Scene } from './scenes.ts';

/** A line of a crontab. */
export async function checkCron(text: string, { run }: Scene): Promise<void> {
  const line = /^(?:[\d*,/-]+ ){5}cd \/\S+ && (wikisync .*)\n$/.exec(text);
  if (line?.[1] === undefined) throw new Error(`this is no line of a crontab: ${text}`);
  expect(await run(line[1])).toMatchObject({ code: 0 });
}

const verifier = '/usr/bin/systemd-analyze';

/** A unit of systemd's, which says itself what it thinks of it where it is. */
export async function checkUnit(text: string, scene: Scene): Promise<void> {
  const command = /^ExecStart=\/usr\/bin\/(.*)$/m.exec(text)?.[1];
  if (command !== undefined) await checkStarted(command, scene);
  const name = text.includes('[Timer]') ? 'wikisync.timer' : 'wikisync.service';
  // The program and the account of the page need not be on this machine.
  const local = text.replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true').replace(/^User=.*\n/m, '');
  const folder = mkdtempSync(join(tmpdir(), 'wikisync-units-'));
  writeFileSync(join(folder, 'wikisync.service'), '[Service]\nType=oneshot\nExecStart=/bin/true\n');
  writeFileSync(join(folder, name), local);
  const verified = existsSync(verifier)
    ? spawnSync(verifier, ['verify', '--man=no', join(folder, name)], { encoding: 'utf8' })
    : undefined;
  rmSync(folder, { recursive: true });
  const complaints = (verified?.stderr ?? '').split('\n').filter((line) => line.includes(name));
  expect(complaints).toEqual([]);
}

/** What goes on for good is looked at as the documentation's commands are. */
async function checkStarted(command: string, scene: Scene): Promise<void> {
  const exception = exceptionFor(command.replace(/^npx /, ''));
  if (exception !== undefined) return exception.check(command.replace(/^npx /, ''), scene);
  expect(await scene.run(command)).toMatchObject({ code: 0 });
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>
  >;
}

/** A workflow of GitHub's: its scripts are scripts, and those that call wikisync are run. */
export async function checkWorkflow(text: string, { run }: Scene): Promise<void> {
  const { on, permissions, jobs }: Workflow = parse(text);
  expect(on).toBeDefined();
  expect(permissions).toBeDefined();
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  expect(steps.length).toBeGreaterThan(0);
  for (const { uses, run: script } of steps) {
    if (script === undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
    else await checkScript(script, run);
  }
}

async function checkScript(script: string, run: Scene['run']): Promise<void> {
  // What the runner puts in is a word like any other.
  const text = script.replace(/\$\{\{.*?\}\}/g, '0');
  const { status, stderr } = spawnSync('bash', ['-n', '-c', text], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  if (!text.includes('wikisync ')) return;
  const files = 'export RUNNER_TEMP=. GITHUB_OUTPUT=outputs GITHUB_STEP_SUMMARY=summary';
  const { code, shown } = await run(`${files}\n${text}`);
  expect({ code, shown }).toMatchObject({ code: 0 });
}
