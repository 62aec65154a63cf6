/** A page that people damaged, and that is put in order: on whatever wiki. */
import { expect, it } from 'vitest';
import type { Workplace } from './command-line.ts';

/** A wiki with the example's page, and people who edit it. */
export interface DamagedPage {
  /** Both sides in step, by a config that names the layout. */
  readonly place: () => Workplace;
  readonly read: () => Promise<string>;
  readonly edit: (text: string) => Promise<void>;
  /** The newest first. */
  readonly revisions: () => Promise<readonly number[]>;
}

/** The config names the example's layout. */
export function withLayout(place: Workplace): void {
  place.edit(
    'config/wikisync.yaml',
    '    template: project',
    '    layout: ../fixtures/xen/layouts/projects.wiki\n    template: project',
  );
}

/** A text without what stands from one text up to another. */
function without(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start === -1 || end === -1) throw new Error(`There is no '${from}' before '${to}'.`);
  return text.slice(0, start) + text.slice(end);
}

/** Dates and flags that came back are written as the config has them. */
function alike(text: string): string {
  return text
    .replaceAll('|Date=01/30/2013', '|Date=30/01/2013')
    .replaceAll('|GSoC=yes', '|GSoC=Yes');
}

/** The same on a folder, a fake MediaWiki and a real one; `from` where there are revisions. */
export function damagedPageTests({ place, read, edit, revisions }: DamagedPage): void {
  it('has all of its records again, and every sentence that people wrote', async () => {
    const good = await read();
    const damaged = without(good, '{{project\n|Project=HVM', '{{project\n|Project=Mirage OS cloud')
      .replace('=== OPW Round 8 ===\n\n', '')
      .replace('=== GSoC Projects ===', '=== Summer projects ===')
      .replace('See also:', 'Please see also, all of you:');
    await edit(`${damaged.trimEnd()}\n\nA sentence at the end.`);
    const before = (await revisions()).length;

    const { code, out } = await place().run('regenerate', 'xen-2014');

    expect({ code, out }).toMatchObject({ code: 0 });
    const wanted = `${good.trimEnd().replace('See also:', 'Please see also, all of you:')}\n\nA sentence at the end.`;
    expect(alike((await read()).trimEnd())).toBe(alike(wanted));
    const again = await place().run('regenerate', 'xen-2014', '--exit-code');
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('In sync.') });
    expect((await place().run('plan', '--exit-code', '--state', 'elsewhere')).code).toBe(0);
    const after = (await revisions()).length;
    if (after > 0) expect(after).toBe(before + 1);
  });
}

/** Where a page has revisions. */
export function goodRevisionTests({ place, read, edit, revisions }: DamagedPage): void {
  it('has the prose of a good revision, and what readers wrote in its records since', async () => {
    const good = await read();
    const [goodRevision = 0] = await revisions();
    const spam = good
      .replace('See also:', 'BUY NOW')
      .replace('Here our students', 'Here nobody')
      .replace('Hello, this one is mine.', 'Hello, this one is mine. Done!');
    await edit(without(spam, '{{project\n|Project=openSUSE', '=== OPW'));

    const { code, out } = await place().run('regenerate', 'xen-2014', '--from', `${goodRevision}`);

    expect({ code, out }).toMatchObject({ code: 0 });
    expect((await read()).trimEnd()).toBe(
      good.trimEnd().replace('Hello, this one is mine.', 'Hello, this one is mine. Done!'),
    );
    expect((await place().run('regenerate', 'xen-2014', '--dry-run', '--exit-code')).code).toBe(0);
  });

  it('has its counts and lists fresh in the edit that a push makes', async () => {
    const good = await read();
    await edit(
      good
        .replace('This year 7 people', 'This year 99 people')
        .replace('* Bo Cao', '* [[User:Bo|Bo Cao]]'),
    );

    expect((await place().run('plan', '--exit-code')).code).toBe(2);
    expect((await place().run('push', 'xen-2014')).code).toBe(0);

    expect((await read()).trimEnd()).toBe(
      good.trimEnd().replace('* Bo Cao', '* [[User:Bo|Bo Cao]]'),
    );
  });
}
