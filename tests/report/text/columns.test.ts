import { expect, it } from 'vitest';
import { columnsOf, isWide } from '../../../src/report/text/columns.ts';

it.each([
  ['', 0],
  ['plain', 5],
  ['Tülin İZER – “so” → …', 21],
  ['cafe\u0301', 4],
  ['計画', 4],
  ['so 😀', 5],
])('gives %j %d columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

it('tells each character alone as it does beside others', () => {
  for (let code = 0x20; code <= 0x33ff; code += 1) {
    const character = String.fromCodePoint(code);
    const own = /\p{Mn}|\p{Me}/u.test(character) ? 0 : isWide(character) ? 2 : 1;

    expect([code, columnsOf(character)]).toEqual([code, own]);
    expect([code, columnsOf(`${character}計`)]).toEqual([code, own + 2]);
  }
});
