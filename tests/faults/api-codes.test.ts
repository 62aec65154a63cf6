/** Every code of the API, and some that nobody knows, as the answer to a read, a login and an edit. */
import { paramsOf } from '../support/fake-mediawiki/wire.ts';
import { type FaultKind, send } from '../support/faults/kinds.ts';
import { type Cell, describeFaults } from '../support/faults/matrix.ts';
import { fakeFaultLab } from './fake-lab.ts';

const codes = `
maxlag readonly ratelimited concurrency-limit editconflict edit-conflict edit-already-exists
edit-gone-missing badtoken sessionfailure missingtitle nosuchpageid pagedeleted articleexists
assertuserfailed assertanonfailed assertnameduserfailed assertbotfailed wrongpassword
login-throttled sessionlost botpasswords-needs-reset botpasswords-locked botpasswords-disabled
mwoauth-invalid-authorization mwoauth-invalid-authorization-invalid-user rest-token-expired
rest-unsupported-token blocked autoblocked systemblocked globalblocking-blockedtext-user
protectedpage cascadeprotected protectedtitle protectednamespace protectednamespace-interface
customcssprotected customjsprotected customjsonprotected cantedit permissiondenied cantcreate noedit
writeapidenied noapiwrite session-page-restricted mustbeloggedin confirmemail readapidenied
abusefilter-warning abusefilter-disallowed spamblacklist spamdetected
abusefilter-blocked-domains-attempted titleblacklist-forbidden contenttoobig http-contenttoolarge
invalidtitle pagecannotexist edit-invalidredirect missingparam badvalue unrecognizedvalue
mustpostparams mustbeposted badinteger badmd5 hookaborted edit-hook-aborted badtags
tags-apply-not-allowed-one tags-apply-no-permission tags-apply-blocked nosuchsection
sectionsnotsupported sectionreplacefailed emptynewsection badrevids no-direct-editing
contentmodel-mismatch cantchangecontentmodel invalid-json-data badcontentformat nosuchrevid
tempuseracquirefailed internal_api_error_DBQueryError internal_api_error_DBConnectionError
internal_api_error_ReadOnlyError unknownerror unknownerror-nocode promised-nonwrite-api
moduledisabled botsnotsupported urlblacklist spamprotected titleblacklist-custom-editnotice
some-extension-said-no
`
  .trim()
  .split(/\s+/);

/** The answer that MediaWiki gives with these errors, and with no effect. */
function refusedWith(name: string, errors: readonly string[], status = 200): FaultKind {
  return {
    name,
    meet: async ({ response, request }) => {
      const requestid = paramsOf(await request()).get('requestid');
      const list = errors.map((code) => ({ code, text: `It is ${code}.`, module: 'main' }));
      send(response, {
        status,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'MediaWiki-API-Error': errors.join(', '),
        },
        body: JSON.stringify({ errors: list, requestid }),
      });
    },
  };
}

const kinds = [
  ...codes.map((code) => refusedWith(code, [code])),
  refusedWith('two codes, the worse one last', ['maxlag', 'blocked']),
  refusedWith('a code under status 500', ['internal_api_error_Exception'], 500),
  refusedWith('a code under status 400', ['badvalue'], 400),
  refusedWith('a code without letters', ['']),
];

const cells: readonly Cell[] = (['read', 'login', 'edit'] as const).flatMap((point) =>
  kinds.map((kind) => ({ point, kind, times: 1, reverted: 'never' as const })),
);

describeFaults(`${cells.length} answers of the API`, fakeFaultLab, cells);
