import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFolder, unwritableFolder } from '../src/folder-access.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wikisync-folder-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('isFolder', () => {
  it('knows a folder, by a link too, from a file and from nothing', async () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(folder, join(folder, 'link'));

    expect(await isFolder(folder)).toBe(true);
    expect(await isFolder(join(folder, 'link'))).toBe(true);
    expect(await isFolder(join(folder, 'file'))).toBe(false);
    expect(await isFolder(join(folder, 'nothing'))).toBe(false);
  });
});

describe('unwritableFolder', () => {
  it('finds nothing in the way of a folder, or of one that can be made, and makes none', async () => {
    expect(await unwritableFolder(folder)).toBeUndefined();
    expect(await unwritableFolder(join(folder, 'a', 'b'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names the file that is in the way', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');

    expect(await unwritableFolder(file)).toBe(`it is not a folder: '${file}'`);
    expect(await unwritableFolder(join(file, 'below'))).toBe(`ENOTDIR: '${join(file, 'below')}'`);
  });
});
