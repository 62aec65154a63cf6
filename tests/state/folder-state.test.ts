import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { takeLock } from '../../src/state/lock.ts';
import { openStateStore } from '../../src/state/store.ts';
import { testState } from '../support/state-contract.ts';

describe('a state in a folder', () => {
  testState(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wikisync-state-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return {
      open: (limits) => openStateStore(folder, limits),
      damage: async (kind, name, text) => writeFileSync(join(folder, kind, `${name}.json`), text),
      lock: () =>
        takeLock(folder, {
          ...{ pid: process.pid, machine: 'here', isRunning: () => true },
          ...{ id: randomUUID(), now: Date.now() },
        }),
    };
  });
});
