import { describe, expect, it } from 'vitest';
import { codePage, codesIndex } from '../../src/report/explain-markdown.ts';

const explanation = {
  title: 'A {{call}} is <odd>',
  effect: 'A warning.',
  means: ['It has *stars* and a | in it.'],
  todo: ['Write [[links]] with `care`.'],
  example: '{{a|b=*c*}}\n  <b>',
  see: ['value-even'],
};

describe('codePage', () => {
  it('shows signs of wikitext and HTML as they are, in the text and in the example', () => {
    expect(
      codePage('value-odd', explanation),
    ).toBe(`<!-- Made by \`npm run docs\` from src/explain: change it there. -->

# \`value-odd\`

A \\{\\{call\\}\\} is \\<odd\\>.

_A warning._

It has \\*stars\\* and a \\| in it.

## What to do

- Write \\[\\[links\\]\\] with \\\`care\\\`.

## Example

\`\`\`text
{{a|b=*c*}}
  <b>
\`\`\`

See also [\`value-even\`](value-even.md).
`);
  });

  it('leaves out what there is nothing of', () => {
    const { title, effect, means } = explanation;

    const page = codePage('c', { title, effect, means, todo: [] });

    expect(page).not.toMatch(/What to do|Example|See also/);
    expect(page).toMatch(/in it\.\n$/);
  });
});

describe('codesIndex', () => {
  it('leads to the page of each code, part by part', () => {
    const index = codesIndex([
      { title: 'Values', codes: { 'value-odd': explanation } },
      { title: 'Others', codes: { other: { ...explanation, title: 'Something else' } } },
    ]);

    expect(index).toContain(
      '## Values\n\n- [`value-odd`](value-odd.md): A \\{\\{call\\}\\} is \\<odd\\>\n\n' +
        '## Others\n\n- [`other`](other.md): Something else\n',
    );
  });
});
