/** The command that settles a conflict, ready for a shell: a copied line must run as it is. */
import type { Conflict } from '../core/change.ts';
import { shellWord } from './text/shell-word.ts';

/** In favour of the data file's side. */
export function resolveCommand(listing: string, { key, field }: Conflict): string {
  const take = '--take data';
  const names = [key, ...(field === undefined ? [] : [field])].map(shellWord);
  const isOption = key.startsWith('-');
  const words = isOption ? [listing, take, '--', ...names] : [listing, ...names, take];
  return ['wikisync resolve', ...words].join(' ');
}

/** What may stand there instead of the data file's side. */
export function otherTakes({ field }: Conflict): readonly string[] {
  return field === undefined ? ['--take wiki'] : ['--take wiki', '--take "another text"'];
}
