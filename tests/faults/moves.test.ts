/** A record that moves to another page, with every network fault at both edits and at what is read between. */
import { faultKinds } from '../support/faults/kinds.ts';
import { describeMoves, describeMovesBack, type MoveCell } from '../support/faults/moving.ts';
import { fakeFaultLab } from './fake-lab.ts';

const cells: readonly MoveCell[] = faultKinds.flatMap((kind, index): readonly MoveCell[] => [
  // The record is added, and goes.
  { point: 'edit', pass: 0, kind },
  { point: 'edit', pass: 1, kind },
  // What is read before, between and after them: one of the times for each kind.
  { point: 'verifying read', pass: index % 2, kind },
  { point: 'read', pass: 1 + (index % 4), kind },
]);

describeMoves('a move between two pages', fakeFaultLab, cells);

// It is added where it was, and goes from where it came to: each kind of fault at one of the two.
describeMovesBack(
  'a move between two pages that is taken back',
  fakeFaultLab,
  faultKinds
    .filter(({ name }, index) => /the wiki did it/.test(name) || index % 3 === 0)
    .map((kind, index) => ({ point: 'edit', pass: index % 2, kind })),
);
