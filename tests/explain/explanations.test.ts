import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowable } from '../../src/core/plan/guards.ts';
import { explanationOf, explanations, topics } from '../../src/explain/explanations.ts';

const codes = Object.keys(explanations);
const entries = Object.entries(explanations);

/** The lists of codes themselves, and what is said about them, raise none. */
const raisesNone = /^(?:explain\/|core\/(?:diagnostic|finding|error)-code\.ts$)/;

const raising = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !raisesNone.test(file))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');

describe('explanations', () => {
  it.each(codes)('explains %s, which something in the sources raises', (code) => {
    const isRaised = raising.includes(`'${code}'`) || allowable.some((guard) => guard === code);

    expect(isRaised).toBe(true);
  });

  it('explains every guard that a person may allow', () => {
    expect(allowable.filter((guard) => explanationOf(guard) === undefined)).toEqual([]);
  });

  it('lists each code in one part, and no other', () => {
    const listed = topics.flatMap((topic) => Object.keys(topic.codes));

    expect(listed.toSorted()).toEqual(codes.toSorted());
  });

  it.each(entries)(
    'says of %s in sentences what it means, and in one line what it is',
    (_code, { title, effect, means, todo }) => {
      expect(title).toMatch(/^\S[^\n]{0,90}[^\s.]$/);
      expect(means.length).toBeGreaterThan(0);
      for (const sentence of [effect, ...means, ...todo]) expect(sentence).toMatch(/^\S.*[.?]$/);
    },
  );

  it.each(entries.filter(([, { effect }]) => !/^The doctor found/.test(effect)))(
    'says what to do about %s',
    (_code, { todo }) => {
      expect(todo.length).toBeGreaterThan(0);
    },
  );

  it.each(entries)('leads from %s to other codes than itself, each once', (code, { see = [] }) => {
    expect(new Set([code, ...see]).size).toBe(see.length + 1);
  });
});

describe('explanationOf', () => {
  it('knows no code by a name that every object has', () => {
    expect(explanationOf('constructor')).toBeUndefined();
    expect(explanationOf('key-twice')?.title).toBe('A key stands more than once');
  });
});
