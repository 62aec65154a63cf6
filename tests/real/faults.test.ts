/** The fault matrix in front of a real MediaWiki: the same scenarios as on the fake one. */
import { faultKinds } from '../support/faults/kinds.ts';
import { type Cell, describeFaults } from '../support/faults/matrix.ts';
import { describeMoves, type MoveCell } from '../support/faults/moving.ts';
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

const moves: readonly MoveCell[] = faultKinds.flatMap((kind): readonly MoveCell[] => [
  { point: 'edit', pass: 0, kind },
  { point: 'edit', pass: 1, kind },
]);

describeOnOwnWiki('on a real MediaWiki', () => {
  describeFaults('a fault of the network', realFaultLab, cells);
  describeMoves('a move between two pages', realFaultLab, moves);
});
