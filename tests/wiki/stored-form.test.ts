import { describe, expect, it } from 'vitest';
import { storedOtherwise } from '../../src/wiki/stored-form.ts';

describe('storedOtherwise', () => {
  it.each(['', 'a', 'a\tb\n\nc', '\n a', 'é 😀', 'a\u00A0', 'a\u200B', '\uFEFFa', '\uE000'])(
    'lets %j be',
    (text) => {
      expect(storedOtherwise(text)).toBeUndefined();
    },
  );

  it.each([
    ['e\u0301', 'NFC'],
    ['\u212B', 'NFC'],
    ['a\r\nb', 'Windows'],
    ['a\rb', 'Windows'],
    ['a\0b', 'control'],
    ['a\u001Bb', 'control'],
    ['a\uFFFEb', 'control'],
    ['a ', 'white space'],
    ['a\n', 'white space'],
    ['a\t', 'white space'],
    ['a\uD83D', 'half'],
  ])('finds what would change in %j', (text, reason) => {
    expect(storedOtherwise(text)).toContain(reason);
  });
});
