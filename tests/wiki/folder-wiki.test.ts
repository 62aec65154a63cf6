import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOfTitle } from '../../src/core/wikitext/title-file.ts';
import { folderTitle, titleOfFile } from '../../src/wiki/folder-title.ts';
import { openFolderWiki } from '../../src/wiki/folder-wiki.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wikisync-folder-'));
});

afterEach(() => rm(root, { recursive: true }));

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

function wiki(extension?: string) {
  return openFolderWiki({
    name: 'folder',
    folder: root,
    ...(extension === undefined ? {} : { extension }),
  });
}

describe('folderTitle', () => {
  it.each([
    ['list of projects', 'List of projects'],
    ['  Two__words ', 'Two words'],
    ['template:project', 'Template:Project'],
    ['User_Talk: me/Notes', 'User talk:Me/Notes'],
    ['mediawiki:common', 'MediaWiki:Common'],
    ['éa', 'Éa'],
    ['E\u0301a', 'Éa'],
    ['a/b', 'A/b'],
    ['Xen: the list', 'Xen: the list'],
  ])('reads %j as %j', (title, canonical) => {
    expect(folderTitle(title)).toBe(canonical);
  });

  it.each(['', ' ', '..', '../etc/passwd', 'a/../b', 'a/.', 'a\0b', 'a\nb', 'a[b', 'a|b', ':a'])(
    'refuses %j',
    (title) => {
      expect(() => folderTitle(title)).toThrow(expect.objectContaining({ code: 'page-unusable' }));
    },
  );
});

describe('fileOfTitle', () => {
  it.each([
    ['Two words', 'Two_words.wiki'],
    ['A/b', 'A/b.wiki'],
    ['Template:Project', 'Template%3AProject.wiki'],
    ['What?', 'What%3F.wiki'],
    ['100%', '100%25.wiki'],
    ['C:\\Windows', 'C%3A%5CWindows.wiki'],
    ['.hidden/...', '%2Ehidden/%2E.%2E.wiki'],
    ['A/', 'A%2F.wiki'],
    ['/A//b', '%2FA%2F/b.wiki'],
    ['Con', '%43on.wiki'],
    ['A/nul.txt', 'A/%6Eul.txt.wiki'],
    ['Contact', 'Contact.wiki'],
    ['😀 é', '😀_é.wiki'],
  ])('keeps %j in %j', (title, file) => {
    expect(fileOfTitle(title, '.wiki')).toBe(file);
  });

  it.each(['Two words', 'Template:Project', '100%', 'Con', '/A//b', 'Dot.'])(
    'is undone by titleOfFile for %j',
    (title) => {
      expect(titleOfFile(fileOfTitle(title, '.wiki'), '.wiki')).toBe(title);
    },
  );
});

describe('openFolderWiki', () => {
  it('finds a page of the template namespace with or without its colon encoded', async () => {
    await put('Template:Project.wiki', 'plain');

    const { revision } = await wiki().readPage({ page: 'template:project', template: 'x' });

    expect(revision).toEqual({ title: 'Template:Project', text: 'plain' });
  });

  it('finds the redirects of the template', async () => {
    await put('List.wiki', 'text');
    await put('Template%3AProject.wiki', 'the template');
    await put('Template%3AProj.wiki', '#REDIRECT [[Template:project]]\n');
    await put('Template:Gsoc project.wiki', '#redirect: [[template:Project#top|x]]');
    await put('Template:Other.wiki', '#REDIRECT [[Template:Something]]');
    await put('Template:To_page.wiki', '#REDIRECT [[Project]]');
    await put('Template:Ignored.txt', '#REDIRECT [[Template:Project]]');
    await put('Elsewhere.wiki', '#REDIRECT [[Template:Project]]');

    const { site } = await wiki().readPage({ page: 'List', template: 'project' });

    expect(site.templateRedirects).toEqual(['Gsoc project', 'Proj']);
  });

  it('names the file that it looked for', async () => {
    const missing = wiki('.mw').readPage({ page: 'a/No page?', template: 'x' });

    await expect(missing).rejects.toMatchObject({
      code: 'page-missing',
      message: expect.stringContaining(join(root, 'A/No_page%3F.mw')),
    });
  });

  it('leaves nothing beside the page that it saved', async () => {
    await put('List.wiki', '\uFEFFa\r\n');
    const { revision } = await wiki().readPage({ page: 'List', template: 'x' });

    await wiki().savePage({ base: revision, text: '\uFEFFb\r\n', summary: 's' });

    expect(await readdir(root)).toEqual(['List.wiki']);
    expect(await readFile(join(root, 'List.wiki'), 'utf8')).toBe('\uFEFFb\r\n');
  });

  it('refuses to save over a file that changed since it was read', async () => {
    await put('List.wiki', 'a');
    const { revision } = await wiki().readPage({ page: 'List', template: 'x' });
    await put('List.wiki', 'human');

    const saved = wiki().savePage({ base: revision, text: 'b', summary: 's' });

    await expect(saved).rejects.toMatchObject({ code: 'edit-conflict' });
    expect(await readFile(join(root, 'List.wiki'), 'utf8')).toBe('human');
  });

  it('does not create a page that was deleted since it was read', async () => {
    await put('List.wiki', 'a');
    const { revision } = await wiki().readPage({ page: 'List', template: 'x' });
    await rm(join(root, 'List.wiki'));

    const saved = wiki().savePage({ base: revision, text: 'b', summary: 's' });

    await expect(saved).rejects.toMatchObject({ code: 'page-missing' });
    expect(await readdir(root)).toEqual([]);
  });
});
