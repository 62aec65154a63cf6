// A sync as people write it with mwn: pages take the values that a file has. It reads 50 pages at a
// time. It logs in first, as its manual shows, or `late`: only once there is something to save. Or it
// looks, `sure` of what it does, whether the page is what it saved.
import { readFileSync } from 'node:fs';
import { Mwn } from 'mwn';

const [apiUrl, username, password, wanted, when] = process.argv.slice(2);
const pages = JSON.parse(readFileSync(wanted, 'utf8'));
const userAgent = 'bench (https://example.org/bot)';
const bot = new Mwn({ apiUrl, username, password, userAgent, silent: true });
let isLoggedIn = when !== 'late';
if (isLoggedIn) await bot.login();

for (const page of [await bot.read(Object.keys(pages))].flat()) {
  const text = page.revisions[0].content;
  let made = text;
  for (const call of bot.Wikitext.parseTemplates(text, {
    namePredicate: (name) => name === 'Project',
  })) {
    let changed = call.wikitext;
    for (const [name, value] of Object.entries(pages[page.title][call.getValue('Project')] ?? {})) {
      if (call.getValue(name) === value) continue;
      changed = changed.replace(new RegExp(`(\\|${name}=)[^\n]*`), (_, begin) => begin + value);
    }
    made = made.replace(call.wikitext, () => changed);
  }
  if (made === text) continue;
  if (!isLoggedIn) await bot.login();
  isLoggedIn = true;
  await bot.save(page.title, made, 'sync');
  if (when !== 'sure') continue;
  const stored = await bot.read(page.title);
  if (stored.revisions[0].content !== made.trimEnd()) throw new Error('it stored another text');
}
