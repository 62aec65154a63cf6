import { describe, expect, it } from 'vitest';
import { asciiSlugOf, slugOf } from '../../../src/core/adopt/names.ts';

describe('slugOf', () => {
  it.each([
    ['First name', 'first-name'],
    ['  --x__y ', 'x-y'],
    ['Größe (cm)', 'größe-cm'],
    ['名称', '名称'],
    ['शहर', 'शहर'],
    ['!?', 'value'],
    ['constructor', 'value-constructor'],
    ['__proto__', 'value-proto'],
    [
      'Xen related projects by other mentoring organizations',
      'xen-related-projects-by-other-mentoring',
    ],
    ['x'.repeat(50), 'x'.repeat(40)],
    ['𝒳'.repeat(50).toLowerCase(), '𝒳'.repeat(20)],
  ])('makes of %j the name %j', (text, name) => {
    expect(slugOf(text, new Set())).toBe(name);
  });

  it('takes no name that is taken', () => {
    expect(slugOf('Name', new Set(['name', 'name-2']))).toBe('name-3');
  });
});

describe('asciiSlugOf', () => {
  it.each([
    ["Liste d'été 2014", 'liste-d-ete-2014'],
    ['茶馆', 'list'],
    ['2014', 'list'],
    ['Talk:2014', 'talk-2014'],
  ])('makes of %j the name %j', (text, name) => {
    expect(asciiSlugOf(text, { fallback: 'list', taken: new Set() })).toBe(name);
  });

  it('takes no name that is taken', () => {
    const taken = new Set(['list']);

    expect(asciiSlugOf('茶馆', { fallback: 'list', taken })).toBe('list-2');
  });
});
