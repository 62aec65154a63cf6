/** The database that holds the state, as far as that is secret: from the environment or `.env` only. */
import { type CredentialSources, type Secret, secretIn } from './credentials.ts';
import type { StateAddress } from './state-address.ts';

/** What is set of it. */
export interface StateSecrets {
  /** The whole address. */
  readonly url: Secret | undefined;
  /** For an address that has none. */
  readonly password: Secret | undefined;
}

/** Reads `WIKISYNC_STATE_URL` and `PGPASSWORD`. */
export function readStateSecrets(sources: CredentialSources): StateSecrets {
  return {
    url: secretIn(sources, 'WIKISYNC_STATE_URL'),
    password: secretIn(sources, 'PGPASSWORD'),
  };
}

/** The address with a password, unless it has one. */
export function withPassword(address: StateAddress, password: Secret | undefined): StateAddress {
  if (address.hasPassword || password === undefined) return address;
  const url = new URL(address.url);
  if (url.host === '') url.searchParams.set('password', password.reveal());
  else url.password = encodeURIComponent(password.reveal());
  return { ...address, url: url.href, hasPassword: true };
}

/** What must never be printed of an address, in clear. */
export function addressSecrets({ url }: StateAddress): readonly string[] {
  const { password, searchParams } = new URL(url);
  const given =
    password === '' ? (searchParams.get('password') ?? '') : decodeURIComponent(password);
  return given === '' ? [] : [given];
}
