/** Light and dark, and the search, which is loaded when somebody wants to search. */
const page = document.documentElement;
const { root: given } = document.currentScript.dataset;
const root = given === '' ? '' : `${given}/`;

/** As search-index.js has them. */
const fields = { idField: 'url', fields: ['title', 'heading', 'text'] };

setTheme(remembered());
document.addEventListener('DOMContentLoaded', () => {
  startTheme(document.getElementById('theme'));
  startSearch(document.getElementById('search'), document.getElementById('results'));
  // On a phone the list of pages would be all that is seen.
  if (matchMedia('(width < 52rem)').matches) document.querySelector('nav details').open = false;
});

function startTheme(button) {
  const usual = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const other = () => ((page.dataset.theme ?? usual) === 'dark' ? 'light' : 'dark');
  const name = () => {
    button.textContent = other() === 'dark' ? 'Dark' : 'Light';
  };
  name();
  button.hidden = false;
  button.addEventListener('click', () => {
    setTheme(other());
    name();
    try {
      localStorage.setItem('theme', page.dataset.theme);
    } catch {
      // It is not remembered.
    }
  });
}

function setTheme(theme) {
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
}

function remembered() {
  try {
    return localStorage.getItem('theme');
  } catch {
    return undefined;
  }
}

function startSearch(input, results) {
  let loading;
  const load = () => {
    loading ??= loadIndex();
    return loading;
  };
  input.addEventListener('focus', load, { once: true });
  input.addEventListener('input', async () => {
    const wanted = input.value.trim();
    const options = { prefix: true, fuzzy: 0.15, boost: { title: 4, heading: 3 } };
    const found = (await load()).search(wanted, { ...options, combineWith: 'AND' });
    if (input.value.trim() !== wanted) return;
    results.hidden = wanted === '';
    results.replaceChildren(shown(found.slice(0, 12)));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') results.hidden = true;
    const isTyping = /^(?:INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    input.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!target.closest('search')) results.hidden = true;
  });
}

async function loadIndex() {
  await Promise.all([addScript('minisearch.js'), addScript('search-index.js')]);
  return globalThis.MiniSearch.loadJSON(globalThis.searchIndex, fields);
}

function addScript(name) {
  return new Promise((resolve, reject) => {
    const made = element('script');
    made.src = `${root}${name}`;
    made.onload = resolve;
    made.onerror = reject;
    document.head.append(made);
  });
}

function shown(found) {
  if (found.length === 0) return element('p', 'Nothing was found.');
  const list = element('ul');
  for (const { id, title, heading, text } of found) {
    const link = element('a', heading === '' ? title : `${title} › ${heading}`);
    link.href = `${root}${id}`;
    link.append(element('small', text.slice(0, 120)));
    const item = element('li');
    item.append(link);
    list.append(item);
  }
  return list;
}

function element(name, text = '') {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
