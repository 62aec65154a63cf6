/** Many small list pages on a fake MediaWiki, each a listing with a data file of its own. */
import { onTestFinished } from 'vitest';
import { type Workplace, workplace } from './command-line.ts';
import { type FakeLab, fakeLab } from './fake-mediawiki/lab.ts';
import type { ApiParams } from './fake-mediawiki/wire.ts';

/** A wiki with pages, and a folder with a config of them. */
export interface ManyPages {
  readonly lab: FakeLab;
  readonly place: Workplace;
  /** What was asked of the wiki since the last call, without logging in. */
  readonly requests: () => readonly ApiParams[];
}

/** The title of the n-th page. */
export function titleOf(index: number): string {
  return `Lists/List ${index}`;
}

/** A page of two records. */
export function listText(index: number, note = 'as it was'): string {
  return `Before.\n\n{{item\n|Name=A ${index}\n|Note=${note}\n}}\n{{item\n|Name=B ${index}\n}}\n\nAfter.`;
}

/** The config's part about a listing. */
export const itemKeys = `    template: item
    key: name
    fields:
      name: { parameter: Name, type: text }
      note: { parameter: Note, type: text }
`;

/** A wiki with so many pages, and listings of them that have no data files yet. */
export async function manyPages(
  count: number,
  listings = ownListings(count),
  environment: Readonly<Record<string, string>> = {},
): Promise<ManyPages> {
  const lab = await fakeLab();
  onTestFinished(() => lab.close());
  for (let index = 1; index <= count; index += 1) await lab.put(titleOf(index), listText(index));
  const place = workplace({
    WIKISYNC_W_USERNAME: lab.username,
    WIKISYNC_W_PASSWORD: lab.password,
    ...environment,
  });
  place.write(
    'config/wikisync.yaml',
    `wikis:\n  w: { api: ${lab.edge.api}, gap: 0, settle: 1 }\nlistings:\n${listings}`,
  );
  return {
    lab,
    place,
    requests: () => {
      const sent = lab.edge.requests.splice(0);
      return sent.filter((params) => params.get('action') !== 'login');
    },
  };
}

function ownListings(count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `  l${index + 1}:\n    wiki: w\n    page: ${titleOf(index + 1)}\n    data: ../data/${index + 1}.yaml\n${itemKeys}`,
  ).join('');
}
