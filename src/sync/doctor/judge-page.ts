/** A listing's page and its template, judged. */
import { type Finding, ok, problem, warning } from '../../core/finding.ts';
import type { RecordSchema } from '../../core/schema.ts';
import { withLineFeeds } from '../../core/wikitext/line-feeds.ts';
import { parsePage } from '../../core/wikitext/parse-page.ts';
import type { AccountSeen, PageSeen } from '../../wiki/examine/seen.ts';
import { turnsAway } from '../../wiki/stop.ts';
import { refusal } from '../../wiki/wiki-error.ts';

/** Who would edit the page. */
export interface Editor {
  /** As the config calls the wiki. */
  readonly wiki: string;
  /** The account's name; `undefined` without one. */
  readonly name: string | undefined;
  /** `undefined` if nothing is known of it. */
  readonly account: AccountSeen | undefined;
}

/** The page, who may edit it, and the template's calls on it. */
export function judgePage(
  page: PageSeen,
  schema: RecordSchema,
  editor: Editor,
): readonly Finding[] {
  const { title, text, trouble, leadsTo } = page;
  if (trouble !== undefined) {
    const seen =
      leadsTo === undefined ? trouble.message : `${trouble.message} It leads to '${leadsTo}'.`;
    return [
      problem(
        'page',
        trouble.code,
        seen,
        trouble.hint ?? "Check the listing's 'page' in the config.",
      ),
      ...template(page, schema),
    ];
  }
  if (text === undefined) return [];
  const size = Buffer.byteLength(text);
  return [
    ok('page', 'page-there', `The page '${title}' is there, with ${size} bytes.`),
    ...protection(page, editor),
    ...hold(text, editor.name),
    ...template(page, schema),
    calls(page, text, schema),
  ];
}

function protection(page: PageSeen, { wiki, account }: Editor): readonly Finding[] {
  const levels = page.protection.map((level) => `'${level}'`).join(' and ');
  if (page.refusals === undefined) {
    if (levels === '') return [];
    return [
      warning(
        'protection',
        'page-protected',
        `The page is protected: editing it needs ${levels}.`,
        'Whether the account has that is only seen when it is logged in.',
      ),
    ];
  }
  const told = page.refusals.filter(({ code }) => !isToldBefore(code, account));
  if (told.length > 0) {
    return [
      problem(
        'protection',
        'page-refused',
        refusal(told, wiki).message,
        "Ask the wiki's people whether the account may edit the page: they decided that it may not.",
      ),
    ];
  }
  if (levels === '' || page.refusals.length > 0) return [];
  return [
    ok(
      'protection',
      'page-protected-allowed',
      `The page is protected (${levels}), and the account may edit it.`,
    ),
  ];
}

/** What the findings about the account say already. */
function isToldBefore(code: string, account: AccountSeen | undefined): boolean {
  if (code === 'permissiondenied') return account?.rights.includes('edit') === false;
  return code === 'blocked' && account?.block?.isPartial === false;
}

function hold(text: string, account: string | undefined): readonly Finding[] {
  if (account === undefined || !turnsAway(text, account)) return [];
  return [
    problem(
      'hold',
      'page-turns-away',
      `The page turns '${account}' away with {{bots}} or {{nobots}}.`,
      'Talk to whoever put that there; nothing is saved while it stands.',
    ),
  ];
}

function template(page: PageSeen, { template: name }: RecordSchema): readonly Finding[] {
  const { exists, leadsTo } = page.template;
  if (exists === undefined) return [];
  if (!exists) {
    return [
      warning(
        'template',
        'template-missing',
        `There is no template '${name}' on the wiki.`,
        "Check the listing's 'template' in the config; calls of it show as red links.",
      ),
    ];
  }
  if (leadsTo === undefined) return [];
  return [
    warning(
      'template',
      'template-redirect',
      `The template '${name}' is itself a redirect to '${leadsTo}', whose calls are not found.`,
      "Write that name as the listing's 'template'; calls by the old name are still found.",
    ),
  ];
}

function calls({ site }: PageSeen, text: string, schema: RecordSchema): Finding {
  const subject = 'template';
  const parsed = parsePage(withLineFeeds(text).text, schema, site);
  if (typeof parsed === 'string') {
    return problem(
      subject,
      'page-untrusted',
      `The page ${parsed}, so that it cannot be read as MediaWiki reads it.`,
      "See 'wikisync check'; such a page is not edited.",
    );
  }
  const { template } = schema;
  const names = [...schema.aliases, ...site.templateRedirects].map((name) => `'${name}'`);
  const also = names.length === 0 ? '' : ` Also found by ${[...new Set(names)].join(', ')}.`;
  const count = parsed.calls.length;
  const passed = parsed.passedOver.length + parsed.unclosed.length;
  const others = passed === 0 ? '' : ` ${passed} more cannot be records: see 'wikisync check'.`;
  const seen = `The page calls '${template}' ${count === 1 ? 'once' : `${count} times`}.${others}${also}`;
  return count > 0
    ? ok(subject, 'template-called', seen)
    : warning(
        subject,
        'template-not-called',
        `The page does not call '${template}'.${others}${also}`,
        "Check the listing's 'page' and 'template'; an empty list is fine on a new page.",
      );
}
