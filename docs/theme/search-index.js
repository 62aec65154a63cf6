/** What the search of the site knows: every section of every page. */
import MiniSearch from 'minisearch';
import { fileOf } from './navigation.js';

/** The index as a script, so that it is found from a folder of files too. */
export function searchIndexOf(pages) {
  const index = new MiniSearch({
    idField: 'url',
    fields: ['title', 'heading', 'text'],
    storeFields: ['title', 'heading', 'text'],
  });
  index.addAll(pages.flatMap(sectionsOf));
  return `globalThis.searchIndex = ${JSON.stringify(JSON.stringify(index))};\n`;
}

function sectionsOf({ url, content }) {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(content)?.[1] ?? '';
  const title = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? '');
  const [lead, ...sections] = main.split(/(?=<h[23] id=")/);
  const address = fileOf(url).replace(/^\//, '');
  return [
    { url: address, title, heading: '', text: textOf(lead.replace(/<h1[\s\S]*<\/h1>/, '')) },
    ...sections.map((section) => {
      const [, id, heading] = /^<h[23] id="([^"]*)"[^>]*>([\s\S]*?)<\/h[23]>/.exec(section) ?? [];
      const text = textOf(section.replace(/^[\s\S]*?<\/h[23]>/, ''));
      return { url: `${address}#${id}`, title, heading: textOf(heading ?? ''), text };
    }),
  ];
}

const signs = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

function textOf(html) {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|amp|#39);/g, (sign) => signs[sign])
    .replace(/\s+/g, ' ')
    .trim();
}
