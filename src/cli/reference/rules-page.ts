/** The reference of `check`'s rules. */
import type { LintRule } from '../../core/lint/rule.ts';
import { generatedFrom, table } from './markdown-parts.ts';

/** A table of all rules; each leads to what `explain` says of it. */
export function rulesPage(rules: readonly LintRule[]): string {
  const head = ['rule', 'level', 'what it finds', 'what `--fix` does'];
  const rows = rules.map(({ code, level, summary, asks, fix = '' }) => {
    const about = asks === undefined ? summary : `${summary} Asks the wiki.`;
    return [`[\`${code}\`](../codes/${code}.md)`, level, about, fix];
  });
  const parts = [
    generatedFrom('src/core/lint/rules.ts'),
    '# Rules of check',
    'What `wikisync check` looks for. [Checking a listing](../checking.md) says how levels and waivers are set; *as found* is the level that reading gives it. `--fix` works on fields whose owner is `data`, and leaves keys alone.',
    table(head, rows),
  ];
  return `${parts.join('\n\n')}\n`;
}
