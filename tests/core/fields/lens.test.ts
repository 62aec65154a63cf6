import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { fieldType, tidy } from '../../../src/core/fields/lens.ts';

/** Reads all texts alike, and can write neither 'mute' nor 'vague'. */
const shout = fieldType({
  name: 'shout',
  summary: 'Upper case.',
  options: [],
  markup: [],
  read: (text) => readAs(text === 'VAGUE' ? 'other' : text.toLowerCase()),
  fromText: (text) => readAs(text),
  spell: (value) => {
    if (value === 'mute') return [];
    return value === 'blank' ? [' '] : [String(value).toUpperCase()];
  },
});

describe('fieldType', () => {
  it('refuses a value that would read as another, showing how it would be written', () => {
    expect(shout.fromData('vague', {})).toEqual(
      unreadable("'VAGUE' would be read from a page as something else"),
    );
  });

  it('refuses a value that cannot be written, showing it as it is', () => {
    expect(shout.fromData('mute', {})).toEqual(
      unreadable("'mute' would be read from a page as something else"),
    );
  });

  it('never writes a blank for a value', () => {
    expect(shout.fromData('blank', {}).kind).toBe('unreadable');
    expect(() => shout.write('blank', undefined, {})).toThrow(TypeError);
  });

  it('keeps a text that reads as the value, to the byte', () => {
    expect(shout.write('hey', ' Hey\r', {})).toBe(' Hey\r');
  });
});

describe('tidy', () => {
  it('is the same when done twice', () => {
    const once = tidy('\u00a0\r\n a\r\rb \u2000u\u0308\ufeff');

    expect(once).toBe('a\n\nb \u2002\u00fc');
    expect(tidy(once)).toBe(once);
  });
});
