/** A derived count that a person took back is left so, until somebody lets it pass. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';
import { type FakeLab, fakeLab } from '../support/fake-mediawiki/lab.ts';

let lab: FakeLab;
let place: Workplace;

const pageText = (): string => lab.store.latest('List')?.text ?? '';

function save(from: string, to: string): void {
  expect(pageText()).toContain(from);
  lab.store.time += 60;
  lab.store.put('List', { user: 'Mentor', text: pageText().replace(from, to) });
}

beforeEach(async () => {
  lab = await fakeLab();
  lab.store.put('List', {
    user: 'Human',
    text: 'There are 1 items here.\n\n{{item|Name=A}}\n\nEnd.',
  });
  place = workplace({
    WIKISYNC_W_USERNAME: lab.username,
    WIKISYNC_W_PASSWORD: lab.password,
  });
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { api: "${lab.edge.api}", settle: 1, gap: 0 }
listings:
  l:
    wiki: w
    page: List
    data: ../list.yaml
    layout: list.liquid
    template: item
    key: name
    fields:
      name: { parameter: Name, type: text }
`,
  );
  place.write(
    'config/list.liquid',
    `There are <% spot count %><< records | size >><% endspot %> items here.

<% for record in records %>
<< record | call >>

<% endfor %>
End.
`,
  );
  place.write('list.yaml', 'records:\n  - name: A\n');
  expect((await place.run('sync')).code).toBe(0);
  place.write('list.yaml', 'records:\n  - name: A\n  - name: B\n');
  expect((await place.run('push')).code).toBe(0);
  expect(pageText()).toContain('There are 2 items here.');
});

afterEach(() => lab.close());

const notMadeAgain = "Somebody made the spot 'count' '1' again, where '2' is derived.";

it('is not made fresh again before, and is after acknowledge, until somebody takes that back', async () => {
  for (let count = 0; count < 2; count += 1) {
    save('There are 2 items', 'There are 1 items');
    expect((await place.run('push')).out.replace(/\s+/g, ' ')).toContain(notMadeAgain);
    expect(pageText()).toContain('There are 1 items here.');

    expect((await place.run('acknowledge', 'l')).code).toBe(0);
    expect((await place.run('push')).code).toBe(0);

    expect(pageText()).toContain('There are 2 items here.');
  }
});

it('is still let pass when people edit something else before the next push', async () => {
  save('There are 2 items', 'There are 1 items');
  await place.run('acknowledge', 'l');
  save('End.', 'The end.');

  expect((await place.run('push')).code).toBe(0);

  expect(pageText()).toContain('There are 2 items here.');
});

it('is not let pass by what was acknowledged before it', async () => {
  save('End.', 'The end.');
  await place.run('acknowledge', 'l');
  save('There are 2 items', 'There are 1 items');

  expect((await place.run('push')).out.replace(/\s+/g, ' ')).toContain(notMadeAgain);

  expect(pageText()).toContain('There are 1 items here.');
});
