import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../src/core/change.ts';
import type { ListingOutcome, ListingReport } from '../../src/report/run-report.ts';
import { text } from '../../src/report/text.ts';
import { order, unprintable } from './nasty.ts';
import { anyReport } from './reports.ts';
import { busy, emptyPlan, inSync, runOf } from './samples.ts';

const numRuns = Number(process.env['WIKISYNC_RUNS'] ?? 10_000);
const plain = { colour: false, quiet: false, verbose: false, width: 80 };

const { plan: _plan, ...unplanned } = inSync;

const odd = { code: 'formula-like', severity: 'warning', message: 'Odd.' } as const;
const failure = { kind: 'failed', code: 'git-failed', message: 'Failed.' } as const;

/** A report of one change, without what stands around it. */
function updateOf(...fields: readonly FieldChange[]): string {
  const toPage = [{ kind: 'update', key: 'A', fields }] as const;
  const rendered = text(runOf({ ...inSync, plan: { ...emptyPlan, toPage } }), plain);
  return rendered.slice(rendered.indexOf('~ A\n') + 4, rendered.indexOf('\n\n  Page:'));
}

function ended(listing: ListingReport, outcome: ListingOutcome): string {
  return text(runOf({ ...listing, outcome }), plain);
}

describe('text', () => {
  it('shows a listing with everything', () => {
    expect(text(runOf(busy), plain)).toMatchInlineSnapshot(`
      "xen-2014  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml

        Changes to the page
          ~ Lazy restore using memory paging
              inserted: 2014-01-20 → 2014-02-20
              contacts: Mentor: Andres Lagar-Cavilla, Student: [-Dushyant Behl-]{+Bo
                Cao+}
              difficulty: (absent) → high
              skills: … page tables and the like). [-C-]{+Rust+} in user space is
                enough for a … may turn out to be worth it[- later-].
              description:
                  Restoring a guest reads all of its memory from disk before the …
                ~ With memory paging the guest can start [-at once-]{+right away+}:
                  what it touches first is …
                + A prototype exists; it has to be made to work with live migration.
                +
                  Paging has few users and fewer documents. A tool that depends on …
              gsoc: true → false
              outcomes: (empty) → Patches for libxc and libxl that are merged
          > openSUSE: Add Snapshot management API to libvirt Xenlight driver, with
            tests and documents (move)
              programme: partner → gsoc
          - Parallel xenwatch kthread
              inserted: 2012-08-01
              skills:
                You should know your way around:
                * locks
                * the kernel
          + Mirage OS cloud API support
              programme: gsoc
              contacts: Mentor: Dave Scott, Student: Jyotsna Prakash
              skills: OCaml
              description:
                Restoring a guest reads all of its memory from disk before the guest
                  may run.

                With memory paging the guest can start at once: what it touches
                  first is fetched first, and the rest follows behind its back.
                … 2 more lines

        Changes to the data file
          = HVM per-event-channel interrupts (rename)
              title:
                - HVM per-event-channel interrupts
                + HVM interrupts per event channel
          ~ Implement Xen PVUSB support in xl/libxl toolstack
              outcomes: Patches{+ +}

        Conflicts, for a person to settle
          ! Improvements to the block I/O paravirtualized Xen drivers: difficulty
              The data file and the wiki both changed it since they last agreed.
              base: low
              data: medium
              wiki: high
          ! Improvements to the block I/O paravirtualized Xen drivers: outcomes
              The data file and the wiki both changed it since they last agreed.
              base: Patches that let the drivers use the new queues, and figures
                that show what it brings.
              data: … use the new queues, and [-figures-]{+measurements+} that show
                what it brings.
              wiki: Patches that let [-the drivers -]{+blkfront +}use the new queues,
                and figures …
          ! Mirage OS contributions and improvements
              The data file deleted the record, and the wiki changed it since they
              last agreed.
          Neither side is changed. Make both agree, or let one win, such as
            wikisync resolve xen-2014 "Improvements to the block I/O paravirtualized Xen drivers" difficulty --take data
          or with --take wiki, or --take "another text".
          --prefer data, or --prefer wiki, settles every conflict of a run.

        error: projects.yaml:80:5: The key 'Mirage OS' stands here for the second
          time. [key-twice]
          Give each record a key of its own.
        warning: xen:2014 GSoC and OPW Round 8 Projects:18:7: '01/12/2012' is
          2012-12-01 in dd/MM/yyyy, and 2012-01-12 in MM/dd/yyyy. [value-doubtful]
          Write a date that can be read in one way only.

        Page: 1 to create, 1 to update, 1 to delete, 1 to move. Data file: 1 to
          update, 1 to rename. 3 conflicts, 1 error, 1 warning, 1 notice.

      'wikisync explain <code>' tells more about a code in brackets.
      "
    `);
  });

  it('shows it in colour, where marks are not needed', () => {
    const rendered = text(runOf(busy), { ...plain, colour: true });

    expect(rendered.replaceAll('\u001B', '␛')).toMatchInlineSnapshot(`
      "␛[1mxen-2014␛[0m␛[2m  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml␛[0m

        ␛[1mChanges to the page␛[0m
          ␛[33m~ Lazy restore using memory paging␛[0m
              ␛[2minserted:␛[0m 2014-␛[31m01␛[0m-20 → 2014-␛[32m02␛[0m-20
              ␛[2mcontacts:␛[0m Mentor: Andres Lagar-Cavilla, Student: ␛[31mDushyant Behl␛[0m␛[32mBo Cao␛[0m
              ␛[2mdifficulty:␛[0m ␛[2m(absent)␛[0m → ␛[32mhigh␛[0m
              ␛[2mskills:␛[0m … page tables and the like). ␛[31mC␛[0m␛[32mRust␛[0m in user space is enough for a
                … may turn out to be worth it␛[31m later␛[0m.
              ␛[2mdescription:␛[0m
                  Restoring a guest reads all of its memory from disk before the␛[2m …␛[0m
                ␛[33m~ ␛[0mWith memory paging the guest can start ␛[31mat once␛[0m␛[32mright away␛[0m: what it
                  touches first is …
                ␛[32m+ A prototype exists; it has to be made to work with live migration.␛[0m
                ␛[32m+␛[0m
                  Paging has few users and fewer documents. A tool that depends on␛[2m …␛[0m
              ␛[2mgsoc:␛[0m ␛[31mtrue␛[0m → ␛[32mfalse␛[0m
              ␛[2moutcomes:␛[0m ␛[2m(empty)␛[0m → ␛[32mPatches for libxc and libxl that are merged␛[0m
          ␛[36m> openSUSE: Add Snapshot management API to libvirt Xenlight driver, with␛[0m
            ␛[36mtests and documents␛[0m␛[2m (move)␛[0m
              ␛[2mprogramme:␛[0m ␛[31mpartner␛[0m → ␛[32mgsoc␛[0m
          ␛[31m- Parallel xenwatch kthread␛[0m
              ␛[2minserted:␛[0m 2012-08-01
              ␛[2mskills:␛[0m
                You should know your way around:
                * locks
                * the kernel
          ␛[32m+ Mirage OS cloud API support␛[0m
              ␛[2mprogramme:␛[0m gsoc
              ␛[2mcontacts:␛[0m Mentor: Dave Scott, Student: Jyotsna Prakash
              ␛[2mskills:␛[0m OCaml
              ␛[2mdescription:␛[0m
                Restoring a guest reads all of its memory from disk before the guest
                  may run.

                With memory paging the guest can start at once: what it touches
                  first is fetched first, and the rest follows behind its back.
                ␛[2m… 2 more lines␛[0m

        ␛[1mChanges to the data file␛[0m
          ␛[36m= HVM per-event-channel interrupts␛[0m␛[2m (rename)␛[0m
              ␛[2mtitle:␛[0m
                ␛[31m- HVM per-event-channel interrupts␛[0m
                ␛[32m+ HVM interrupts per event channel␛[0m
          ␛[33m~ Implement Xen PVUSB support in xl/libxl toolstack␛[0m
              ␛[2moutcomes:␛[0m Patches␛[7;32m ␛[0m

        ␛[1mConflicts, for a person to settle␛[0m
          ␛[1;31m! Improvements to the block I/O paravirtualized Xen drivers␛[0m: ␛[1mdifficulty␛[0m
              The data file and the wiki both changed it since they last agreed.
              ␛[2mbase:␛[0m low
              ␛[2mdata:␛[0m medium
              ␛[2mwiki:␛[0m high
          ␛[1;31m! Improvements to the block I/O paravirtualized Xen drivers␛[0m: ␛[1moutcomes␛[0m
              The data file and the wiki both changed it since they last agreed.
              ␛[2mbase:␛[0m Patches that let the drivers use the new queues, and figures
                that show what it brings.
              ␛[2mdata:␛[0m … use the new queues, and ␛[31mfigures␛[0m␛[32mmeasurements␛[0m that show what it
                brings.
              ␛[2mwiki:␛[0m Patches that let ␛[31mthe drivers ␛[0m␛[32mblkfront ␛[0muse the new queues, and
                figures …
          ␛[1;31m! Mirage OS contributions and improvements␛[0m
              The data file deleted the record, and the wiki changed it since they
              last agreed.
          Neither side is changed. Make both agree, or let one win, such as
            wikisync resolve xen-2014 "Improvements to the block I/O paravirtualized Xen drivers" difficulty --take data
          or with --take wiki, or --take "another text".
          --prefer data, or --prefer wiki, settles every conflict of a run.

        ␛[1;31merror: ␛[0m␛[1mprojects.yaml:80:5: ␛[0mThe key 'Mirage OS' stands here for the second
          time.␛[2m [key-twice]␛[0m
          Give each record a key of its own.
        ␛[1;33mwarning: ␛[0m␛[1mxen:2014 GSoC and OPW Round 8 Projects:18:7: ␛[0m'01/12/2012' is
          2012-12-01 in dd/MM/yyyy, and 2012-01-12 in MM/dd/yyyy.␛[2m [value-doubtful]␛[0m
          Write a date that can be read in one way only.

        ␛[1mPage: 1 to create, 1 to update, 1 to delete, 1 to move. Data file: 1 to␛[0m
          ␛[1mupdate, 1 to rename. 3 conflicts, 1 error, 1 warning, 1 notice.␛[0m

      ␛[2m'wikisync explain <code>' tells more about a code in brackets.␛[0m
      "
    `);
  });

  it("shows whole values, notices and the page's diff if verbose", () => {
    expect(text(runOf(busy), { ...plain, verbose: true })).toMatchInlineSnapshot(`
      "xen-2014  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml

        Changes to the page
          ~ Lazy restore using memory paging
              inserted: 2014-01-20 → 2014-02-20
              contacts: Mentor: Andres Lagar-Cavilla, Student: [-Dushyant Behl-]{+Bo
                Cao+}
              difficulty: (absent) → high
              skills: Some knowledge of save and restore, and of how memory is
                virtualized (EPT, shadow page tables and the like). [-C-]{+Rust+} in
                user space is enough for a first version; a new hypercall may turn out
                to be worth it[- later-].
              description:
                  Restoring a guest reads all of its memory from disk before the guest
                    may run.

                ~ With memory paging the guest can start [-at once-]{+right away+}:
                  what it touches first is fetched first, and the rest follows behind
                  its back.

                + A prototype exists; it has to be made to work with live migration.
                +
                  Paging has few users and fewer documents. A tool that depends on it
                    would help with both.
              gsoc: true → false
              outcomes: (empty) → Patches for libxc and libxl that are merged
          > openSUSE: Add Snapshot management API to libvirt Xenlight driver, with
            tests and documents (move)
              programme: partner → gsoc
          - Parallel xenwatch kthread
              inserted: 2012-08-01
              skills:
                You should know your way around:
                * locks
                * the kernel
          + Mirage OS cloud API support
              programme: gsoc
              contacts: Mentor: Dave Scott, Student: Jyotsna Prakash
              skills: OCaml
              description:
                Restoring a guest reads all of its memory from disk before the guest
                  may run.

                With memory paging the guest can start at once: what it touches first
                  is fetched first, and the rest follows behind its back.

                Paging has few users and fewer documents. A tool that depends on it
                  would help with both.

        Changes to the data file
          = HVM per-event-channel interrupts (rename)
              title:
                - HVM per-event-channel interrupts
                + HVM interrupts per event channel
          ~ Implement Xen PVUSB support in xl/libxl toolstack
              outcomes: Patches{+ +}

        Conflicts, for a person to settle
          ! Improvements to the block I/O paravirtualized Xen drivers: difficulty
              The data file and the wiki both changed it since they last agreed.
              base: low
              data: medium
              wiki: high
          ! Improvements to the block I/O paravirtualized Xen drivers: outcomes
              The data file and the wiki both changed it since they last agreed.
              base: Patches that let the drivers use the new queues, and figures that
                show what it brings.
              data: Patches that let the drivers use the new queues, and
                [-figures-]{+measurements+} that show what it brings.
              wiki: Patches that let [-the drivers -]{+blkfront +}use the new queues,
                and figures that show what it brings.
          ! Mirage OS contributions and improvements
              The data file deleted the record, and the wiki changed it since they
              last agreed.
          Neither side is changed. Make both agree, or let one win, such as
            wikisync resolve xen-2014 "Improvements to the block I/O paravirtualized Xen drivers" difficulty --take data
          or with --take wiki, or --take "another text".
          --prefer data, or --prefer wiki, settles every conflict of a run.

        error: projects.yaml:80:5: The key 'Mirage OS' stands here for the second
          time. [key-twice]
          Give each record a key of its own.
        warning: xen:2014 GSoC and OPW Round 8 Projects:18:7: '01/12/2012' is
          2012-12-01 in dd/MM/yyyy, and 2012-01-12 in MM/dd/yyyy. [value-doubtful]
          Write a date that can be read in one way only.
        notice: xen:2014 GSoC and OPW Round 8 Projects:34:1: The wiki has another
          difficulty for 'Lazy restore using memory paging'. [change-overruled]

        The page's text
          --- 2014 Projects
          +++ 2014 Projects
          @@ -1,3 +1,3 @@
           {{project
          -|Date=20/01/2014
          +|Date=20/02/2014
           |GSoC=Yes

        Page: 1 to create, 1 to update, 1 to delete, 1 to move. Data file: 1 to
          update, 1 to rename. 3 conflicts, 1 error, 1 warning, 1 notice.

      'wikisync explain <code>' tells more about a code in brackets.
      "
    `);
  });

  it('shows what needs a person if quiet', () => {
    expect(text(runOf(inSync, busy, inSync), { ...plain, quiet: true })).toMatchInlineSnapshot(`
      "xen-2014  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml

        Conflicts, for a person to settle
          ! Improvements to the block I/O paravirtualized Xen drivers: difficulty
              The data file and the wiki both changed it since they last agreed.
              base: low
              data: medium
              wiki: high
          ! Improvements to the block I/O paravirtualized Xen drivers: outcomes
              The data file and the wiki both changed it since they last agreed.
              base: Patches that let the drivers use the new queues, and figures
                that show what it brings.
              data: … use the new queues, and [-figures-]{+measurements+} that show
                what it brings.
              wiki: Patches that let [-the drivers -]{+blkfront +}use the new queues,
                and figures …
          ! Mirage OS contributions and improvements
              The data file deleted the record, and the wiki changed it since they
              last agreed.
          Neither side is changed. Make both agree, or let one win, such as
            wikisync resolve xen-2014 "Improvements to the block I/O paravirtualized Xen drivers" difficulty --take data
          or with --take wiki, or --take "another text".
          --prefer data, or --prefer wiki, settles every conflict of a run.

        error: projects.yaml:80:5: The key 'Mirage OS' stands here for the second
          time. [key-twice]
          Give each record a key of its own.

        Page: 1 to create, 1 to update, 1 to delete, 1 to move. Data file: 1 to
          update, 1 to rename. 3 conflicts, 1 error, 1 warning, 1 notice.
      "
    `);
  });

  it('is empty if quiet and nobody is needed', () => {
    expect(text(runOf(inSync, inSync), { ...plain, quiet: true })).toBe('');
  });

  it('takes two lines for a listing in sync', () => {
    expect(text(runOf(inSync, { ...inSync, listing: 'xen-2015' }), plain)).toMatchInlineSnapshot(`
      "xen-2014  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml
        In sync.
      xen-2015  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml
        In sync.

      2 listings: 2 in sync.
      "
    `);
  });

  it('begins with what concerns no listing', () => {
    const problem = {
      code: 'config-key-unknown',
      severity: 'error',
      message: "'feilds' is no key of a listing.",
      hint: "Did you mean 'fields'?",
      place: { source: 'config/wikisync.yaml', line: 9, column: 3 },
    } as const;
    const notice = { code: 'formula-like', severity: 'notice', message: 'Not shown.' } as const;
    const report = { command: 'plan', diagnostics: [notice, problem], listings: [] };

    expect(text(report, plain)).toMatchInlineSnapshot(`
      "error: config/wikisync.yaml:9:3: 'feilds' is no key of a listing.
        [config-key-unknown]
        Did you mean 'fields'?

      'wikisync explain <code>' tells more about a code in brackets.
      "
    `);
    expect(text(report, { ...plain, verbose: true })).toContain('Not shown.');
    expect(text(report, { ...plain, quiet: true })).not.toContain('Not shown.');
  });

  it.each<readonly [string, boolean, ListingReport, object]>([
    ['an error', true, { ...inSync, diagnostics: [{ ...odd, severity: 'error' }] }, {}],
    ['a warning', true, { ...inSync, diagnostics: [odd] }, {}],
    ['a failure', true, { ...inSync, outcome: failure }, {}],
    ['a notice alone', false, { ...inSync, diagnostics: [{ ...odd, severity: 'notice' }] }, {}],
    ['a report without codes', false, inSync, {}],
    ['a quiet report', false, { ...inSync, outcome: failure }, { quiet: true }],
  ])('ends with where codes are explained: %s, %s', (_what, isTold, listing, options) => {
    expect(text(runOf(listing), { ...plain, verbose: true, ...options }).includes('explain')).toBe(
      isTold,
    );
  });

  it('folds at 100 columns by default, but for a command that can be copied', () => {
    const { width: _width, ...rest } = plain;
    const longest = (rendered: string): number =>
      Math.max(
        ...rendered
          .split('\n')
          .filter((line) => !line.startsWith('      wikisync resolve '))
          .map((line) => line.length),
      );

    expect(longest(text(runOf(busy), rest))).toBeGreaterThan(90);
    expect(longest(text(runOf(busy), rest))).toBeLessThanOrEqual(100);
    expect(longest(text(runOf(busy), plain))).toBeLessThanOrEqual(80);
  });
});

describe('the change of a field', () => {
  it.each<readonly [string, FieldChange, string]>([
    ['short values', { field: 'a', before: 'low', after: 'high' }, 'a: low → high'],
    ['a value that comes', { field: 'a', after: 3 }, 'a: (absent) → 3'],
    ['a value that goes', { field: 'a', before: 'x' }, 'a: x → (absent)'],
    ['a value that is emptied', { field: 'a', before: 'x', after: '' }, 'a: x → (empty)'],
    ['an absent value that is empty now', { field: 'a', after: '' }, 'a: (absent) → (empty)'],
    ['values that read the same', { field: 'a', before: 1, after: '1' }, 'a: 1 → "1"'],
    ['white space only', { field: 'a', before: 'a b', after: 'a  b' }, 'a: a[- -]{+  +}b'],
    [
      'words of a longer value',
      { field: 'a', before: 'one two three four five', after: 'one two 3 four five, and six' },
      'a: one two [-three-]{+3+} four five{+, and six+}',
    ],
    [
      'long values with nothing in common',
      { field: 'a', before: 'one two three four '.repeat(4), after: 'all else' },
      'a:\n          - one two three four one two three four one two three four one two\n            three four\n          + all else',
    ],
    [
      'several lines that come',
      { field: 'a', after: 'one\ntwo' },
      'a: (absent) →\n          + one\n          + two',
    ],
    [
      'several lines that go',
      { field: 'a', before: 'one\ntwo', after: '' },
      'a: → (empty)\n          - one\n          - two',
    ],
    [
      'far lines that stay',
      { field: 'a', before: '1\n2\n3\n4\n5\nx', after: '1\n2\n3\n4\n5\ny' },
      'a:\n            … 4 more lines\n            5\n          - x\n          + y',
    ],
    [
      'lines that stay between changes',
      { field: 'a', before: 'x\n1\n2\n3\ny', after: '1\n2\n3' },
      'a:\n          - x\n            1\n            … 1 more line\n            3\n          - y',
    ],
    [
      'a line that is changed behind one that comes',
      { field: 'a', before: 'b\none two three', after: 'b\nnew\none two 3' },
      'a:\n            b\n          + new\n          ~ one two [-three-]{+3+}',
    ],
    [
      'a line feed at the end',
      { field: 'a', before: 'x', after: 'x\n' },
      'a:\n            x\n          +',
    ],
  ])('shows %s', (_what, step, shown) => {
    expect(updateOf(step)).toBe(`        ${shown}`);
  });
});

describe('the outcome', () => {
  it.each<readonly [string, ListingReport, ListingOutcome, string]>([
    [
      'what was saved and written',
      busy,
      { kind: 'done', page: { revision: 4712 }, data: { file: 'projects.yaml' } },
      '  Saved the page as revision 4712.\n  Wrote projects.yaml.\n  Page: 1 created, 1 updated, 1 deleted, 1 moved. Data file: 1 updated, 1\n    renamed. 3 conflicts, 1 error, 1 warning, 1 notice.\n',
    ],
    [
      'what is left for another command',
      busy,
      { kind: 'done', page: {} },
      '  Saved the page.\n  Page: 1 created, 1 updated, 1 deleted, 1 moved. Data file: 1 to update, 1 to\n    rename. 3 conflicts, 1 error, 1 warning, 1 notice.\n',
    ],
    [
      'why nothing was written',
      inSync,
      { kind: 'refused', reason: 'the data file has errors' },
      '  refused: Nothing was written: the data file has errors.\n  Page: nothing. Data file: nothing.\n',
    ],
    [
      'no reason twice',
      busy,
      { kind: 'refused', reason: "The key 'Mirage OS' stands here for the second time." },
      '  refused: Nothing was written.\n  Page: 1 to create,',
    ],
    [
      'what failed and what to do',
      unplanned,
      { kind: 'failed', code: 'wiki-unavailable', message: 'No answer.', hint: 'Try later.' },
      '  failed: No answer. (wiki-unavailable)\n    Try later.\n',
    ],
    [
      'what failed without a way out',
      unplanned,
      { kind: 'failed', code: 'wiki-answer', message: 'No sense.' },
      '  failed: No sense. (wiki-answer)\n',
    ],
    [
      'a reason as a sentence',
      inSync,
      { kind: 'refused', reason: 'Is this a page?' },
      '  refused: Nothing was written: Is this a page?\n',
    ],
    [
      'that a file was written',
      inSync,
      { kind: 'done', data: { file: 'a.yaml' } },
      '  Wrote a.yaml.\n  In sync.\n',
    ],
    ['nothing done', inSync, { kind: 'done' }, 'projects.yaml\n  In sync.\n'],
  ])('shows %s', (_what, listing, outcome, shown) => {
    expect(ended(listing, outcome)).toContain(shown);
  });

  it('shows each guard that tripped, with the way past it', () => {
    const guard = { side: 'page', unit: 'records', of: 8, limit: '30%', tripped: true } as const;
    const canary = { ...guard, guard: 'canary', limit: '0', allow: '--allow canary' } as const;
    const guards = [
      { ...guard, guard: 'delete', count: 5, allow: '--allow delete' },
      {
        ...guard,
        guard: 'recreate',
        count: 4,
        limit: '3 (30% of at least 10)',
        allow: '--allow recreate',
      },
      {
        ...guard,
        guard: 'size',
        unit: 'bytes',
        count: 5300,
        of: 9100,
        limit: '50%',
        direction: 'more',
        allow: '--allow size',
      },
      { ...guard, side: 'data', guard: 'create', count: 9, of: 1, allow: '--allow create' },
      { ...canary, count: 1, missing: ['A'] },
      { ...canary, side: 'data', count: 3, missing: ['A', 'B', 'C'] },
      { ...guard, guard: 'move', count: 8, tripped: false, allow: '--allow move' },
    ] as const;
    const outcome = { kind: 'refused', reason: "guard 'delete': 5 of 8 records" } as const;

    expect(ended({ ...inSync, plan: { ...emptyPlan, guards } }, outcome)).toMatchInlineSnapshot(`
      "xen-2014  xen:2014 GSoC and OPW Round 8 Projects @ 4711  projects.yaml

        Guards that tripped
          ! delete: 5 of 8 records on the page, where the limit is 30%. If it is
            meant, allow it for one run with --allow delete.
          ! recreate: 4 of 8 records that somebody took from the page, where the limit
            is 3 (30% of at least 10). If it is meant, allow it for one run with
            --allow recreate.
          ! size: 5,300 of 9,100 bytes more on the page, where the limit is 50%. If it
            is meant, allow it for one run with --allow size.
          ! create: 9 of 1 record in the data file, where the limit is 30%. If it is
            meant, allow it for one run with --allow create.
          ! canary: the record 'A' is not on the page, where it must be. If it is
            meant, allow it for one run with --allow canary.
          ! canary: the records 'A', 'B' and 'C' are not in the data file, where they
            must be. If it is meant, allow it for one run with --allow canary.

        refused: Nothing was written.
        Page: nothing. Data file: nothing.
      "
    `);
  });

  it('says what a check found, which has no plan', () => {
    const checked = { ...unplanned, diagnostics: [odd] };

    expect(text(runOf(unplanned, checked), plain)).toMatchInlineSnapshot(`
      "xen-2014  xen:2014 GSoC and OPW Round 8 Projects  projects.yaml
        No problems.

      xen-2014  xen:2014 GSoC and OPW Round 8 Projects  projects.yaml

        warning: Odd. [formula-like]

        1 warning.

      2 listings: 2 without errors.

      'wikisync explain <code>' tells more about a code in brackets.
      "
    `);
  });
});

describe('the advice under conflicts', () => {
  const reason = 'The data file and the wiki both changed it since they last agreed.';
  const advice = (key: string, field?: string) => {
    const conflict = { key, ...(field === undefined ? {} : { field }), reason };
    const rendered = text(
      runOf({ ...inSync, plan: { ...emptyPlan, conflicts: [conflict] } }),
      plain,
    );
    return rendered
      .split('\n')
      .find((line) => line.includes('wikisync resolve'))
      ?.trim();
  };

  it.each([
    ['A', 'skills', 'wikisync resolve xen-2014 A skills --take data'],
    ['A', undefined, 'wikisync resolve xen-2014 A --take data'],
    ['A b', 'skills', 'wikisync resolve xen-2014 "A b" skills --take data'],
    ["it's", undefined, 'wikisync resolve xen-2014 "it\'s" --take data'],
    ['$(x) "y"', undefined, 'wikisync resolve xen-2014 \'$(x) "y"\' --take data'],
    ["it's $1", undefined, "wikisync resolve xen-2014 'it'\\''s $1' --take data"],
    ['a;b|c', undefined, 'wikisync resolve xen-2014 "a;b|c" --take data'],
    ['-1', 'skills', 'wikisync resolve xen-2014 --take data -- -1 skills'],
  ])('names the record %j as a shell takes it', (key, field, command) => {
    expect(advice(key, field)).toBe(command);
  });

  it('is one row however narrow the terminal is, so that it can be copied', () => {
    expect(advice('A record with a long name '.repeat(8).trim(), 'skills')).toMatch(/--take data$/);
  });
});

describe('whatever a page or a file holds', () => {
  const options = fc.record({
    colour: fc.boolean(),
    quiet: fc.boolean(),
    verbose: fc.boolean(),
    width: fc.constantFrom(1, 20, 40, 80, 200),
  });

  it('no control character and no order for a build service is printed', () => {
    fc.assert(
      fc.property(anyReport, options, (report, how) => {
        const rendered = text(report, how);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colour is made of
        const uncoloured = rendered.replaceAll(/\u001B\[[\d;]+m/g, '');

        expect(rendered).not.toMatch(order);
        expect(how.colour ? uncoloured : rendered).not.toMatch(unprintable);
      }),
      { numRuns },
    );
  });

  it('the same run gives the same bytes', () => {
    fc.assert(
      fc.property(anyReport, options, (report, how) => {
        expect(text(structuredClone(report), how)).toBe(text(report, how));
      }),
      { numRuns },
    );
  });
});
