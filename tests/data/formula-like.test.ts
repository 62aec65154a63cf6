import { describe, expect, it } from 'vitest';
import { csv } from '../../src/data/csv.ts';
import { formulaLike } from '../../src/data/formula-like.ts';
import { read } from './support.ts';

describe('formulaLike', () => {
  it.each(['=1+1', '=HYPERLINK("http://x.example")', '+cmd', '-2+3+cmd', '@SUM(A1)', '\tx', '-'])(
    'warns of %j',
    (value) => {
      const text = `title,difficulty\nA,"${value.replaceAll('"', '""')}"\n`;

      const [found, ...others] = formulaLike(read(csv, text));

      expect(found).toMatchObject({
        code: 'formula-like',
        severity: 'warning',
        field: 'difficulty',
        place: { source: 'data', line: 2, column: 3 },
      });
      expect(others).toEqual([]);
    },
  );

  it.each(['', 'a=b', '-5', '+49', '-1.5', '2014-01-20', "'=1", 'a\n=b', 'x@y.example'])(
    'lets %j pass',
    (value) => {
      expect(formulaLike(read(csv, `title\n"${value}"\n`))).toEqual([]);
    },
  );
});
