/** A folder of pages as a wiki: a checkout of a wiki that lives in git, a saved page, the demo. */
import { dirname, join } from 'node:path';
import { standardSite } from '../core/wikitext/site.ts';
import { templateTitle } from '../core/wikitext/title.ts';
import { fileOfTitle } from '../core/wikitext/title-file.ts';
import { SyncError } from '../errors.ts';
import { listFolder, readText, removeLeftovers, writeTextAtomically } from '../files.ts';
import { filesBelow } from '../folder-access.ts';
import { folderChanges } from './folder-changes.ts';
import { folderPages } from './folder-pages.ts';
import { folderTitle, titleOfFile } from './folder-title.ts';
import { folderTitles } from './folder-titles.ts';
import { textHash } from './page-revision.ts';
import type {
  Edit,
  EditOutcome,
  FoundPage,
  NewPage,
  PageState,
  ReadRequest,
  SavedPage,
  SentEdit,
  Wiki,
} from './wiki.ts';

/** Where a folder wiki is. */
export interface FolderWikiOptions {
  /** As the config calls it. */
  readonly name: string;
  readonly folder: string;
  /** Of the pages' files, with or without its dot; `.wiki` if absent. */
  readonly extension?: string;
  /** Whether it holds all pages of the wiki; `false` if absent. */
  readonly whole?: boolean;
}

interface Folder {
  readonly root: string;
  /** With its dot. */
  readonly extension: string;
}

interface PageFile {
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

/** Opens a folder of pages. Texts are kept byte for byte, and nothing is known of revisions. */
export function openFolderWiki(options: FolderWikiOptions): Wiki {
  const folder = {
    root: options.folder,
    extension: `.${(options.extension ?? 'wiki').replace(/^\./, '')}`,
  };
  return {
    name: options.name,
    readPage: (request) => readPage(folder, request),
    expect: () => undefined,
    readRevisions: () => Promise.resolve({ revisions: new Map(), redirects: new Map() }),
    prepareSave: () => Promise.resolve(),
    expectSave: () => undefined,
    savePage: (edit) => savePage(folder, edit),
    readPages: (titles) => readPages(folder, titles),
    createPage: (page) => createPage(folder, page),
    findEdit: (sent) => findEdit(folder, sent),
    readHistory: () => Promise.resolve([]),
    render: () => Promise.resolve(undefined),
    readTemplateData: () => Promise.resolve(undefined),
    findPages: async (wanted) => {
      const files = await filesBelow(folder.root);
      const { extension } = folder;
      return folderPages(wanted, { files, extension }, (title) => textOf(folder, title));
    },
    readTitles: (titles) =>
      folderTitles(titles, (title) => textOf(folder, title), options.whole === true),
    readChanges: (request) => folderChanges(request, (title) => textOf(folder, title)),
    revisionLink: () => undefined,
    userLink: () => undefined,
    close: () => Promise.resolve(),
  };
}

async function readPage(folder: Folder, request: ReadRequest): Promise<PageState> {
  const { title, text } = await pageFile(folder, request.page);
  return {
    revision: { title, text },
    site: {
      ...standardSite,
      templateRedirects: await templateRedirects(folder, request.template),
    },
    permission: { kind: 'allowed' },
  };
}

async function savePage(folder: Folder, edit: Edit): Promise<SavedPage> {
  const { title, path, text } = await pageFile(folder, edit.base.title);
  if (text !== edit.base.text) {
    throw new SyncError('edit-conflict', `'${path}' was changed since it was read.`, {
      hint: 'Nothing was saved; run it again.',
    });
  }
  if (edit.text !== text) await writeTextAtomically(path, edit.text);
  return { revision: { title, text: edit.text }, isMerged: false };
}

async function readPages(folder: Folder, titles: readonly string[]): Promise<readonly FoundPage[]> {
  const found: FoundPage[] = [];
  for (const title of titles) {
    const page = await foundFile(folder, title);
    const about = { user: undefined, summary: undefined, isOwn: false };
    if (page === undefined) found.push({ kind: 'missing', title });
    else {
      const revision = { title: page.title, text: page.text };
      found.push({ kind: 'there', title, revision, ...about });
    }
  }
  return found;
}

async function createPage(folder: Folder, page: NewPage): Promise<SavedPage> {
  const title = folderTitle(page.title);
  const path = join(folder.root, fileOfTitle(title, folder.extension));
  if ((await foundFile(folder, title)) !== undefined) {
    throw new SyncError('edit-conflict', `Somebody has made '${path}' meanwhile.`, {
      hint: 'Nothing was saved; run it again.',
    });
  }
  await writeTextAtomically(path, page.text);
  return { revision: { title, text: page.text }, isMerged: false };
}

/** A folder has no history: the edit is there if its text is. */
async function findEdit(folder: Folder, sent: SentEdit): Promise<EditOutcome> {
  if (sent.isNew === true && (await foundFile(folder, sent.title)) === undefined) {
    return { kind: 'not-saved' };
  }
  const { title, path, text } = await pageFile(folder, sent.title);
  await removeLeftovers(dirname(path));
  if (textHash(text) !== sent.textHash) return { kind: 'not-saved' };
  return { kind: 'saved', saved: { revision: { title, text }, isMerged: false } };
}

async function textOf(folder: Folder, title: string): Promise<string | undefined> {
  try {
    return (await pageFile(folder, title)).text;
  } catch (error) {
    if (error instanceof SyncError && error.code === 'page-missing') return undefined;
    throw error;
  }
}

async function pageFile(folder: Folder, page: string): Promise<PageFile> {
  const found = await foundFile(folder, page);
  if (found !== undefined) return found;
  const title = folderTitle(page);
  const file = fileOfTitle(title, folder.extension);
  throw new SyncError(
    'page-missing',
    `There is no page '${title}': no file '${join(folder.root, file)}'.`,
    { hint: 'Pages are not created; check the title, the folder and the extension in the config.' },
  );
}

async function foundFile(folder: Folder, page: string): Promise<PageFile | undefined> {
  const title = folderTitle(page);
  for (const name of spellingsOf(fileOfTitle(title, folder.extension))) {
    const path = join(folder.root, name);
    const text = await readText(path);
    if (text !== undefined) return { title, path, text };
  }
  return undefined;
}

/**
 * A page's file as this folder may have it: a checkout made on Linux with a namespace's colon as it
 * is, a page that somebody saved with a small first letter, or with spaces.
 */
function spellingsOf(file: string): ReadonlySet<string> {
  const withColon = [file, file.replaceAll('%3A', ':')];
  const inSmall = withColon.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const known = [...withColon, ...inSmall];
  return new Set([...known, ...known.map((name) => name.replaceAll('_', ' '))]);
}

/** Only files named as templates are opened, since a folder may hold a whole wiki. */
async function templateRedirects(folder: Folder, template: string): Promise<readonly string[]> {
  const wanted = templateTitle(template, standardSite);
  const files = (await listFolder(folder.root)).filter((file) => /^template(:|%3A)/i.test(file));
  const found = new Set<string>();
  for (const file of files) {
    const title = titleOfFile(file, folder.extension);
    if (title === undefined) continue;
    const target = redirectTarget(await readText(join(folder.root, file)));
    const name = title.slice(title.indexOf(':') + 1);
    if (target !== undefined && target === wanted && name !== wanted) found.add(name);
  }
  return [...found].sort();
}

function redirectTarget(text: string | undefined): string | undefined {
  const link = /^\uFEFF?\s*#redirect\s*:?\s*\[\[([^\]|]+)/i.exec(text ?? '')?.[1];
  return link !== undefined && /^\s*template\s*:/i.test(link)
    ? templateTitle(link, standardSite)
    : undefined;
}
