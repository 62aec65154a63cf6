/** A repository of lists, as it is run unattended: a checkout, and where it came from. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { newRepository, type Repository } from './repository.ts';

/** A checkout with a list, whose wiki is a folder that git ignores. */
export interface ListRepository extends Repository {
  readonly folder: string;
  /** Where it was cloned from, bare. */
  readonly origin: string;
  /** Replaces a text that must be there. */
  readonly edit: (path: string, from: string, to: string) => void;
  /** The data file on a branch of the origin. */
  readonly pushed: (branch: string) => string;
}

/** The list's files. */
export const listFiles = {
  config: 'config/wikisync.yaml',
  data: 'data/list.yaml',
  page: 'wiki/List.wiki',
};

const contents: readonly (readonly [path: string, text: string])[] = [
  [
    listFiles.config,
    `wikis:
  w: { folder: ../wiki }
listings:
  list:
    wiki: w
    page: List
    data: ../data/list.yaml
    template: item
    key: title
    fields:
      title: { parameter: Title, type: text, required: true }
      note: { parameter: Note, type: text }
`,
  ],
  [
    listFiles.page,
    ['One', 'Two', 'Three'].map((title) => `{{item|Title=${title}|Note=of ${title}}}\n`).join(''),
  ],
  [
    listFiles.data,
    `records:\n${['One', 'Two', 'Three'].map((title) => `  - title: ${title}\n    note: of ${title}\n`).join('')}`,
  ],
  ['.gitignore', '.wikisync/\nwiki/\n'],
];

/** Both sides are alike, and were never synced. */
export function newListRepository(): ListRepository {
  const repository = newRepository();
  const { root, git } = repository;
  const folder = join(root, 'repo');
  const origin = join(root, 'origin.git');
  for (const [path, text] of contents) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '.');
  git('commit', '--quiet', '--message', 'Lists');
  git('clone', '--quiet', '--bare', '.', origin);
  git('remote', 'add', 'origin', origin);
  git('fetch', '--quiet', 'origin');
  git('branch', '--quiet', '--set-upstream-to=origin/main');
  return {
    ...repository,
    folder,
    origin,
    edit: (path, from, to) => {
      const text = repository.read(path);
      expect(text).toContain(from);
      repository.write(
        path,
        text.replace(from, () => to),
      );
    },
    pushed: (branch) => git('--git-dir', origin, 'show', `${branch}:${listFiles.data}`),
  };
}

/** A file's text, or none. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
