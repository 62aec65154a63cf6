/** The command that settles a conflict, ready for a shell. */
import type { Conflict } from '../core/change.ts';
import { shellWord } from './text/shell-word.ts';

/** With the sides to choose from as its last word. */
export function resolveCommand(listing: string, { key, field }: Conflict): string {
  const take = field === undefined ? '--take data|wiki' : '--take data|wiki|"text"';
  const names = [key, ...(field === undefined ? [] : [field])].map(shellWord);
  const isOption = key.startsWith('-');
  const words = isOption ? [listing, take, '--', ...names] : [listing, ...names, take];
  return ['wikisync resolve', ...words].join(' ');
}
