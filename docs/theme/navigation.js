/** The parts of the documentation, and the pages of each in their order. */
import { titleOf } from './markdown.js';

const parts = [
  { title: 'Tutorial', pages: ['tutorial'] },
  {
    title: 'How to',
    pages: [
      'adopting',
      'reviewing',
      'checking',
      'conflicts',
      'undoing',
      'git',
      'guards',
      'pages',
      'many',
      'made-pages',
      'layouts',
      'scheduling',
      'github',
      'containers',
      'serving',
      'workers',
      'secrets',
      'notifications',
      'health',
      'doctor',
    ],
    // Pages that no part names.
    takesOthers: true,
  },
  {
    title: 'Reference',
    pages: [
      'reference/commands',
      'reference/config',
      'reference/fields',
      'codes/index',
      'reference/report',
      'reference/doctor-report',
      'reference/blame-report',
      'reference/contacts-report',
      'reference/log-report',
      'reference/status-report',
      'wikitext',
    ],
  },
  { title: 'Explanation', pages: ['syncing', 'saving', 'promises', 'comparison', 'speed'] },
  { title: 'The project', pages: ['CHANGELOG', 'CONTRIBUTING'] },
];

/** The parts with those of their pages that there are, from Eleventy's pages. */
export function partsOf(pages) {
  const found = new Map(
    pages.map(({ url, rawInput }) => [nameOf(url), { url, title: titleOf(rawInput) }]),
  );
  const named = new Set(['', ...parts.flatMap((part) => part.pages)]);
  const others = [...found.keys()].filter((name) => !named.has(name) && !/^codes\//.test(name));
  return parts.map(({ title, pages: names, takesOthers }) => ({
    title,
    pages: [...names, ...(takesOthers ? others.toSorted() : [])]
      .filter((name) => found.has(name))
      .map((name) => found.get(name)),
  }));
}

/** The pages before and after one, for a reader who reads them all. */
export function neighboursOf(all, url) {
  const pages = all.flatMap((part) => part.pages);
  const at = pages.findIndex((page) => page.url === url);
  return at === -1 ? {} : { previous: pages[at - 1], next: pages[at + 1] };
}

/** The path of a page's file: Eleventy's addresses leave `index.html` out. */
export function fileOf(url) {
  return url.replace(/(?<=.)\/$/, '/index.html');
}

function nameOf(url) {
  return fileOf(url).replace(/^\/|\.html$/g, '');
}
