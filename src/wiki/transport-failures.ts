/** The one table from what fails on the way to a wiki to what wikisync says and does. */
import type { SyncErrorCode } from '../errors.ts';
import type { Consequence } from './error-codes.ts';

/** What failures on the way mean. */
export interface TransportRow {
  readonly code: SyncErrorCode;
  readonly hint: string;
  /** For an edit whose request may have arrived; one that certainly did not may go again. */
  readonly edit: Consequence;
  /** Seconds before a request that changes nothing goes again; `undefined`: never. */
  readonly wait?: number;
}

const passing: TransportRow = {
  code: 'wiki-unavailable',
  hint: 'Run it again later.',
  edit: 'probe',
  wait: 1,
};

const statusRows: readonly (TransportRow & { readonly statuses: readonly number[] })[] = [
  { ...passing, statuses: [408, 409, 425, 500, 502, 503, 504] },
  {
    ...passing,
    statuses: [429],
    hint: 'The server limits how often it is asked; run it again later.',
    wait: 5,
  },
  {
    code: 'edit-refused',
    statuses: [413],
    hint: 'The server does not take so long a request; make the page shorter.',
    edit: 'probe',
  },
];

/** What an HTTP status other than 200 means. */
export function statusRow(status: number): TransportRow {
  const known = statusRows.find(({ statuses }) => statuses.includes(status));
  if (known !== undefined) return known;
  if (status >= 500) return passing;
  const moved = status >= 300 && status < 400;
  return {
    code: 'wiki-answer',
    hint: moved
      ? 'Redirects are not followed; write the address that it leads to into the config.'
      : 'Check the address, and whether the server refuses the user agent or this machine.',
    edit: 'probe',
  };
}

/** What an answer that is not the API's means: a proxy's page, half a text, another's answer. */
export const garbledRow: TransportRow = {
  code: 'wiki-answer',
  hint: 'Check that the address ends in api.php, and that nothing stands in between.',
  edit: 'probe',
  wait: 2,
};

const certificate: TransportRow = {
  code: 'wiki-unavailable',
  hint: 'Its certificate is not accepted; check the address and the clock of this machine.',
  edit: 'probe',
};

/** What a failure of the connection means, by the code that Node gives it. */
export function networkRow(code: string): TransportRow {
  if (/CERT|SIGNATURE|EPROTO/.test(code)) return certificate;
  if (code === 'ENOTFOUND') {
    return { ...passing, hint: 'There is no such host; check the address and the network.' };
  }
  return { ...passing, hint: 'Check the address and the network, or run it again later.' };
}
