/** Rules about the wikis. */
import type { DiagnosticCode } from '../core/diagnostic-code.ts';
import { keyProblem, type Path, type Problem, problem } from './problem.ts';
import type { SoundConfig, SoundWiki } from './sound-config.ts';
import { variablePrefix } from './variable-prefix.ts';

/** Checks the wikis. */
export function wikiRules(config: SoundConfig): readonly Problem[] {
  const wikis = Object.entries(config.wikis ?? {});
  const rulesOfOne = wikis.flatMap(([name, wiki = {}]) => {
    const path = ['wikis', name];
    return [
      ...addressProblems(wiki, path),
      ...contactProblems(wiki, path),
      ...proxyProblems(wiki, path),
      ...authorProblems(wiki, path),
    ];
  });
  return [...rulesOfOne, ...sameVariables(wikis)];
}

function addressProblems({ api }: SoundWiki, path: Path): readonly Problem[] {
  if (api === undefined) return [];
  const { protocol, username, password, search, hash } = new URL(api);
  const problems: Problem[] = [];
  const add = (code: DiagnosticCode, message: string, hint: string): void => {
    problems.push(problem(code, [...path, 'api'], message, hint));
  };
  if (protocol === 'http:' && !isLoopback(api)) {
    const message = 'The address begins with http, which would show the password to the network.';
    add('api-not-https', message, "Use the wiki's https address.");
  }
  if (username !== '' || password !== '') {
    const hint = 'Credentials come from the environment or .env only; change that password.';
    add('api-with-credentials', 'The address has a user name or a password in it.', hint);
  }
  if (search !== '' || hash !== '') {
    const message = 'The address goes on behind the script, with ? or #.';
    add('api-with-query', message, 'Give it up to api.php, as Special:Version shows it.');
  }
  return problems;
}

/** Wikis refuse bots without one: https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy */
function contactProblems(wiki: SoundWiki, path: Path): readonly Problem[] {
  const { api, contact } = wiki;
  if (contact === undefined) {
    if (api === undefined || isLoopback(api) || Object.hasOwn(wiki, 'contact')) return [];
    const hint = 'Add contact: with an e-mail address or a URL, as wikis ask of bots.';
    return [problem('contact-missing', path, 'The wiki has no contact for the user agent.', hint)];
  }
  if (isContact(contact)) return [];
  const message = `The contact '${contact}' is no e-mail address and no URL.`;
  const hint = 'Give one of the two, such as keeper@example.org, without anything around it.';
  return [problem('contact-form', [...path, 'contact'], message, hint)];
}

/** It stands in brackets in a header: no spaces, no brackets, nothing but ASCII. */
export function isContact(text: string): boolean {
  return /^(?:https?:\/\/[!-'*-~]+|[!-'*-?A-~]+@[!-'*-?A-~]+)$/.test(text);
}

function proxyProblems({ proxy }: SoundWiki, path: Path): readonly Problem[] {
  if (proxy === undefined) return [];
  const { username, password } = new URL(proxy);
  if (username === '' && password === '') return [];
  const message = 'The proxy has a user name or a password in its address.';
  const hint = 'Use one that needs none; a config is no place for secrets.';
  return [problem('proxy-with-credentials', [...path, 'proxy'], message, hint)];
}

/** As git has them: `Name <mail>`. */
function authorProblems({ authors = {} }: SoundWiki, path: Path): readonly Problem[] {
  return Object.entries(authors).flatMap(([user, author]) => {
    if (/^[^<>\n]*[^<>\s][^<>\n]* <[^<>\s]+@[^<>\s]+>$/.test(author)) return [];
    const message = `'${author}' is no author of a commit.`;
    const hint = 'Write it as Ada Lovelace <ada@example.org>.';
    return [problem('author-form', [...path, 'authors', user], message, hint)];
  });
}

/** One wiki's password must not go to another. */
function sameVariables(
  wikis: readonly (readonly [string, SoundWiki | undefined])[],
): readonly Problem[] {
  const remote = wikis.filter(([, wiki]) => wiki?.api !== undefined);
  return remote.flatMap(([name], index) => {
    const prefix = variablePrefix(name);
    const first = remote.slice(0, index).find(([other]) => variablePrefix(other) === prefix);
    if (first === undefined) return [];
    const message = `The wikis '${first[0]}' and '${name}' would share the variables ${prefix}_….`;
    return [keyProblem('wiki-names-alike', ['wikis', name], message, 'Rename one of the two.')];
  });
}

/** Whether an address is of this machine. */
export function isLoopback(address: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);
}
