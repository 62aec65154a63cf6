/** Taking runs back on a real MediaWiki, while people go on editing. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { describeOnOwnWiki, ownWiki, resetWiki } from '../support/mediawiki/control.ts';
import { asUser, seedPages } from '../support/mediawiki/people.ts';

const fields = ['size', 'note', 'more', 'last'];

const callOf = (name: string): string =>
  `{{item|name=${name}${fields.map((field) => `\n|${field}=${name}-${field}`).join('')}\n}}`;

const page = `Lead.\n\n${['A', 'B'].map(callOf).join('\n\nProse.\n\n')}\n\nEnd.`;

function listing(): Workplace {
  const { accounts, api } = ownWiki();
  const place = workplace({
    WIKISYNC_W_USERNAME: accounts.bot.username,
    WIKISYNC_W_PASSWORD: accounts.bot.password,
  });
  const records = ['A', 'B'].map(
    (name) =>
      `  - name: ${name}\n${fields.map((field) => `    ${field}: ${name}-${field}\n`).join('')}`,
  );
  place.write('list.yaml', `records:\n${records.join('')}`);
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { api: "${api}", gap: 0 }
listings:
  l:
    wiki: w
    page: List
    data: ../list.yaml
    template: item
    key: name
    fields:
      name: { parameter: name, type: text }
${fields.map((name) => `      ${name}: { parameter: ${name}, type: text }\n`).join('')}    guards: { create: 100%, update: 100%, delete: 100%, recreate: 100%, from: 100 }
`,
  );
  return place;
}

const pageText = async (): Promise<string> => (await asUser('human').read('List')) ?? '';

async function onWiki(from: string, to: string): Promise<void> {
  const text = await pageText();
  expect(text).toContain(from);
  await asUser('human').edit('List', text.replace(from, to));
}

describeOnOwnWiki('undo on a real MediaWiki', () => {
  beforeEach(async () => {
    await resetWiki();
    await seedPages({ List: page });
  });

  it.each(['the log', "the page's history"])(
    'takes back exactly the half that people left alone, by %s',
    async (way) => {
      const place = listing();
      expect((await place.run('sync')).code).toBe(0);
      for (const field of fields) place.edit('list.yaml', `A-${field}`, `new-${field}`);
      expect((await place.run('push')).code).toBe(0);
      const [{ writes }] = JSON.parse((await place.run('log', '--format', 'json')).out).runs;
      const pushed = await pageText();
      await onWiki('new-size', 'mentor-size');
      await onWiki('new-more', 'mentor-more');
      const edited = await pageText();
      const wanted = way === 'the log' ? 'last' : `r${writes[0].revision}`;
      if (way !== 'the log') {
        rmSync(join(place.folder, '.wikisync'), { recursive: true, force: true });
      }

      const undone = await place.run('undo', wanted);

      expect(undone).toMatchObject({ code: 0 });
      expect(undone.out.replace(/\s+/g, ' ')).toContain(`'${asUser('human').name}' changed it in`);
      expect(await pageText()).toBe(
        page.replace('A-size', 'mentor-size').replace('A-more', 'mentor-more'),
      );
      const plan = JSON.parse((await place.run('plan', '--format', 'json')).out).listings[0];
      expect(plan.changes.page).toEqual([]);
      expect(plan.conflicts.map(({ field }: { field: string }) => field)).toEqual(['note', 'last']);

      expect((await place.run('undo', 'last')).code).toBe(0);

      expect(await pageText()).toBe(edited);
      expect(edited).not.toBe(pushed);
    },
  );

  it.each(['the log', "the pages' histories", 'a revision of the other page'])(
    'takes a record that was moved to an archive back, by %s, and holds it there',
    async (way) => {
      const old = `Old.\n\n${callOf('A')}\n\n${callOf('B')}`;
      const now = `New.\n\n${callOf('C')}`;
      await seedPages({ Old: old, New: now });
      const place = listing();
      place.edit(
        'config/wikisync.yaml',
        '    page: List\n',
        '    pages: { field: round, titles: { old: Old, new: New } }\n',
      );
      const record = (name: string, round: string): string =>
        `  - name: ${name}\n    round: ${round}\n${fields.map((field) => `    ${field}: ${name}-${field}\n`).join('')}`;
      place.write(
        'list.yaml',
        `records:\n${record('A', 'old')}${record('B', 'old')}${record('C', 'new')}`,
      );
      expect((await place.run('sync', 'l')).code).toBe(0);
      place.edit('list.yaml', 'A\n    round: old', 'A\n    round: new');
      expect((await place.run('sync', 'l')).code).toBe(0);
      const { runs } = JSON.parse((await place.run('log', '--format', 'json')).out);
      const texts = async () =>
        Promise.all(['Old', 'New'].map((title) => asUser('human').read(title)));
      const moved = await texts();
      expect(moved).not.toEqual([old, now]);
      const wanted = way.startsWith('a revision') ? `r${runs[0].writes[0].revision}` : runs[0].run;
      if (way !== 'the log') {
        rmSync(join(place.folder, '.wikisync'), { recursive: true, force: true });
      }

      expect(await place.run('undo', wanted, 'l')).toMatchObject({ code: 0 });

      expect(await texts()).toEqual([old, now]);
      expect((await place.run('sync', 'l')).code).toBe(3);
      expect(await texts()).toEqual([old, now]);
      expect((await place.run('acknowledge', 'l')).code).toBe(0);
      expect((await place.run('sync', 'l')).code).toBe(0);
      expect(await texts()).toEqual(moved);
    },
  );
});
