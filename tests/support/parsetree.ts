/** MediaWiki's preprocessor tree (`prop=parsetree`), read as far as calls of a template go. */

/** A call as MediaWiki sees it: its source text, and each argument's name and source text. */
export interface TreeCall {
  readonly name: string;
  readonly arguments: readonly { readonly name: string; readonly value: string }[];
}

interface Element {
  readonly tag: string;
  readonly attributes: string;
  readonly children: readonly (Element | string)[];
}

/** The calls at the top level of a tree, but for those between `<noinclude>` and its end. */
export function callsOf(xml: string): readonly TreeCall[] {
  const calls: TreeCall[] = [];
  let isHidden = false;
  for (const child of parseXml(xml).children) {
    if (typeof child === 'string') continue;
    const wasHidden = isHidden;
    for (const tag of noincludeTags(child)) isHidden = !tag.startsWith('</');
    if (child.tag === 'template' && !wasHidden) calls.push(callOf(child));
  }
  return calls;
}

/** A heading as MediaWiki sees it: its level, and its source text without white space behind it. */
export interface TreeHeading {
  readonly level: number;
  readonly text: string;
}

/** The headings at the top level of a tree. */
export function headingsOf(xml: string): readonly TreeHeading[] {
  return elements(parseXml(xml))
    .filter(({ tag }) => tag === 'h')
    .map((heading) => ({
      level: Number(/level="(\d)"/.exec(heading.attributes)?.[1]),
      text: innerSource(heading).trimEnd(),
    }));
}

function noincludeTags(element: Element): readonly string[] {
  if (element.tag !== 'ignore') return elements(element).flatMap(noincludeTags);
  const source = sourceOf(element);
  return /^<\/?noinclude\b/i.test(source) ? [source] : [];
}

function callOf(template: Element): TreeCall {
  const parts = elements(template).filter(({ tag }) => tag === 'part');
  const [title] = elements(template).filter(({ tag }) => tag === 'title');
  return {
    name: title === undefined ? '' : innerSource(title),
    arguments: parts.map((part) => {
      const [name, value] = elements(part).filter(({ tag }) => tag === 'name' || tag === 'value');
      const index = /index="(\d+)"/.exec(name?.attributes ?? '')?.[1];
      const written = name === undefined ? '' : innerSource(name);
      return {
        name: index ?? written.replace(/<!--[\s\S]*?-->/g, '').trim(),
        value: value === undefined ? '' : innerSource(value),
      };
    }),
  };
}

function elements(element: Element): readonly Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}

function innerSource(element: Element): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : sourceOf(child)))
    .join('');
}

/** The wikitext that an element was made from. */
function sourceOf(element: Element): string {
  const { tag } = element;
  if (tag === 'template' || tag === 'tplarg') {
    const [open, close] = tag === 'template' ? ['{{', '}}'] : ['{{{', '}}}'];
    return `${open}${elements(element).map(partSource).join('|')}${close}`;
  }
  if (tag !== 'ext') return innerSource(element);
  const inner = elements(element).find((child) => child.tag === 'inner');
  const of = (name: string): string =>
    elements(element)
      .filter((child) => child.tag === name)
      .map(innerSource)
      .join('');
  const start = `<${of('name')}${of('attr')}`;
  return inner === undefined ? `${start}/>` : `${start}>${innerSource(inner)}${of('close')}`;
}

function partSource(part: Element): string {
  if (part.tag !== 'part') return innerSource(part);
  return part.children
    .map((child) => (typeof child === 'string' ? child : innerSource(child)))
    .join('');
}

interface OpenElement extends Element {
  readonly children: (Element | string)[];
}

/** MediaWiki writes it without processing instructions and CDATA. */
function parseXml(xml: string): Element {
  const document: OpenElement = { tag: '', attributes: '', children: [] };
  const stack: OpenElement[] = [document];
  for (const token of xml.match(/[^<]+|<[^>]*>/g) ?? []) takeToken(token, stack);
  const root = document.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new Error(`no root element: ${xml}`);
  return root;
}

function takeToken(token: string, stack: OpenElement[]): void {
  const top = stack.at(-1);
  if (top === undefined) throw new Error('unbalanced XML');
  const [, tag = '', attributes = '', empty] = /^<([a-z]+)([^>]*?)(\/?)>$/.exec(token) ?? [];
  if (!token.startsWith('<')) top.children.push(decode(token));
  else if (token.startsWith('</')) stack.pop();
  else {
    const element: OpenElement = { tag, attributes, children: [] };
    top.children.push(element);
    if (empty === '') stack.push(element);
  }
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&amp;': '&',
};

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#039|amp);/g, (entity) => entities[entity] ?? entity);
}
