/**
 * The fault matrix over wikisync, and over scripts that edit with mwn as its manual shows: what
 * becomes of people's edits when the network or a person gets in the way.
 */
import { stdout } from 'node:process';
import { expect, it } from 'vitest';
import { type FakeFaultLab, fakeFaultLab } from '../faults/fake-lab.ts';
import type { WireAnswer } from '../support/fake-mediawiki/wire.ts';
import { type FaultKind, faultKinds } from '../support/faults/kinds.ts';
import { pageTitle, pageWith, recordsOn, start, timesSet } from '../support/faults/scene.ts';
import { type RequestPoint, startWay } from '../support/faults/way.ts';
import { type Contender, contenders } from './contenders.ts';

/** What goes wrong, and what people do meanwhile. */
interface Scenario {
  readonly point: RequestPoint;
  /** Nothing goes wrong on the way, if absent. */
  readonly kind?: FaultKind;
  /** Whether a person takes the bot's edit back as soon as it is there. */
  readonly isReverted: boolean;
  /** Whether the wiki's clock shows the same second all the time. */
  readonly isOneSecond: boolean;
  /** Whether the wiki loses the login before the request. */
  readonly isSessionLost: boolean;
}

const plain = { isReverted: false, isOneSecond: false, isSessionLost: false };

const scenarios: readonly Scenario[] = [
  ...faultKinds.flatMap((kind) => [
    { ...plain, point: 'read' as const, kind },
    { ...plain, point: 'edit' as const, kind },
    { ...plain, point: 'edit' as const, kind, isReverted: true },
  ]),
  { ...plain, point: 'edit', isOneSecond: true },
  { ...plain, point: 'edit', isSessionLost: true },
  { ...plain, point: 'edit', isReverted: true },
];

/** Scenarios in which something happened that never may. */
interface Score {
  lost: number;
  again: number;
  anonymous: number;
  undone: number;
}

/** Runs of the bot in each scenario: one that meets the fault, and the next one of its schedule. */
const runs = 2;

async function play(contender: Contender, scenario: Scenario, score: Score): Promise<void> {
  const lab = await fakeFaultLab();
  const way = await startWay(async (request) => {
    if (!scenario.isOneSecond) lab.store.time += 2;
    const answer = withoutForeignCookies(await lab.handler(request));
    const wantsNew = /formatversion=2/.test(`${request.url}&${request.body}`);
    const isMultipart = /name="formatversion"/.test(String(request.body));
    return wantsNew || isMultipart ? answer : inOldFormat(answer);
  });
  await lab.put(pageTitle, pageWith(start));
  const bot = await contender.enter(way);
  const person = personIn(lab, scenario);
  way.onRequest = person.act;
  if (scenario.kind !== undefined) way.spoil(scenario.point, scenario.kind);
  try {
    for (let run = 0; run < runs; run += 1) await bot.run();
    judge(lab, person, score);
  } finally {
    bot.close();
    await way.close();
  }
}

/** mwn gives up at a cookie of another domain's, as wikis behind one login send them. */
function withoutForeignCookies({ headers, ...answer }: WireAnswer): WireAnswer {
  const cookies = [headers['Set-Cookie'] ?? []].flat();
  const own = cookies.filter((cookie) => !/domain=/i.test(cookie));
  return { ...answer, headers: { ...headers, 'Set-Cookie': own } };
}

/** The API's first format, which Python's clients ask for: pages by id, text as `*`. */
function inOldFormat(answer: WireAnswer): WireAnswer {
  const old = JSON.parse(answer.body, (key, value: unknown) => {
    if (Array.isArray(value)) return key === 'pages' ? byId(value) : value;
    if (typeof value === 'object' && value !== null) return inOldWords(key, value);
    if (value === false) return undefined;
    return value === true ? '' : value;
  });
  return { ...answer, body: JSON.stringify(old) };
}

function byId(pages: readonly { readonly pageid?: number }[]): object {
  return Object.fromEntries(pages.map((page) => [page.pageid ?? -1, page]));
}

function inOldWords(key: string, value: object): object {
  if (key === 'general') return { ...value, writeapi: '' };
  return key === 'main' && 'content' in value ? { ...value, '*': value.content } : value;
}

interface Person {
  readonly act: (point: RequestPoint) => Promise<void>;
  readonly hasEdited: () => boolean;
  readonly hasReverted: () => boolean;
}

/** Somebody changes another record while the bot's request is on its way, and reverts the bot. */
function personIn(lab: FakeFaultLab, scenario: Scenario): Person {
  let hasEdited = false;
  let hasReverted = false;
  const change = (sizes: Readonly<Record<string, string>>): void => {
    const now = recordsOn(lab.store.latest(pageTitle)?.text ?? '');
    const all = Object.fromEntries(now.map(({ name, size }) => [name, size]));
    lab.store.put(pageTitle, { user: 'Human', text: pageWith({ ...all, ...sizes }) });
  };
  return {
    act: async (point) => {
      if (scenario.isReverted && !hasReverted && madeTimes(lab) > 0) {
        hasReverted = true;
        change({ A: '1' });
      }
      if (point !== scenario.point || hasEdited) return;
      hasEdited = true;
      change({ C: '5' });
      if (scenario.isSessionLost) lab.forgetSessions();
    },
    hasEdited: () => hasEdited,
    hasReverted: () => hasReverted,
  };
}

/** How often the bot, or who edits in its place, made the change. */
function madeTimes({ store }: FakeFaultLab): number {
  const accounts = new Set(store.history(pageTitle).map(({ user }) => user));
  accounts.delete('Human');
  return [...accounts].reduce(
    (sum, account) => sum + timesSet(store.history(pageTitle), account, 'A', '2'),
    0,
  );
}

function judge(lab: FakeFaultLab, person: Person, score: Score): void {
  const history = lab.store.history(pageTitle);
  const sizes = new Map(
    recordsOn(history.at(-1)?.text ?? '').map(({ name, size }) => [name, size]),
  );
  if (person.hasEdited() && sizes.get('C') !== '5') score.lost += 1;
  if (madeTimes(lab) > 1) score.again += 1;
  if (history.some(({ user }) => user !== 'Human' && user !== 'SyncBot')) score.anonymous += 1;
  if (!person.hasReverted() && sizes.get('A') !== '2') score.undone += 1;
}

it('compares wikisync with scripts', { timeout: 1_200_000 }, async () => {
  const rows: string[] = [];
  for (const contender of contenders) {
    const score: Score = { lost: 0, again: 0, anonymous: 0, undone: 0 };
    const queue = [...scenarios];
    const playOn = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        await play(contender, next, score);
      }
    };
    await Promise.all(Array.from({ length: contender.atOnce }, playOn));
    const { lost, again, anonymous, undone } = score;
    rows.push(row([contender.name, scenarios.length, lost, again, anonymous, undone]));
    if (contender.name === 'wikisync push') {
      expect({ lost, again, anonymous }).toEqual({ lost: 0, again: 0, anonymous: 0 });
    }
  }
  const head = ['bot', 'scenarios', 'edits lost', 'doubled', 'anonymous', 'not saved'];
  const notes = [
    'edits lost: a person changed another record, and the change is gone',
    'doubled: the change was made twice, or again after a person took it back',
    `not saved: not there after ${runs} runs, and nobody took it back`,
  ];
  stdout.write(`\n${[row(head), ...rows, '', ...notes].join('\n')}\n\n`);
});

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, at) => (at === 0 ? String(cell).padEnd(24) : String(cell).padStart(12)))
    .join('');
}
