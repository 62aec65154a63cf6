/** What the Dockerfile builds, without Docker: from its context alone, and run as it has it run. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let context: string;
let lists: string;

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

beforeAll(() => {
  context = mkdtempSync(join(tmpdir(), 'wikisync-image-'));
  const ignored = readFileSync('deploy/docker/Dockerfile.dockerignore', 'utf8');
  for (const [, path = ''] of ignored.matchAll(/^!(.*)$/gm)) {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    cpSync(path, join(context, path), { recursive: true });
  }
  // An image installs them by itself.
  symlinkSync(resolve('node_modules'), join(context, 'node_modules'));
  chmodSync(context, 0o755);
  execFileSync('npm', ['run', 'build'], { cwd: context, stdio: 'pipe' });

  lists = mkdtempSync(join(tmpdir(), 'wikisync-lists-'));
  for (const path of ['config', 'fixtures/xen']) {
    cpSync(path, join(lists, path), { recursive: true });
  }
  chmodSync(lists, 0o755);
  const inside = readdirSync(lists, { recursive: true, encoding: 'utf8' });
  if (isRoot) for (const path of ['', ...inside]) chownSync(join(lists, path), nobody, nobody);
});

afterAll(() => {
  for (const folder of [context, lists]) rmSync(folder, { recursive: true, force: true });
});

const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

function works([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, args).status === 0;
}

/** In a world of its own where nothing but the lists can be written, as nobody; as far as this user may. */
function runConfined(...command: readonly string[]) {
  const isConfined = isRoot && works(['unshare', '--mount', 'true']);
  // Where this repository, or node, is in a folder of root's own, nobody would not get at it.
  const isSeen =
    isRoot && works([...asNobody, process.execPath, '--check', resolve('deploy/github/tell.mjs')]);
  const script = 'mount --bind . . && mount -o remount,bind,ro / && cd "$PWD" && exec "$@"';
  const whole = [
    ...(isConfined ? ['unshare', '--mount', 'sh', '-c', script, 'sh'] : []),
    ...(isSeen ? [...asNobody, '--no-new-privs', '--bounding-set=-all'] : []),
    ...command,
  ];
  const [program = '', ...args] = whole;
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: lists,
    env,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr, isConfined, isSeen };
}

it('is built from what the context has', () => {
  const main = join(context, 'dist/cli/main.js');

  expect(execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' })).toMatch(/^\d/);
});

it('runs as nobody on a disk that cannot be written, but for the lists', () => {
  const { code, out, err } = runConfined(
    process.execPath,
    join(context, 'dist/cli/main.js'),
    'sync',
  );

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('In sync.');
  expect(readdirSync(join(lists, '.wikisync'))).toContain('snapshots');
  const elsewhere = runConfined('touch', join(context, 'x'));
  expect(elsewhere.code === 0).toBe(!elsewhere.isConfined && !elsewhere.isSeen);
});
