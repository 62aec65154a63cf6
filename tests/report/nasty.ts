/** Strings as an attacker would put them into a page. */
import fc from 'fast-check';

/** Any text, and more often than by chance what terminals and build services obey. */
export const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...[
        '\u001B[2J',
        '\u001B]0;x\u0007',
        '\r',
        '\n',
        '\t',
        '\u007F',
        '\u009B',
        '\u202E',
        '\u2066',
      ],
      ...[
        '\u200B',
        '\uFEFF',
        '\u2028',
        '\uD800',
        '\u{E0041}',
        '::',
        ':',
        '##[',
        'error]',
        '##vso[x ',
      ],
      ...['::error::', ' ', '  ', 'word', 'a', '[-', '-]', '{+', '計', '😀', 'e\u0301', '|', '}}'],
    ),
    maxLength: 12,
  }),
);

/** Control characters but the line feed, and what turns or hides text. */
export const unprintable =
  /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/u;

/** Orders for a build service, as far as `nasty` has their names. */
export const order = /^\s*::|##\[(?:error|warning|add-mask)[ \]]|##vso\[x /m;

/** Either. */
export const forbidden = new RegExp(`${unprintable.source}|${order.source}`, 'mu');
