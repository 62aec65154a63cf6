import { describe, expect, it } from 'vitest';
import { readAs, unreadable } from '../../../src/core/fields/field-type.ts';
import { link } from '../../../src/core/fields/link.ts';

describe('link', () => {
  it.each([
    ['[[Xen]]', { target: 'Xen' }],
    ['[[Xen|the hypervisor]]', { target: 'Xen', label: 'the hypervisor' }],
    ['[[ Xen_ARM#Boot  loader | x ]]', { target: 'Xen ARM#Boot loader', label: 'x' }],
    ['[[:Category:Xen]]', { target: ':Category:Xen' }],
    ['[[#Ideas]]', { target: '#Ideas' }],
    ['[[Xen|Xen]]', { target: 'Xen', label: 'Xen' }],
  ])('reads %j', (argument, value) => {
    expect(link.read(argument, {})).toEqual(readAs(value));
  });

  it.each([
    ['Xen', "'Xen' is no link such as [[Target|label]]"],
    ['[[Xen]]s', "'[[Xen]]s' is no link such as [[Target|label]]"],
    ['[[A]] [[B]]', "'A]] [[B' is no title of a page"],
    ['[[]]', "'' is no title of a page"],
    ['[[ # ]]', "'#' is no title of a page"],
    ['[[A\nB]]', "'A B' is no title of a page"],
    ['[[A~~~]]', "'A~~~' is no title of a page"],
    ['[[Xen|]]', "'' is no label"],
    ['[[Xen|a|b]]', "'a|b' is no label"],
    ['[[Xen|{{x}}]]', "'{{x}}' is no label"],
    ['[[https://x.org]]', "'https://x.org' is a URL and no title of a page"],
    ['[[//x.org]]', "'//x.org' is a URL and no title of a page"],
    ['[[file:X.png|thumb]]', "'file:X.png' would show a file or set a category"],
  ])('cannot read %j', (argument, reason) => {
    expect(link.read(argument, {})).toEqual(unreadable(reason));
  });

  it.each([
    [{ target: 'Xen' }, undefined, '[[Xen]]'],
    [{ target: 'Xen', label: 'x' }, '[[Y]]', '[[Xen|x]]'],
    [{ target: 'Xen ARM' }, '[[Xen_ARM]]', '[[Xen_ARM]]'],
  ])('writes %j over %j as %j', (value, previousText, written) => {
    expect(link.write(value, previousText, {})).toBe(written);
  });

  it.each([
    ['Xen_ARM', { target: 'Xen ARM' }],
    ['[[Xen|x]]', { target: 'Xen', label: 'x' }],
    [{ target: 'Xen' }, { target: 'Xen' }],
    [
      { target: 2014, label: true },
      { target: '2014', label: 'true' },
    ],
  ])('takes %j from a data file', (data, value) => {
    expect(link.fromData(data, {})).toEqual(readAs(value));
  });

  it.each([
    ['Xen|x'],
    [['Xen']],
    [{ label: 'x' }],
    [{ target: 'Xen', title: 'x' }],
    [{ target: 'Xen', label: '' }],
    [{ target: 'Xen', label: ['x'] }],
    [{ target: ['Xen'] }],
  ])('refuses %j from a data file', (data) => {
    expect(link.fromData(data, {}).kind).toBe('unreadable');
  });

  it.each([
    [{ target: 'Xen' }, 'Xen'],
    [
      { target: 'Xen', label: 'x' },
      { target: 'Xen', label: 'x' },
    ],
  ])('gives %j to a data file as %j', (value, data) => {
    expect(link.toData(value, {})).toEqual(data);
  });
});
