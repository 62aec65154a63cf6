/** The site as it is built: every link leads somewhere, every page can be found, nothing is loaded. */
import { posix } from 'node:path';
import { Eleventy } from '@11ty/eleventy';
import { beforeAll, describe, expect, it } from 'vitest';
import { searchIndexOf } from '../../docs/theme/search-index.js';

interface Page {
  readonly url: string;
  readonly inputPath: string;
  readonly content: string;
}

let pages: ReadonlyMap<string, Page>;

beforeAll(async () => {
  const configPath = 'docs/theme/eleventy.config.js';
  const eleventy = new Eleventy('docs', 'site', { configPath, quietMode: true });
  const built: readonly Page[] = await eleventy.toJSON();
  pages = new Map(built.map((page) => [fileOf(page.url), page]));
});

const fileOf = (url: string): string => url.replace(/\/$/, '/index.html');

/** What is copied beside the pages. */
const files = /^\/(?:style\.css|site\.js|config\/[\w.-]+|templates\/[\w.-]+)$/;

/** Where a page's links lead, as paths on the site. */
function linksOf({ url, content }: Page): readonly { path: string; anchor: string | undefined }[] {
  return [...content.matchAll(/\s(?:href|src)="([^"]*)"/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:https?|data):/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      const from = fileOf(url);
      return { path: path === '' ? from : posix.join(posix.dirname(from), path), anchor };
    });
}

describe('the site', () => {
  it('has a page for each file, with one heading and a title', () => {
    expect(pages.size).toBeGreaterThan(200);
    for (const { inputPath, content } of pages.values()) {
      expect([inputPath, content.match(/<h1/g)?.length]).toEqual([inputPath, 1]);
      expect(content).toMatch(/<title>\S.*<\/title>/);
    }
  });

  it('has no link that leads nowhere', () => {
    const broken = [...pages.values()].flatMap((page) =>
      linksOf(page)
        .filter(({ path, anchor }) => {
          const target = pages.get(path);
          if (target === undefined) return !files.test(path);
          return anchor !== undefined && !target.content.includes(` id="${anchor}"`);
        })
        .map(({ path, anchor }) => `${page.inputPath}: ${path}#${anchor ?? ''}`),
    );

    expect(broken).toEqual([]);
  });

  it('leads from its first page to every other one, through the list of pages', () => {
    const seen = new Set<string>();
    const queue = ['/index.html'];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const page = pages.get(next);
      if (page === undefined || seen.has(next)) continue;
      seen.add(next);
      queue.push(...linksOf(page).map(({ path }) => path));
    }
    expect([...pages.keys()].filter((path) => !seen.has(path))).toEqual([]);

    const listed = pages.get('/index.html')?.content.match(/<nav[\s\S]*<\/nav>/)?.[0] ?? '';
    const missing = [...pages.keys()].filter(
      (path) => !/^\/(?:codes\/|index)/.test(path) && !listed.includes(`"${path.slice(1)}"`),
    );
    expect(missing).toEqual([]);
    const entries = [...listed.matchAll(/href="([^"]*)"/g)].map(([, target]) => target);
    expect(entries).toEqual([...new Set(entries)]);
  });

  it('asks nobody else for anything, and shows nothing that is for tests', () => {
    for (const { inputPath, content } of pages.values()) {
      const loaded = [
        ...content.matchAll(/<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"/g),
      ];
      const foreign = loaded
        .map(([, target]) => target)
        .filter((to) => /^(?:\w+:)?\/\//.test(to ?? ''));
      expect([inputPath, foreign]).toEqual([inputPath, []]);
      expect(content).not.toMatch(/<script(?![^>]*src=)|<style|<!--/);
    }
  });

  it('finds what its pages say', () => {
    const index = searchIndexOf([...pages.values()]);

    expect(index).toContain('codes/edit-conflict.html');
    expect(index).toContain('tutorial.html#a-conflict');
    expect(index).not.toContain('&lt;');
  });
});
