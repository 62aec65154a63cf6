/** How a wiki's changes are followed: run over a folder, the fake MediaWiki and a real one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab, MediaWikiLab } from '../support/fake-mediawiki/lab.ts';

const titles = ['List', 'Other list'];

/** The scenarios that need nothing but pages. */
export function describeChanges(name: string, start: () => Promise<Lab>): void {
  describe(`changes: ${name}`, () => {
    let lab: Lab;

    beforeEach(async () => {
      lab = await start();
      await lab.put('List', 'a');
      await lab.put('Other list', 'a');
    });

    afterEach(() => lab.close());

    it('are all there are at first, and then what people did since', async () => {
      const wiki = lab.open();

      const first = await wiki.readChanges({ titles, since: undefined });
      const quiet = await wiki.readChanges({ titles, since: first.position });
      await lab.put('Other list', 'b');
      await lab.put('Third list', 'b');
      const second = await wiki.readChanges({ titles, since: quiet.position });
      const third = await wiki.readChanges({ titles, since: second.position });

      expect(first.changed).toEqual(titles);
      expect(second.changed).toEqual(['Other list']);
      expect(third.changed).toEqual([]);
    });

    it('are found by who comes later with the same position', async () => {
      const { position } = await lab.open().readChanges({ titles, since: undefined });
      const { position: quiet } = await lab.open().readChanges({ titles, since: position });
      await lab.put('List', 'b');

      const found = await lab.open().readChanges({ titles, since: quiet });

      expect(found.changed).toEqual(['List']);
    });

    it('are all of them where the position cannot be read', async () => {
      const found = await lab.open().readChanges({ titles, since: 'no position' });

      expect(found.changed).toEqual(titles);
    });
  });
}

/** The scenarios of an account and of names that only a MediaWiki has. */
export function describeMediaWikiChanges(name: string, start: () => Promise<MediaWikiLab>): void {
  describe(`changes of a MediaWiki: ${name}`, () => {
    let lab: MediaWikiLab;

    beforeEach(async () => {
      lab = await start();
      await lab.put('List', 'a');
      await lab.put('Template:A list', 'a');
    });

    afterEach(() => lab.close());

    const lists = () => lab.edge.requests.map((params) => params.get('list'));

    it('cost one request a look, however many pages are watched', async () => {
      const wiki = lab.open();
      const many = Array.from({ length: 300 }, (_, number) => `List ${number}`);

      const { position } = await wiki.readChanges({ titles: many, since: undefined });
      await wiki.readChanges({ titles: many, since: position });

      expect(lists()).toEqual([undefined, 'recentchanges']);
    });

    it('do not have the own edits of the account', async () => {
      const wiki = lab.open();
      const { position } = await wiki.readChanges({ titles, since: undefined });
      const first = await wiki.readChanges({ titles, since: position });
      const { revision } = await wiki.readPage({ page: 'List', template: 'project' });
      await wiki.savePage({ base: revision, text: 'b', summary: 'own' });

      const { changed } = await wiki.readChanges({ titles, since: first.position });

      expect(changed).toEqual([]);
    });

    it('are known by the title as the config has it', async () => {
      const wiki = lab.open();
      const written = ['template:a_list', ' list '];
      const { position } = await wiki.readChanges({ titles: written, since: undefined });
      const quiet = await wiki.readChanges({ titles: written, since: position });
      await lab.put('Template:A list', 'b');
      await lab.put('List', 'b');

      const { changed } = await wiki.readChanges({ titles: written, since: quiet.position });

      expect([...changed].sort()).toEqual([' list ', 'template:a_list']);
    });

    it('are taken to be everywhere after a week without a look', async () => {
      const long = '2020-01-01T00:00:00Z';
      const since = JSON.stringify({ at: long, begun: long, seen: [] });

      const { changed } = await lab.open().readChanges({ titles, since });

      expect(changed).toEqual(titles);
    });
  });
}
