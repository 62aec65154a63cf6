/** An undo that is cut off at any call to the disk: the next run settles it, and does not do it again. */
import { afterEach, expect, it, vi } from 'vitest';
import { type Workplace, workplace } from '../support/command-line.ts';

/** From which call on all that write fail, counted from 1; 0 lets them pass. */
const fault = vi.hoisted(() => ({ at: 0, calls: 0 }));

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof import('node:fs/promises')>();

  function failing<Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      fault.calls += 1;
      if (fault.at > 0 && fault.calls >= fault.at) {
        throw Object.assign(new Error('EIO: it is broken'), { code: 'EIO' });
      }
      return call(...args);
    };
  }

  return {
    ...actual,
    open: failing(actual.open),
    link: failing(actual.link),
    rename: failing(actual.rename),
    rm: failing(actual.rm),
  };
});

afterEach(() => {
  fault.at = 0;
});

const page = '{{item|Name=A|Size=1}}\n\n{{item|Name=B|Size=2}}\n';
const data = 'records:\n  - name: A\n    size: "1"\n  - name: B\n    size: "2"\n';

/** A run that changed a field on each side, and the sides before it. */
async function afterSync(): Promise<Workplace> {
  const place = workplace();
  place.write('pages/List.wiki', page);
  place.write('list.yaml', data);
  place.write(
    'config/wikisync.yaml',
    `wikis:
  w: { folder: ../pages }
listings:
  l:
    wiki: w
    page: List
    data: ../list.yaml
    template: item
    key: name
    fields:
      name: { parameter: Name, type: text }
      size: { parameter: Size, type: text }
`,
  );
  expect((await place.run('sync')).code).toBe(0);
  place.edit('pages/List.wiki', 'Size=1', 'Size=11');
  place.edit('list.yaml', '"2"', '"22"');
  expect((await place.run('sync')).code).toBe(0);
  return place;
}

it('is in the end done or not, on each side, and never done again by itself', async () => {
  for (let at = 1, wasHit = true; wasHit; at += 2) {
    const place = await afterSync();
    const [{ run }] = JSON.parse((await place.run('log', '--format', 'json')).out).runs;
    Object.assign(fault, { at, calls: 0 });
    const { code } = await place.run('undo', run);
    fault.at = 0;
    wasHit = fault.calls >= at;
    expect({ at, code }).not.toMatchObject({ code: 70 });
    const cut = [place.read('pages/List.wiki'), place.read('list.yaml')];

    const plan = JSON.parse((await place.run('plan', '--format', 'json')).out).listings[0];
    expect({ at, changes: plan.changes }).toEqual({ at, changes: { page: [], data: [] } });
    expect([0, 3]).toContain((await place.run('sync')).code);
    expect({ at, sides: [place.read('pages/List.wiki'), place.read('list.yaml')] }).toEqual({
      at,
      sides: cut,
    });

    expect((await place.run('undo', run)).code).toBe(0);
    expect({ at, page: place.read('pages/List.wiki'), data: place.read('list.yaml') }).toEqual({
      at,
      page: page.replace('Size=1', 'Size=11'),
      data: data.replace('"2"', '"22"'),
    });
    const { conflicts } = JSON.parse((await place.run('plan', '--format', 'json')).out).listings[0];
    expect({ at, held: conflicts.length }).toEqual({ at, held: 2 });
  }
}, 120_000);
