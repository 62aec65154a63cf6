import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBelowOneWith, isFolder, unwritableFolder } from '../src/folder-access.ts';

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

describe('isBelowOneWith', () => {
  it('looks in a folder and above, where links lead, and in the nearest one that is there', async () => {
    mkdirSync(join(folder, 'marked', 'below'), { recursive: true });
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'marked', 'mark'), '');
    symlinkSync(join(folder, 'marked', 'below'), join(folder, 'other', 'link'));

    expect(await isBelowOneWith('mark', join(folder, 'marked'))).toBe(true);
    expect(await isBelowOneWith('mark', join(folder, 'marked', 'below', 'not', 'yet'))).toBe(true);
    expect(await isBelowOneWith('mark', join(folder, 'other', 'link'))).toBe(true);
    expect(await isBelowOneWith('mark', join(folder, 'other'))).toBe(false);
    expect(await isBelowOneWith('mark', join(folder, 'marked', 'mark', 'below'))).toBe(true);
    expect(await isBelowOneWith('no such mark', folder)).toBe(false);
  });

  it('says yes where the system does not tell', async () => {
    symlinkSync('loop', join(folder, 'loop'));

    expect(await isBelowOneWith('mark', join(folder, 'loop'))).toBe(true);
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
