/** What there is to say about codes, as pages of the documentation. */
import type { Explanation, Topic } from '../core/explanation.ts';

/** One code's page. */
export function codePage(code: string, explanation: Explanation): string {
  const { title, effect, means, todo, example, see = [] } = explanation;
  const parts = [
    generated,
    `# \`${code}\``,
    `${plain(title)}.`,
    `_${plain(effect)}_`,
    ...means.map(plain),
    ...(todo.length === 0
      ? []
      : ['## What to do', todo.map((step) => `- ${plain(step)}`).join('\n')]),
    ...(example === undefined ? [] : ['## Example', `\`\`\`text\n${example}\n\`\`\``]),
    ...(see.length === 0 ? [] : [`See also ${see.map((other) => link(other)).join(', ')}.`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The page that leads to all others. */
export function codesIndex(topics: readonly Topic[]): string {
  const parts = topics.flatMap(({ title, codes }) => [
    `## ${plain(title)}`,
    Object.entries(codes)
      .map(([code, explanation]) => `- ${link(code)}: ${plain(explanation.title)}`)
      .join('\n'),
  ]);
  return `${[generated, '# Codes', introduction, ...parts].join('\n\n')}\n`;
}

const generated = '<!-- Made by `npm run docs` from src/explain: change it there. -->';

const introduction = [
  'Reports show a code in brackets behind each error, warning and notice, failures one behind their',
  'message, the doctor one behind each finding, and guards their name. A code keeps its meaning:',
  'scripts may rely on it. `wikisync explain <code>` prints what is said here.',
].join('\n');

function link(code: string): string {
  return `[\`${code}\`](${code}.md)`;
}

/** Signs that Markdown or HTML would take for their own. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}
