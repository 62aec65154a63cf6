import { expect, it } from 'vitest';
import { reporters } from '../../src/report/reporters.ts';
import { busy, runOf } from './samples.ts';

it.each(Object.entries(reporters))(
  '%s ends its last line and its first has something',
  async (_name, load) => {
    const render = await load();
    const rendered = render(runOf(busy), { colour: false, quiet: false, verbose: false });

    expect(rendered).toMatch(/^\S.*[^\n]\n$/s);
  },
);
