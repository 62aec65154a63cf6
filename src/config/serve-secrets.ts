/** What the dashboard is shown for: from the environment or `.env` only. */
import { parse } from 'dotenv';
import { type CredentialSources, Secret } from './credentials.ts';

/** Reads `WIKISYNC_SERVE_TOKEN`; `undefined` if it is not set. */
export function readServeToken({ environment, dotenv }: CredentialSources): Secret | undefined {
  const name = 'WIKISYNC_SERVE_TOKEN';
  const value = (environment[name] ?? parse(dotenv ?? '')[name] ?? '').trim();
  return value === '' ? undefined : new Secret(value);
}
