import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { SyncError } from '../../src/errors.ts';
import { workplace } from '../support/command-line.ts';

describe('wikisync explain', () => {
  it('tells what a code means and what to do, without a config', async () => {
    const { code, out, err } = await workplace().run('explain', 'merge-conflict');

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "merge-conflict: The data file has a merge conflict of git

        An error in the data file: its listing is left alone on both sides, and the run ends with code 1.

        A line with <<<<<<< says that git could not put two versions of the file together. Neither of them
        may go to the wiki until a person has decided.

        What to do
          - Settle it, and remove the lines with <<<<<<<, ======= and >>>>>>>.
      "
    `);
  });

  it.each(['key-twice', 'state-locked', 'grants-surplus', 'canary'])(
    'knows %s: diagnostics, failures, findings of the doctor and guards alike',
    async (wanted) => {
      const { code, out } = await workplace().run('explain', wanted);

      expect(code).toBe(0);
      expect(out).toContain(`${wanted}: `);
    },
  );

  it('lists all codes by what they are about', async () => {
    const { code, out } = await workplace().run('explain');

    expect(code).toBe(0);
    expect(out).toContain('\nGuards\n  create  The guard on records that are added\n');
    expect(out).toMatch(/\n\n'wikisync explain <code>' tells .*\n$/);
  });

  it('suggests the code that was meant', async () => {
    expect(await workplace().run('explain', 'key-twcie')).toEqual({
      code: 64,
      out: '',
      err: "wikisync: There is no code 'key-twcie'. (usage)\n  Did you mean 'key-twice'?\n",
    });
  });

  it('says where all codes are to be found if none is near', async () => {
    expect(await workplace().run('explain', 'E1234')).toEqual({
      code: 64,
      out: '',
      err: "wikisync: There is no code 'E1234'. (usage)\n  'wikisync explain' lists all of them.\n",
    });
  });
});

describe('a failure', () => {
  it('names the command that tells more where nothing else is to be said', async () => {
    let told = '';
    const code = await runCli(['explain'], {
      cwd: '.',
      environment: {},
      out: () => {
        throw new SyncError('file-write-failed', 'Nobody listens.');
      },
      err: (text) => {
        told += text;
      },
      isTerminal: false,
      columns: undefined,
      errColumns: undefined,
      clock: { now: () => 0, every: () => () => undefined },
      stopping: new AbortController().signal,
      ask: undefined,
      identity: { pid: 1, machine: 'here', isRunning: () => false },
    });

    expect(code).toBe(1);
    expect(told).toBe(
      "wikisync: Nobody listens. (file-write-failed)\n  'wikisync explain file-write-failed' tells more.\n",
    );
  });
});
