import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/core/explanation.ts';
import { codesText, explainText } from '../../src/report/explain-text.ts';

const explanation: Explanation = {
  title: 'A value is odd',
  effect: 'A warning: the exit code does not change.',
  means: ['The value is neither one thing nor the other.', 'It may be a mishap.'],
  todo: ['Look at it, and then look at it again tomorrow.', 'Change it.'],
  example: 'a:   1   # wrong, and longer than forty columns of a terminal\na:   2',
  see: ['value-even', 'value-prime'],
};
const plain = { colour: false, width: 40 };

describe('explainText', () => {
  it('tells a code in full, folded but for the example', () => {
    expect(explainText('value-odd', explanation, plain)).toMatchInlineSnapshot(`
      "value-odd: A value is odd

        A warning: the exit code does not
        change.

        The value is neither one thing nor the
        other.

        It may be a mishap.

        What to do
          - Look at it, and then look at it
            again tomorrow.
          - Change it.

        Example
          a:   1   # wrong, and longer than forty columns of a terminal
          a:   2

        See also value-even, value-prime
      "
    `);
  });

  it('leaves out what there is nothing of', () => {
    const { title, effect, means } = explanation;

    expect(
      explainText('value-odd', { title, effect, means: means.slice(1), todo: [] }, plain),
    ).toBe(
      'value-odd: A value is odd\n\n  A warning: the exit code does not\n  change.\n\n  It may be a mishap.\n',
    );
  });

  it('is 100 columns wide by default, and coloured where that is wanted', () => {
    const words = 'word '.repeat(30).trim();
    const rendered = explainText('c', { ...explanation, means: [words] }, { colour: true });
    const longest = Math.max(
      ...rendered
        .split('\n')
        .filter((line) => line.includes('word'))
        .map(({ length }) => length),
    );

    expect(longest).toBeGreaterThan(94);
    expect(longest).toBeLessThanOrEqual(100);
    expect(rendered).toContain('\u001B[1mc\u001B[0m: A value is odd');
  });
});

describe('codesText', () => {
  it('lists all codes with their titles, part by part', () => {
    const topics = [
      { title: 'Values', codes: { 'value-odd': explanation } },
      { title: 'Others', codes: { other: { ...explanation, title: 'Something else' } } },
    ];

    expect(codesText(topics, { colour: false })).toMatchInlineSnapshot(`
      "Values
        value-odd  A value is odd

      Others
        other  Something else

      'wikisync explain <code>' tells what is meant, and what to do.
      "
    `);
  });
});
