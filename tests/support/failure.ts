/** Errors as tests want them: of our kind, and without secrets. */
import { inspect } from 'node:util';
import { expect } from 'vitest';
import { SyncError } from '../../src/errors.ts';
import { expectNoCanary } from './canaries.ts';

/** What only a request has, and no error may hold. */
const ofRequests = ['fake_session', 'lgpassword'];

/** What a promise fails with; fails itself if there is no failure, or if it shows a secret. */
export async function failureFrom(promise: Promise<unknown>): Promise<SyncError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SyncError)) throw error ?? new Error('it did not fail');
  expectNoSecrets(error);
  return error;
}

/** However an error is printed, no secret shows, and nothing of a library's hangs on it. */
export function expectNoSecrets(error: Error): void {
  const options = { depth: 20, showHidden: true };
  const shown = [
    inspect(error, options),
    JSON.stringify(error),
    JSON.stringify(Object.getOwnPropertyDescriptors(error)),
    String(error.stack),
  ].join('\n');

  expectNoCanary(shown, 'the error');
  for (const part of ofRequests) expect(shown).not.toContain(part);
  expect(error.cause).toBeUndefined();
}
