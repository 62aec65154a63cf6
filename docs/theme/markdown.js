/** From Markdown as git hosts show it to HTML with the same links. */
import markdownIt from 'markdown-it';

export function markdown() {
  const parser = markdownIt({ html: true });
  parser.core.ruler.push('site', ({ tokens }) => {
    for (const token of tokens.flatMap((one) => [one, ...(one.children ?? [])])) adapt(token);
  });
  const { fence } = parser.renderer.rules;
  // What can be scrolled can be reached with the keyboard.
  parser.renderer.rules.fence = (...given) =>
    fence(...given).replace('<pre>', '<pre tabindex="0">');
  parser.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  parser.renderer.rules.table_close = () => '</table></div>\n';
  return parser;
}

function adapt(token) {
  const target = token.attrGet('href');
  if (target !== null) token.attrSet('href', linkOf(target));
  // Comments are for whoever writes or tests the page.
  if (token.type === 'html_block') token.content = token.content.replace(/<!--[\s\S]*?-->/g, '');
}

/** A link to another page's file, as a link to that page. */
function linkOf(target) {
  if (/^[a-z]+:/i.test(target)) return target;
  const [path, ...anchor] = target.split('#');
  const page = path.replace(/\.md$/, '');
  return [page === path ? path : addressOf(page), ...anchor].join('#');
}

/** The address of a page by its path without the extension. */
export function addressOf(stem) {
  return `${stem.replace(/(^|\/)README$/, '$1index')}.html`;
}

/** The id of a heading, as git hosts make it. */
export function headingId(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** A page's first heading. */
export function titleOf(text) {
  return (/^# (.*)$/m.exec(text)?.[1] ?? '').replace(/[`\\]/g, '');
}
