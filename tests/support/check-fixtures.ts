/** The listings of fixtures/check: in a folder, or on a wiki. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Workplace, workplace } from './command-line.ts';

/** Where they are. */
export const checkFolder = 'fixtures/check';

/** Whether there is such a file. */
export function has(...path: readonly string[]): boolean {
  return existsSync(join(checkFolder, ...path));
}

/** What is in a file. */
export function textOf(...path: readonly string[]): string {
  return readFileSync(join(checkFolder, ...path), 'utf8');
}

/** A rule's listing in a folder of its own. */
export function listingOf(
  rule: string,
  name: 'trips' | 'near',
  environment: Readonly<Record<string, string>> = {},
): Workplace {
  const place = workplace(environment);
  const configs = [join(rule, `${name}.config.yaml`), join(rule, 'config.yaml'), 'config.yaml'];
  place.write('wikisync.yaml', textOf(configs.find((path) => has(path)) ?? ''));
  place.write('wiki/Plants.wiki', textOf(rule, `${name}.wiki`));
  for (const extension of ['yaml', 'csv']) {
    const file = `${name}.${extension}`;
    if (has(rule, file)) place.write(`data.${extension}`, textOf(rule, file));
  }
  return place;
}

/** The listing's page, and the others that the rule asks a wiki for, by their titles. */
export function pagesOf(place: Workplace, rule: string): Readonly<Record<string, string>> {
  const files = has(rule, 'pages') ? readdirSync(join(checkFolder, rule, 'pages')) : [];
  const others = files.map((file) => {
    const title = decodeURIComponent(file.replace(/\.wiki$/, '')).replaceAll('_', ' ');
    return [title, textOf(rule, 'pages', file)];
  });
  return { ...Object.fromEntries(others), Plants: place.read('wiki/Plants.wiki') };
}

/** Puts the listing's page on a wiki instead of in a folder. */
export function moveToWiki(place: Workplace, api: string): void {
  const from = /folder: wiki/.exec(place.read('wikisync.yaml'))?.[0] ?? '';
  place.edit('wikisync.yaml', from, `api: '${api}'`);
}

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly place?: { readonly source: string; readonly line?: number; readonly column?: number };
  readonly record?: string;
  readonly field?: string;
}

/** The findings of one rule as lines: how grave, where, which record and field, and what. */
export async function findingsOf(place: Workplace, rule: string): Promise<string> {
  const day = ['--today', '2026-06-15'];
  const { out } = await place.run('check', '-c', 'wikisync.yaml', ...day, '--format', 'json');
  const [listing] = JSON.parse(out).listings;
  expect(listing.outcome).toEqual({ kind: 'planned' });
  const found: readonly Found[] = listing.diagnostics;
  return found
    .filter(({ code }) => code === rule)
    .map(({ severity, place: at, record, field, message }) => {
      const where = [at?.source, at?.line, at?.column].filter((part) => part !== undefined);
      const about = [record, field].filter((part) => part !== undefined).join(': ');
      return `${severity} ${where.join(':')} ${about === '' ? '' : `(${about}) `}${message}\n`;
    })
    .join('');
}
