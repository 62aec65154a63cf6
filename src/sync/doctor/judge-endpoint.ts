/** What it means that a wiki could not be asked. */
import { type Finding, passing, problem } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-code.ts';
import type { ForeignAnswer } from '../../wiki/foreign-answer.ts';
import type { ApiError, Failure } from '../../wiki/session.ts';

const subject = 'endpoint';

/** Transport failures by their codes; the others pass. */
const networkRows: readonly {
  readonly codes: readonly string[];
  readonly code: FindingCode;
  readonly seen: string;
  readonly advice: string;
}[] = [
  {
    codes: ['ENOTFOUND'],
    code: 'endpoint-no-host',
    seen: 'there is no host of that name',
    advice: "Check the address in the config's 'api', and that this machine can look up names.",
  },
  {
    codes: ['CERT_HAS_EXPIRED'],
    code: 'endpoint-certificate',
    seen: 'its certificate has expired',
    advice: "Check this machine's clock; else the wiki's people have to renew the certificate.",
  },
  {
    codes: ['CERT_NOT_YET_VALID'],
    code: 'endpoint-certificate',
    seen: 'its certificate is not valid yet',
    advice: "Check this machine's clock.",
  },
  {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    code: 'endpoint-certificate',
    seen: 'its certificate is for another host',
    advice: 'Write the name that the certificate is for into the address.',
  },
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    code: 'endpoint-certificate',
    seen: 'its certificate is signed by nobody whom this machine trusts',
    advice: "If the signer is your own, name its certificate's file in NODE_EXTRA_CA_CERTS.",
  },
  {
    codes: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    code: 'endpoint-not-https',
    seen: 'nothing there speaks TLS as it should',
    advice: 'Check host and port: it may be an http address that is written with https.',
  },
];

/** The finding about a wiki that gave no answer at the address of its API. */
export function judgeEndpoint(failure: Failure, api: string): Finding {
  switch (failure.kind) {
    case 'network':
      return ofNetwork(failure.code);
    case 'http':
      return failure.challenge === true ? ofChallenge() : ofStatus(failure, api);
    case 'garbled':
      return failure.challenge === true ? ofChallenge() : ofPage(failure, failure.reason);
    case 'api':
      return ofApi(failure.errors);
  }
}

function ofNetwork(code: string): Finding {
  const row = networkRows.find(({ codes }) => codes.includes(code));
  if (row !== undefined) {
    return problem(
      subject,
      row.code,
      `The address cannot be reached: ${row.seen} (${code}).`,
      row.advice,
    );
  }
  const seen =
    code === 'ECONNREFUSED'
      ? `Nothing listens at the address (${code}).`
      : `The address cannot be reached (${code}).`;
  return passing(
    subject,
    'endpoint-unreachable',
    seen,
    "Try again later; else check host and port, the config's 'proxy' if there is one, and firewalls.",
  );
}

function ofChallenge(): Finding {
  return problem(
    subject,
    'endpoint-challenge',
    'Something before the wiki wants proof that a person is asking.',
    "Ask the wiki's people to let this bot's user agent, or this machine's address, through to api.php.",
  );
}

function ofStatus(answer: ForeignAnswer & { readonly status: number }, api: string): Finding {
  const { status } = answer;
  if (status >= 300 && status < 400) return ofRedirect(answer, api);
  if (status === 429 || status === 408 || status >= 500) {
    return passing(
      subject,
      'endpoint-unavailable',
      `The address answers with HTTP status ${status}${pageWords(answer)}.`,
      'Try again later.',
    );
  }
  if (status === 404 || status === 410) return ofPage(answer, `HTTP status ${status}`);
  return problem(
    subject,
    status === 407 ? 'endpoint-proxy' : 'endpoint-forbidden',
    `The address answers with HTTP status ${status}${pageWords(answer)}.`,
    status === 407
      ? "The proxy wants a login: use one that needs none as the config's 'proxy'."
      : "The server, or something before it, turns this machine or its user agent away: ask the wiki's people.",
  );
}

function ofRedirect({ location }: ForeignAnswer, api: string): Finding {
  const target =
    location !== undefined && URL.canParse(location, api) ? new URL(location, api) : undefined;
  const where = target === undefined ? 'elsewhere' : `to ${target.origin}${target.pathname}`;
  const isApi = target?.pathname.endsWith('/api.php') === true;
  return problem(
    subject,
    'endpoint-redirect',
    `The address leads ${where}; it was not followed, as a password would go along.`,
    isApi
      ? "If that is the same wiki, write that address into the config's 'api'."
      : "It may be a login page or another site; find the wiki's api.php on its page Special:Version.",
  );
}

function ofPage(answer: ForeignAnswer, reason: string): Finding {
  return problem(
    subject,
    'endpoint-not-api',
    answer.page === undefined
      ? `The address does not answer as MediaWiki's API does: ${reason}.`
      : `The address is no api.php: it answers with a web page${titleWords(answer)}.`,
    "Find the address of api.php on the wiki's page Special:Version, under 'Entry point URLs'.",
  );
}

function ofApi(errors: readonly ApiError[]): Finding {
  const [first] = errors;
  const words = `${first?.code ?? 'unknown'}: ${first?.text ?? ''}`.trim();
  return /^internal_api_error|^unknownerror|^readonly$|^ratelimited$/.test(first?.code ?? '')
    ? passing(subject, 'endpoint-unavailable', `The wiki fails (${words}).`, 'Try again later.')
    : problem(
        subject,
        'endpoint-refuses',
        `The wiki refuses to answer (${words}).`,
        "Ask the wiki's people.",
      );
}

function pageWords(answer: ForeignAnswer): string {
  return answer.page === undefined ? '' : ` and a web page${titleWords(answer)}`;
}

function titleWords({ page = '' }: ForeignAnswer): string {
  return page === '' ? '' : ` ('${page}')`;
}
