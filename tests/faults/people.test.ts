/** People at work on the wiki at every moment of a run: nothing of theirs is lost or undone. */
import { describe, expect, it } from 'vitest';
import type { Owner } from '../../src/core/schema.ts';
import {
  expectHistory,
  pageTitle,
  pageWith,
  recordsOn,
  type Scene,
  setScene,
  start,
  timesSet,
} from '../support/faults/scene.ts';
import { type RequestPoint, startWay, type Way } from '../support/faults/way.ts';
import { type FakeFaultLab, fakeFaultLab } from './fake-lab.ts';

/** What somebody does, and what of it must be on the page in the end. */
interface Situation {
  readonly what: string;
  readonly act: (lab: FakeFaultLab, text: string) => void;
  /** What must be true of the page at last; the bot's change may be on it or not. */
  readonly stays: (text: string | undefined, lab: FakeFaultLab) => void;
  /** Whether the bot may not save from then on. */
  readonly stops?: true;
  /** Whether it is a size, which is the data file's where that owns it. */
  readonly contested?: true;
}

const edits = (change: (text: string) => string) => (lab: FakeFaultLab, text: string) => {
  lab.store.put(pageTitle, { user: 'Human', text: change(text) });
};

const has = (part: string) => (text: string | undefined) => expect(text).toContain(part);

function setSize(record: string, size: string) {
  return edits((text) =>
    text.replace(new RegExp(`(\\|Name=${record}\\n.*\\n\\|Size=).*`), `$1${size}`),
  );
}

const sizeOf = (text: string | undefined, record: string) =>
  recordsOn(text ?? '').find(({ name }) => name === record)?.size;

const situations: readonly Situation[] = [
  {
    what: 'gives the record another size',
    act: setSize('A', '9'),
    stays: (text) => expect(sizeOf(text, 'A')).toBe('9'),
    contested: true,
  },
  {
    what: 'gives it the same size',
    act: setSize('A', '2'),
    stays: (text) => expect(sizeOf(text, 'A')).toBe('2'),
  },
  {
    what: 'takes the size back',
    act: setSize('A', '1'),
    stays: () => undefined,
    contested: true,
  },
  {
    what: 'changes another field of the record',
    act: edits((text) => text.replace('about A', 'all about A')),
    stays: has('all about A'),
  },
  {
    what: 'changes the record next to it',
    act: setSize('B', '7'),
    stays: (text) => expect(sizeOf(text, 'B')).toBe('7'),
    contested: true,
  },
  {
    what: 'changes a record far away',
    act: setSize('C', '7'),
    stays: (text) => expect(sizeOf(text, 'C')).toBe('7'),
    contested: true,
  },
  {
    what: 'deletes another record',
    act: edits((text) => text.replace(/\{\{item\n\|Name=C\n.*\n.*\n\}\}\n\n/, '')),
    stays: (text) => expect(recordsOn(text ?? '').map(({ name }) => name)).not.toContain('C'),
  },
  {
    what: 'adds a record',
    act: edits((text) => `${text}\n\n{{item\n|Name=D\n|Note=new\n|Size=4\n}}`),
    stays: (text) => expect(sizeOf(text, 'D')).toBe('4'),
  },
  {
    what: 'adds a record of the same name',
    act: edits((text) => `${text}\n\n{{item\n|Name=A\n|Note=twin\n|Size=4\n}}`),
    stays: has('|Note=twin\n|Size=4'),
  },
  {
    what: 'rewrites the prose',
    act: edits((text) => text.replace('The end', 'The very end')),
    stays: has('The very end'),
  },
  {
    what: 'blanks the page',
    act: edits(() => 'This list is closed.'),
    stays: (text) => expect(text).toBe('This list is closed.'),
  },
  {
    what: 'moves the page',
    act: (lab) => lab.store.move(pageTitle, 'Elsewhere'),
    stays: (text, lab) => {
      expect(text).toBe('#REDIRECT [[Elsewhere]]');
      expect(lab.store.latest('Elsewhere')?.user).toBe('Admin');
    },
  },
  {
    what: 'protects the page',
    act: (lab) => lab.store.protect(pageTitle, 'sysop'),
    stays: () => undefined,
    stops: true,
  },
  {
    what: 'blocks the account',
    act: (lab) => {
      const account = lab.store.accounts.get('SyncBot');
      if (account !== undefined) account.block = { reason: 'enough', pages: undefined };
    },
    stays: () => undefined,
    stops: true,
  },
  {
    what: 'writes on the talk page',
    act: (lab) => {
      const account = lab.store.accounts.get('SyncBot');
      if (account !== undefined) account.newMessages = true;
    },
    stays: () => undefined,
  },
  {
    what: 'turns bots away',
    act: edits((text) => `{{nobots}}\n${text}`),
    stays: has('{{nobots}}'),
  },
  {
    what: 'writes on the stop page',
    act: (lab) => {
      lab.store.put('User:Stop', { user: 'Human', text: 'Please stop.' });
    },
    stays: () => undefined,
  },
];

/** When it happens: as a request of the first run comes in, or before a run. */
const moments: readonly (RequestPoint | 'the first run' | 'the second run')[] = [
  'the first run',
  'look before the edit',
  'stored form',
  'edit',
  'verifying read',
  'the second run',
];

const owners: readonly Owner[] = ['data', 'wiki', 'shared'];

interface Played {
  readonly lab: FakeFaultLab;
  readonly way: Way;
  readonly scene: Scene;
}

async function play(owner: Owner, act: (played: Played) => Promise<void>): Promise<void> {
  const lab = await fakeFaultLab();
  const way = await startWay(lab.handler);
  lab.store.put(pageTitle, { user: 'Human', text: pageWith(start) });
  lab.store.put('User:Stop', { user: 'Human', text: '' });
  const options = { stop: 'User:Stop' };
  const scene = setScene(way, { credentials: lab.credentials, owner, options });
  try {
    scene.setData(start);
    expect(await scene.push()).toBe('done');
    await act({ lab, way, scene });
  } finally {
    await way.close();
    scene.strike();
  }
}

const cells = situations.flatMap((situation) =>
  moments.flatMap((moment) => owners.map((owner) => ({ ...situation, moment, owner }))),
);

type Cell = (typeof cells)[number];

/** @param then how many revisions the page had once somebody had been at work */
function expectRespect(cell: Cell, lab: FakeFaultLab, then: number): void {
  const history = lab.store.history(pageTitle);
  expectHistory(history, 'SyncBot', ['Human', 'Admin']);
  if (cell.stops === true) expect(history.slice(then).map(({ user }) => user)).toEqual([]);
  if (cell.contested === true && cell.owner === 'data') return;
  cell.stays(history.at(-1)?.text, lab);
  expect(timesSet(history, 'SyncBot', 'A', '2')).toBeLessThanOrEqual(1);
}

describe(`${cells.length} moments at which somebody is at work`, () => {
  it.each(cells)('somebody $what at: $moment; the size is of: $owner', async (cell) => {
    await play(cell.owner, async ({ lab, way, scene }) => {
      let then: number | undefined;
      const act = (): void => {
        if (then !== undefined) return;
        cell.act(lab, lab.store.latest(pageTitle)?.text ?? '');
        then = lab.store.history(pageTitle).length;
      };
      way.onRequest = async (point) => {
        if (point === cell.moment) act();
      };
      scene.setData({ ...start, A: '2' });
      if (cell.moment === 'the first run') act();
      await scene.push();
      // A run that has no need to edit, as the wiki owns the size, does not come to every moment.
      act();
      for (let run = 0; run < 3; run += 1) await scene.push();
      const quiet = way.points.length;
      await scene.push();

      expect(way.points.slice(quiet)).not.toContain('edit');
      expectRespect(cell, lab, then ?? 0);
    });
  });
});
