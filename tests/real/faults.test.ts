/** The fault matrix in front of a real MediaWiki: the same scenarios as on the fake one. */
import { faultKinds } from '../support/faults/kinds.ts';
import { describeMaking, type MakeCell } from '../support/faults/making.ts';
import { type Cell, describeFaults } from '../support/faults/matrix.ts';
import { describeMoves, describeMovesBack, type MoveCell } from '../support/faults/moving.ts';
import { realFaultLab } from '../support/faults/real-lab.ts';
import { describeOnOwnWiki } from '../support/mediawiki/control.ts';

const once = { times: 1, reverted: 'never' } as const;

const cells: readonly Cell[] = [
  // What befalls an edit is what counts; all else is read again.
  ...faultKinds.map((kind) => ({ ...once, point: 'edit' as const, kind })),
  ...faultKinds
    .filter(({ name }) => /the wiki did it/.test(name))
    .map((kind) => ({ ...once, point: 'edit' as const, kind, reverted: 'at once' as const })),
  ...faultKinds
    .filter(({ name }) => /the wiki did it/.test(name))
    .map((kind) => ({ ...once, point: 'verifying read' as const, kind })),
];

// The record is added, and goes: each kind of fault at one of the two.
const moves: readonly MoveCell[] = faultKinds
  .filter(({ name }, index) => /the wiki did it/.test(name) || index % 4 === 0)
  .map((kind, index) => ({ point: 'edit', pass: index % 2, kind }));

// It goes back the same way.
const movesBack: readonly MoveCell[] = faultKinds
  .filter(({ name }) => /the wiki did it/.test(name))
  .map((kind, index) => ({ point: 'edit', pass: index % 2, kind }));

// A page is made, and another.
const made: readonly MakeCell[] = faultKinds
  .filter((_, index) => index % 6 === 0)
  .map((kind, index) => ({ point: 'edit', pass: index % 2, kind }));

describeOnOwnWiki('on a real MediaWiki', () => {
  describeFaults('a fault of the network', realFaultLab, cells);
  describeMoves('a move between two pages', realFaultLab, moves);
  describeMovesBack('a move that is taken back', realFaultLab, movesBack);
  describeMaking('pages that are made', realFaultLab, made);
});
