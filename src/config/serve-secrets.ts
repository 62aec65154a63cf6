/** What the dashboard is shown for: from the environment or `.env` only. */
import { type CredentialSources, type Secret, secretIn } from './credentials.ts';

/** Reads `WIKISYNC_SERVE_TOKEN`; `undefined` if it is not set. */
export function readServeToken(sources: CredentialSources): Secret | undefined {
  return secretIn(sources, 'WIKISYNC_SERVE_TOKEN');
}
