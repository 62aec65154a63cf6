/** The action's scripts as a runner runs them, with GitHub played on this machine. */
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../support/fake-github.ts';
import { listFiles, newListRepository, textOf } from '../support/list-repository.ts';
import { buildProgram, type Program } from '../support/program.ts';

let program: Program;
/** The action as a runner has it: this repository, built. */
let action: string;

beforeAll(() => {
  program = buildProgram();
  action = program.folder;
  symlinkSync(resolve('deploy'), join(action, 'deploy'));
});

afterAll(() => program.remove());

async function scene() {
  const github = await startGitHub();
  const lists = newListRepository();
  const { root, folder, environment } = lists;
  const temp = join(root, 'temp');
  mkdirSync(temp);
  writeFileSync(join(temp, 'event.json'), '{"pull_request":{"number":7}}');
  const run = (inputs: Readonly<Record<string, string>>) =>
    runAction(folder, {
      ...environment,
      RUNNER_TEMP: temp,
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_GRAPHQL_URL: github.url,
      GITHUB_REPOSITORY: 'owner/lists',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      WIKISYNC_ACTION: action,
      ...{ COMMAND: 'plan', LISTINGS: '', ARGUMENTS: '', BRANCH: '', COMMENT: 'true' },
      TOKEN: 'the-token',
      ...inputs,
    });
  return { ...lists, github, run, shown: (name: string) => textOf(join(temp, name)) };
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** Beside this process, as GitHub is in it. */
function runAction(cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<Ended> {
  const script = join(action, 'deploy/github/run.sh');
  const child = spawn('bash', [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  }
  return new Promise((done) => child.on('close', (code) => done({ code, out })));
}

function bodies({ comments }: FakeGitHub): readonly string[] {
  return comments.map(({ body }) => body);
}

describe('the action on a pull request', () => {
  it('comments what would change, once, and has the comment keep up', async () => {
    const { github, run, edit, shown } = await scene();
    await run({ COMMAND: 'sync' });
    expect((await run({})).code).toBe(0);
    expect(bodies(github)).toEqual([]);
    edit(listFiles.data, 'of One', 'of 1');

    const first = await run({});

    expect(first.code).toBe(0);
    expect(bodies(github)).toEqual([
      expect.stringMatching(/^<!-- wikisync -->\n## wikisync plan[\s\S]*Page: 1 to update\./),
    ]);
    expect(shown('summary')).toContain('Page: 1 to update.');
    expect(shown('output')).toContain('exit-code=2\n');

    edit(listFiles.data, 'of Two', 'of 2');
    await run({});
    expect(bodies(github)).toEqual([expect.stringContaining('Page: 2 to update.')]);

    edit(listFiles.data, 'of 1', 'of One');
    edit(listFiles.data, 'of 2', 'of Two');
    await run({});
    expect(bodies(github)).toEqual([expect.stringContaining('In sync.')]);
  }, 60_000);

  it('leaves what others say alone, and finds its own behind it', async () => {
    const { github, run, edit } = await scene();
    await run({ COMMAND: 'sync' });
    const theirs = { viewerDidAuthor: false, body: '<!-- wikisync -->\nmine?' };
    github.comments.push({ id: 'own', viewerDidAuthor: true, body: '<!-- wikisync -->\nold' });
    for (const id of ['a', 'b', 'c', 'd']) github.comments.push({ id, ...theirs });
    github.comments.push({ id: 'e', viewerDidAuthor: true, body: 'Another action says so.' });
    edit(listFiles.data, 'of One', 'of 1');

    await run({});

    const [own, ...others] = bodies(github);
    expect(own).toContain('Page: 1 to update.');
    expect(others).toEqual([...Array(4).fill(theirs.body), 'Another action says so.']);
  });

  it('is no failure where the token may not write, as for a fork', async () => {
    const { github, run, edit, shown } = await scene();
    await run({ COMMAND: 'sync' });
    edit(listFiles.data, 'of One', 'of 1');
    github.mayWrite = false;

    const { code, out } = await run({});

    expect(code).toBe(0);
    expect(out).toContain(
      '::warning::The comment was not written: Resource not accessible by integration%0A::error::x',
    );
    expect(shown('summary')).toContain('Page: 1 to update.');
    expect((await run({ TOKEN: 'another' })).out).toContain('GitHub answered with status 401');
  });

  it('fails with a conflict, and says so in the comment', async () => {
    const { github, run, edit } = await scene();
    await run({ COMMAND: 'sync' });
    edit(listFiles.data, 'of One', 'of 1');
    edit(listFiles.page, 'of One', 'of Ada');

    expect((await run({})).code).toBe(3);

    expect(bodies(github)).toEqual([expect.stringContaining('1 conflict')]);
  });

  it('says that nothing could be checked where there is no report, also if it commented before', async () => {
    const { github, run, shown } = await scene();
    github.comments.push({ id: 'own', viewerDidAuthor: true, body: '<!-- wikisync -->\nIn sync.' });

    const { code } = await run({ ARGUMENTS: '--config none.yaml' });

    expect(code).toBe(1);
    expect(bodies(github)).toEqual([
      '<!-- wikisync -->\n## wikisync plan\n\n**Nothing could be checked**: it ended with code 1, and the log of the job says why.\n',
    ]);
    expect(shown('summary')).toContain('**Nothing could be checked**');
  });

  it('has hostile texts of a page say nothing to GitHub and to the runner', async () => {
    const { github, run, edit } = await scene();
    await run({ COMMAND: 'sync' });
    edit(listFiles.page, 'of One', '@everyone <img src=x> ::error::gotcha $(id) `id` #1 -->');

    const { out } = await run({});

    const stop = /^::stop-commands::([0-9a-f]{32})$/m.exec(out)?.[1];
    expect(out.split(`::stop-commands::${stop}\n`)[1]?.split(`\n::${stop}::\n`)).toHaveLength(2);
    const [body = ''] = bodies(github);
    // What is in a fence is shown as it is.
    const fence = /```diff\n[\s\S]*?\n```/;
    expect(fence.exec(body)?.[0]).toContain('gotcha');
    expect(body.replace(fence, '')).not.toMatch(/gotcha|@|<img/);
  });

  it('annotates mistakes', async () => {
    const { run, edit } = await scene();
    edit(listFiles.data, 'title: Two', 'title: One');

    const { code, out } = await run({ COMMAND: 'check' });

    expect(code).toBe(1);
    expect(out).toMatch(/^::error .*file=data\/list\.yaml/m);
  });

  it('knows its commands', async () => {
    const { run } = await scene();

    expect(await run({ COMMAND: 'undo' })).toEqual({
      code: 64,
      out: "::error::The action's command is plan, check or sync.\n",
    });
  });
});

describe('the action on a schedule', () => {
  it('pushes what changed on the wiki', async () => {
    const { run, edit, git, pushed } = await scene();
    await run({ COMMAND: 'sync' });
    edit(listFiles.page, 'of One', 'of Ada');

    expect((await run({ COMMAND: 'sync', LISTINGS: 'other li*' })).code).toBe(64);
    expect((await run({ COMMAND: 'sync', LISTINGS: 'li*' })).code).toBe(0);

    git('fetch', '--quiet');
    expect(git('log', '-1', '--format=%s', 'origin/main')).toContain('list: 1 record changed');
    expect(pushed('main')).toContain('of Ada');
  });

  it('opens a pull request for it, and has it keep up until it is merged', async () => {
    const { github, run, edit, git, pushed } = await scene();
    const inputs = { COMMAND: 'sync', BRANCH: 'wikisync/from-the-wiki' };
    await run(inputs);
    expect(github.pulls).toEqual([]);
    edit(listFiles.page, 'of One', 'of Ada');
    github.pulls.push({ id: 'fork', isCrossRepository: true, body: 'x' });

    expect((await run(inputs)).code).toBe(0);

    expect(github.pulls.slice(1)).toMatchObject([
      {
        headRefName: 'wikisync/from-the-wiki',
        baseRefName: 'main',
        title: 'Changes from the wiki',
        body: expect.stringContaining('Data file: 1 updated.'),
      },
    ]);
    const branch = () => pushed('wikisync/from-the-wiki');
    expect(branch()).toContain('of Ada');
    expect(pushed('main')).toContain('of One');

    // The next runner has neither the branch nor a state folder.
    git('branch', '--quiet', '-D', 'wikisync/from-the-wiki');
    edit(listFiles.page, 'of Ada', 'of Eve');
    expect((await run(inputs)).code).toBe(0);
    expect(github.pulls).toHaveLength(2);
    expect(branch()).toContain('of Eve');
    expect(github.pulls[0]?.body).toBe('x');
  });

  it('fails if it may open none, and the commits are there', async () => {
    const { github, run, edit, pushed } = await scene();
    const inputs = { COMMAND: 'sync', BRANCH: 'from-the-wiki' };
    await run(inputs);
    edit(listFiles.page, 'of One', 'of Ada');
    github.mayWrite = false;

    const { code, out } = await run(inputs);

    expect(code).toBe(1);
    expect(out).toContain('::error::The pull-request was not written: Resource not accessible');
    expect(pushed('from-the-wiki')).toContain('of Ada');
  });
});
