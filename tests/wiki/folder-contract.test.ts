import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileOfTitle } from '../../src/core/wikitext/title-file.ts';
import { folderTitle } from '../../src/wiki/folder-title.ts';
import { openFolderWiki } from '../../src/wiki/folder-wiki.ts';
import type { Lab } from '../support/fake-mediawiki/lab.ts';
import { describeChanges } from './changes-contract.ts';
import { describeWiki } from './wiki-contract.ts';

describeWiki('a folder', folderLab);
describeChanges('a folder', folderLab);

async function folderLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'wikisync-contract-'));
  const path = (title: string) => join(folder, fileOfTitle(folderTitle(title), '.wiki'));
  return {
    open: () => openFolderWiki({ name: 'lab', folder, whole: true }),
    put: async (title, text) => {
      await mkdir(dirname(path(title)), { recursive: true });
      await writeFile(path(title), text);
    },
    remove: (title) => rm(path(title)),
    text: (title) => readFile(path(title), 'utf8').catch(() => undefined),
    close: () => rm(folder, { recursive: true }),
  };
}
