/**
 * A disk in memory, with what is in the system's cache and what a power cut leaves of it.
 *
 * As POSIX has it: a file's text is there to stay once the file was synced, a name once its folder
 * was. What was not synced may stay, go, or be cut in the middle.
 */
import { basename, dirname } from 'node:path';
import type { Chance } from './chance.ts';

/** A file, whatever its names. */
export interface FileNode {
  readonly kind: 'file';
  text: string;
  /** What a power cut leaves for certain. */
  synced: string;
  mode: number;
}

interface FolderNode {
  readonly kind: 'folder';
  readonly entries: Map<string, FileNode | FolderNode>;
  /** As after the last sync. */
  synced: ReadonlyMap<string, FileNode | FolderNode>;
  /** What was done to its entries since, in order. */
  changes: EntryChange[];
}

type Entry = FileNode | FolderNode;

/** One step that a power cut keeps or loses as a whole: a rename inside a folder is one. */
type EntryChange = readonly (readonly [name: string, entry: Entry | undefined])[];

/** A failure as `node:fs` throws it. */
export function diskFailure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: '${path}'`), { code });
}

/** Files and folders; paths are absolute. */
export class Disk {
  readonly #root: FolderNode = emptyFolder();

  /** A file's text, `undefined` if there is none. */
  read(path: string): string | undefined {
    const entry = this.#find(path);
    return entry?.kind === 'file' ? entry.text : undefined;
  }

  /** Somebody puts a file there, at once and for good. */
  place(path: string, text: string): void {
    this.makeFolders(dirname(path));
    const folder = this.#folder(dirname(path));
    folder.entries.set(basename(path), { kind: 'file', text, synced: text, mode: 0o644 });
    for (let up = path; up !== '/'; up = dirname(up)) syncFolderNode(this.#folder(dirname(up)));
  }

  /** @throws ENOENT, ENOTDIR */
  entry(path: string): Entry {
    const entry = this.#find(path);
    if (entry === undefined) throw diskFailure('ENOENT', path);
    return entry;
  }

  has(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  names(path: string): readonly string[] {
    return [...this.#folder(path).entries.keys()];
  }

  create(path: string, mode: number): FileNode {
    if (this.has(path)) throw diskFailure('EEXIST', path);
    const file: FileNode = { kind: 'file', text: '', synced: '', mode };
    this.#change(dirname(path), [[basename(path), file]]);
    return file;
  }

  /** @returns the outermost folder that it made */
  makeFolders(path: string): string | undefined {
    if (this.has(path)) return undefined;
    const parent = dirname(path);
    const outermost = this.makeFolders(parent);
    this.#change(parent, [[basename(path), emptyFolder()]]);
    return outermost ?? path;
  }

  link(from: string, to: string): void {
    if (this.has(to)) throw diskFailure('EEXIST', to);
    this.#change(dirname(to), [[basename(to), this.entry(from)]]);
  }

  rename(from: string, to: string): void {
    const entry = this.entry(from);
    if (dirname(from) !== dirname(to)) throw diskFailure('EXDEV', to);
    this.#change(dirname(to), [
      [basename(from), undefined],
      [basename(to), entry],
    ]);
  }

  remove(path: string): void {
    this.entry(path);
    this.#change(dirname(path), [[basename(path), undefined]]);
  }

  sync(entry: Entry): void {
    if (entry.kind === 'file') entry.synced = entry.text;
    else syncFolderNode(entry);
  }

  /** The power goes: what was not synced stays, goes or is cut, by chance. */
  cutPower(chance: Chance): void {
    settle(this.#root, chance);
  }

  #find(path: string): Entry | undefined {
    let entry: Entry | undefined = this.#root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      if (entry === undefined) return undefined;
      if (entry.kind === 'file') throw diskFailure('ENOTDIR', path);
      entry = entry.entries.get(name);
    }
    return entry;
  }

  #folder(path: string): FolderNode {
    const entry = this.entry(path);
    if (entry.kind === 'file') throw diskFailure('ENOTDIR', path);
    return entry;
  }

  #change(path: string, change: EntryChange): void {
    const folder = this.#folder(path);
    apply(folder.entries, change);
    folder.changes.push(change);
  }
}

function settle(entry: Entry, chance: Chance): void {
  if (entry.kind === 'file') {
    entry.text = cutText(entry, chance);
    entry.synced = entry.text;
    return;
  }
  const left = new Map(entry.synced);
  for (const change of keptChanges(entry, chance)) apply(left, change);
  entry.entries.clear();
  for (const [name, inside] of left) entry.entries.set(name, inside);
  syncFolderNode(entry);
  for (const inside of new Set(left.values())) settle(inside, chance);
}

/** A journalled file system keeps the first of them; others keep any. */
function keptChanges({ changes }: FolderNode, chance: Chance): readonly EntryChange[] {
  if (chance.happens(0.5)) return changes.slice(0, chance.between(0, changes.length));
  return changes.filter(() => chance.happens(0.5));
}

function emptyFolder(): FolderNode {
  return { kind: 'folder', entries: new Map(), synced: new Map(), changes: [] };
}

function syncFolderNode(folder: FolderNode): void {
  folder.synced = new Map(folder.entries);
  folder.changes = [];
}

function apply(entries: Map<string, Entry>, change: EntryChange): void {
  for (const [name, entry] of change) {
    if (entry === undefined) entries.delete(name);
    else entries.set(name, entry);
  }
}

/** What was added since the last sync may be cut; what was replaced may be gone altogether. */
function cutText({ text, synced }: FileNode, chance: Chance): string {
  if (text === synced || chance.happens(0.3)) return text;
  if (!text.startsWith(synced)) return chance.pick(['', synced]);
  const kept = chance.between(synced.length, text.length);
  // Blocks that were allotted, and never written.
  const isZeroed = chance.happens(0.2);
  return isZeroed ? text.slice(0, kept) + '\0'.repeat(text.length - kept) : text.slice(0, kept);
}
