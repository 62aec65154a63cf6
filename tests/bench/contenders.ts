/** Bots that keep one record of a page at a size: wikisync, and scripts as people write them. */
import { execFile, spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { MwnOptions } from 'mwn';
import { canary } from '../support/canaries.ts';
import { pageTitle, setScene, start } from '../support/faults/scene.ts';
import type { Way } from '../support/faults/way.ts';

/** What the bot is to bring about. */
export const wanted = { ...start, A: '2' };

/** A bot on its way to a wiki. */
export interface Contestant {
  /** One scheduled run: whatever goes wrong with it, the next one comes. */
  readonly run: () => Promise<void>;
  readonly close: () => void;
}

export interface Contender {
  readonly name: string;
  /** Scenarios that are played at the same time. */
  readonly atOnce: number;
  /** Comes to the page while it is as it was at the start. */
  readonly enter: (way: Way) => Promise<Contestant>;
}

const credentials = {
  kind: 'password',
  username: 'SyncBot@lab',
  password: { reveal: () => canary },
} as const;

const wikisync: Contender = {
  name: 'wikisync push',
  // It gives requests a short time, as it waits for none that is lost.
  atOnce: 2,
  enter: async (way) => {
    const scene = setScene(way, { credentials });
    scene.setData(start);
    await scene.push();
    scene.setData(wanted);
    return {
      run: async () => {
        await scene.push();
      },
      close: () => scene.strike(),
    };
  },
};

/** Sets what is to change, and leaves all else as it finds it. */
function withSize(text: string): string {
  return text.replace(/(\|Name=A\n.*\n\|Size=).*/, '$12');
}

const options = {
  username: 'SyncBot@lab',
  password: canary,
  userAgent: 'bench (https://example.org/bot)',
  silent: true,
  retryPause: 1,
} satisfies MwnOptions;

type Script = (bot: import('mwn').Mwn) => Promise<unknown>;

function script(name: string, edit: Script): Contender {
  return {
    name,
    atOnce: 30,
    enter: async (way) => {
      const { Mwn } = await import('mwn');
      const { updateLoggingConfig } = await import('mwn/build/log.js');
      updateLoggingConfig({ stream: new PassThrough().resume() });
      return {
        run: async () => {
          const bot = new Mwn({ ...options, apiUrl: way.api });
          bot.setRequestOptions({ timeout: 300 });
          const work = bot.login().then(() => edit(bot));
          // As a scheduler does with a job that hangs; what fails is tried again by the next run.
          await Promise.race([work.catch(() => undefined), setTimeout(3000)]);
        },
        close: () => undefined,
      };
    },
  };
}

const mwclientScript = fileURLToPath(new URL('mwclient-script.py', import.meta.url));

const mwclient = (interpreter: string): Contender => ({
  name: 'mwclient page.save()',
  atOnce: 8,
  enter: async (way) => ({
    run: async () => {
      const args = [mwclientScript, new URL(way.api).host, canary, pageTitle];
      // The next run tries again.
      await promisify(execFile)(interpreter, args, { timeout: 5000 }).catch(() => undefined);
    },
    close: () => undefined,
  }),
});

/** Peers in Python take part where one of its interpreters has them. */
const python = ['python3', '/usr/bin/python3'].find(
  (each) => spawnSync(each, ['-c', 'import mwclient']).status === 0,
);

/** All that are compared. */
export const contenders: readonly Contender[] = [
  wikisync,
  ...(python === undefined ? [] : [mwclient(python)]),
  script('mwn edit()', (bot) =>
    bot.edit(pageTitle, ({ content }) => ({ text: withSize(content), summary: 'sync' })),
  ),
  script('mwn read() and save()', async (bot) => {
    const page = await bot.read(pageTitle);
    const text = page.revisions?.[0]?.content ?? '';
    await bot.save(pageTitle, withSize(text), 'sync');
  }),
];
