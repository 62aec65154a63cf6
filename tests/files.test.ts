import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SyncError } from '../src/errors.ts';
import { listFolder, readText, writeTextAtomically } from '../src/files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wikisync-files-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a promise is rejected with. */
async function errorOf(promise: Promise<unknown>): Promise<SyncError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SyncError) return error;
  throw new Error(`Not a SyncError: ${String(error)}`);
}

describe('readText', () => {
  it.each([
    ['ASCII', 'records: []\n'],
    ['characters of two to four bytes', 'é 日本語 😀\n'],
    ['a byte order mark, which stays', '\ufeffrecords: []\n'],
    ['CRLF', 'a\r\nb\r\n'],
    ['nothing', ''],
  ])('reads %s', async (_what, text) => {
    writeFileSync(join(folder, 'data'), text);

    expect(await readText(join(folder, 'data'))).toBe(text);
  });

  it.each(['missing', 'missing/file', 'file/below'])('finds nothing at %s', async (path) => {
    writeFileSync(join(folder, 'file'), 'x');

    expect(await readText(join(folder, path))).toBeUndefined();
  });

  it.each([
    // From 0: the first byte of what is no character.
    ['latin-1.yaml', 23],
    ['truncated-at-the-end.yaml', 20],
    ['truncated-in-the-middle.csv', 7],
    ['overlong-slash.csv', 6],
    ['surrogate-in-utf-8.json', 24],
    ['lone-continuation-byte.csv', 7],
    ['utf-16-little-endian.yaml', 0],
    ['beyond-unicode.yaml', 14],
    ['bad-after-good-characters.csv', 12],
  ])('refuses %s, bad from byte %i', async (name, offset) => {
    const error = await errorOf(readText(`fixtures/bad-input/data/encoding/${name}`));

    expect(error.code).toBe('file-unreadable');
    expect(error.message).toContain(`byte ${offset} begins no character`);
  });

  it('finds the bad byte wherever it is', async () => {
    const good = Buffer.from('a é 日 😀 '.repeat(50));
    for (let offset = 0; offset < good.length; offset += 1) {
      const isBoundary = ((good[offset] ?? 0) & 0xc0) !== 0x80;
      if (!isBoundary) continue;
      writeFileSync(
        join(folder, 'data'),
        Buffer.concat([good.subarray(0, offset), Buffer.of(0xff), good.subarray(offset)]),
      );

      const { message } = await errorOf(readText(join(folder, 'data')));

      expect(message).toContain(`byte ${offset} begins`);
    }
  });

  it('refuses a folder', async () => {
    expect((await errorOf(readText(folder))).code).toBe('file-unreadable');
  });

  it('refuses a symbolic link, whatever it leads to', async () => {
    writeFileSync(join(folder, 'target'), 'x');
    symlinkSync(join(folder, 'target'), join(folder, 'link'));
    symlinkSync('/dev/zero', join(folder, 'device'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));

    for (const name of ['link', 'device', 'dangling']) {
      expect((await errorOf(readText(join(folder, name)))).code).toBe('file-unreadable');
    }
  });

  it('refuses a pipe instead of waiting for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);

    expect((await errorOf(readText(join(folder, 'pipe')))).code).toBe('file-unreadable');
  });

  it('reads 16 MiB and refuses a byte more', async () => {
    writeFileSync(join(folder, 'data'), '');
    truncateSync(join(folder, 'data'), 16 * 1024 * 1024);
    expect((await readText(join(folder, 'data')))?.length).toBe(16 * 1024 * 1024);

    truncateSync(join(folder, 'data'), 16 * 1024 * 1024 + 1);
    expect((await errorOf(readText(join(folder, 'data')))).code).toBe('file-unreadable');
  });
});

describe('writeTextAtomically', () => {
  it('writes a new file, folders and all, and leaves nothing beside it', async () => {
    const path = join(folder, 'a', 'b', 'data.yaml');

    await writeTextAtomically(path, '\ufeffé\r\n');

    expect(readFileSync(path, 'utf8')).toBe('\ufeffé\r\n');
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['data.yaml']);
  });

  it('replaces a file and leaves nothing beside it', async () => {
    writeFileSync(join(folder, 'data'), 'a longer old text');

    await writeTextAtomically(join(folder, 'data'), 'new');

    expect(readFileSync(join(folder, 'data'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('keeps the permissions', async () => {
    writeFileSync(join(folder, 'data'), 'old');
    chmodSync(join(folder, 'data'), 0o640);

    await writeTextAtomically(join(folder, 'data'), 'new');

    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o640);
  });

  it('writes a name that is as long as names can be', async () => {
    const path = join(folder, 'x'.repeat(255));

    await writeTextAtomically(path, 'new');

    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('leaves what is there if it cannot write, and nothing beside it', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'inside'), 'old');

    const error = await errorOf(writeTextAtomically(join(folder, 'data'), 'new'));

    expect(error.code).toBe('file-write-failed');
    expect(readFileSync(join(folder, 'data', 'inside'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('fails if a file stands where the folder should be', async () => {
    writeFileSync(join(folder, 'file'), 'old');

    const error = await errorOf(writeTextAtomically(join(folder, 'file', 'data'), 'new'));

    expect(error.code).toBe('file-write-failed');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
  });

  it('shows a reader the old text or the new one at any moment', async () => {
    const path = join(folder, 'data');
    const texts = ['a'.repeat(1_000_000), 'b'.repeat(500_000)];
    await writeTextAtomically(path, 'a'.repeat(1_000_000));
    let isDone = false;

    const writing = (async () => {
      for (let count = 0; count < 20; count += 1) {
        await writeTextAtomically(path, texts[(count + 1) % 2] ?? '');
      }
      isDone = true;
    })();
    while (!isDone) expect(texts).toContain(await readText(path));
    await writing;

    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('lets the last of several at once win, whole', async () => {
    const path = join(folder, 'data');
    const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(100_000));

    await Promise.all(texts.map((text) => writeTextAtomically(path, text)));

    expect(texts).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

describe('listFolder', () => {
  it('lists names in order, and none of a folder that is not there', async () => {
    for (const name of ['b', 'a', 'C']) writeFileSync(join(folder, name), '');

    expect(await listFolder(folder)).toEqual(['C', 'a', 'b']);
    expect(await listFolder(join(folder, 'missing'))).toEqual([]);
  });

  it('fails for a file', async () => {
    writeFileSync(join(folder, 'file'), '');

    expect((await errorOf(listFolder(join(folder, 'file')))).code).toBe('file-unreadable');
  });
});
