/** Reports made by hand, with everything that one can have. */
import type { Plan } from '../../src/core/plan/plan.ts';
import type { ListingReport, RunReport } from '../../src/report/run-report.ts';

/** A plan that has nothing to do. */
export const emptyPlan: Plan = {
  listing: 'xen-2014',
  wiki: 'xen',
  page: '2014 GSoC and OPW Round 8 Projects',
  baseRevision: 4711,
  dataFile: 'projects.yaml',
  digests: { mapping: 'a1', data: 'b2', page: 'c3' },
  toPage: [],
  toData: [],
  conflicts: [],
  guards: [],
  diagnostics: [],
};

/** A listing in sync. */
export const inSync: ListingReport = {
  listing: 'xen-2014',
  wiki: 'xen',
  page: '2014 GSoC and OPW Round 8 Projects',
  dataFile: 'projects.yaml',
  plan: emptyPlan,
  diagnostics: [],
  outcome: { kind: 'planned' },
};

const restore = [
  'Restoring a guest reads all of its memory from disk before the guest may run.',
  '',
  'With memory paging the guest can start at once: what it touches first is fetched first, and the rest follows behind its back.',
  '',
  'Paging has few users and fewer documents. A tool that depends on it would help with both.',
];

/** A listing with changes of every kind, in both directions, with a conflict and diagnostics. */
export const busy: ListingReport = {
  ...inSync,
  plan: {
    ...emptyPlan,
    toPage: [
      {
        kind: 'update',
        key: 'Lazy restore using memory paging',
        fields: [
          { field: 'inserted', before: '2014-01-20', after: '2014-02-20' },
          {
            field: 'contacts',
            before: [
              { role: 'Mentor', name: 'Andres Lagar-Cavilla' },
              { role: 'Student', name: 'Dushyant Behl' },
            ],
            after: [
              { role: 'Mentor', name: 'Andres Lagar-Cavilla' },
              { role: 'Student', name: 'Bo Cao' },
            ],
          },
          { field: 'difficulty', after: 'high' },
          {
            field: 'skills',
            before:
              'Some knowledge of save and restore, and of how memory is virtualized (EPT, shadow page tables and the like). C in user space is enough for a first version; a new hypercall may turn out to be worth it later.',
            after:
              'Some knowledge of save and restore, and of how memory is virtualized (EPT, shadow page tables and the like). Rust in user space is enough for a first version; a new hypercall may turn out to be worth it.',
          },
          {
            field: 'description',
            before: restore.join('\n'),
            after: [
              ...restore.slice(0, 2),
              'With memory paging the guest can start right away: what it touches first is fetched first, and the rest follows behind its back.',
              '',
              'A prototype exists; it has to be made to work with live migration.',
              '',
              restore[4],
            ].join('\n'),
          },
          { field: 'gsoc', before: true, after: false },
          { field: 'outcomes', before: '', after: 'Patches for libxc and libxl that are merged' },
        ],
      },
      {
        kind: 'move',
        key: 'openSUSE: Add Snapshot management API to libvirt Xenlight driver, with tests and documents',
        fields: [{ field: 'programme', before: 'partner', after: 'gsoc' }],
      },
      {
        kind: 'delete',
        key: 'Parallel xenwatch kthread',
        fields: [
          { field: 'title', before: 'Parallel xenwatch kthread' },
          { field: 'inserted', before: '2012-08-01' },
          { field: 'skills', before: 'You should know your way around:\n* locks\n* the kernel' },
        ],
      },
      {
        kind: 'create',
        key: 'Mirage OS cloud API support',
        fields: [
          { field: 'title', after: 'Mirage OS cloud API support' },
          { field: 'programme', after: 'gsoc' },
          {
            field: 'contacts',
            after: [
              { role: 'Mentor', name: 'Dave Scott' },
              { role: 'Student', name: 'Jyotsna Prakash' },
            ],
          },
          { field: 'skills', after: 'OCaml' },
          { field: 'description', after: restore.join('\n') },
        ],
      },
    ],
    toData: [
      {
        kind: 'rename',
        key: 'HVM per-event-channel interrupts',
        fields: [
          {
            field: 'title',
            before: 'HVM per-event-channel interrupts',
            after: 'HVM interrupts per event channel',
          },
        ],
      },
      {
        kind: 'update',
        key: 'Implement Xen PVUSB support in xl/libxl toolstack',
        fields: [{ field: 'outcomes', before: 'Patches', after: 'Patches ' }],
      },
    ],
    conflicts: [
      {
        key: 'Improvements to the block I/O paravirtualized Xen drivers',
        field: 'difficulty',
        base: 'low',
        data: 'medium',
        wiki: 'high',
        reason: 'The data file and the wiki both changed it since they last agreed.',
      },
      {
        key: 'Improvements to the block I/O paravirtualized Xen drivers',
        field: 'outcomes',
        base: 'Patches that let the drivers use the new queues, and figures that show what it brings.',
        data: 'Patches that let the drivers use the new queues, and measurements that show what it brings.',
        wiki: 'Patches that let blkfront use the new queues, and figures that show what it brings.',
        reason: 'The data file and the wiki both changed it since they last agreed.',
      },
      {
        key: 'Mirage OS contributions and improvements',
        reason: 'The data file deleted the record, and the wiki changed it since they last agreed.',
      },
    ],
    guards: [
      {
        side: 'page',
        guard: 'update',
        unit: 'records',
        count: 1,
        of: 8,
        limit: '30%',
        tripped: false,
        allow: '--allow update',
      },
    ],
  },
  diagnostics: [
    {
      code: 'change-overruled',
      severity: 'notice',
      message: "The wiki has another difficulty for 'Lazy restore using memory paging'.",
      place: { source: 'xen:2014 GSoC and OPW Round 8 Projects', line: 34, column: 1 },
    },
    {
      code: 'value-doubtful',
      severity: 'warning',
      message: "'01/12/2012' is 2012-12-01 in dd/MM/yyyy, and 2012-01-12 in MM/dd/yyyy.",
      hint: 'Write a date that can be read in one way only.',
      place: { source: 'xen:2014 GSoC and OPW Round 8 Projects', line: 18, column: 7 },
    },
    {
      code: 'key-twice',
      severity: 'error',
      message: "The key 'Mirage OS' stands here for the second time.",
      hint: 'Give each record a key of its own.',
      place: { source: 'projects.yaml', line: 80, column: 5 },
      record: 'Mirage OS',
    },
  ],
  pageDiff:
    '--- 2014 Projects\n+++ 2014 Projects\n@@ -1,3 +1,3 @@\n {{project\n-|Date=20/01/2014\n+|Date=20/02/2014\n |GSoC=Yes\n',
};

/** A run over these listings. */
export function runOf(...listings: readonly ListingReport[]): RunReport {
  return { command: 'plan', diagnostics: [], listings };
}
