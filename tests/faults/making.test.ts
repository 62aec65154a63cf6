/** Pages that are made from records, with every network fault at the edits and what is read around them. */
import { faultKinds } from '../support/faults/kinds.ts';
import { describeMaking, type MakeCell } from '../support/faults/making.ts';
import { fakeFaultLab } from './fake-lab.ts';

const cells: readonly MakeCell[] = faultKinds.flatMap((kind, index): readonly MakeCell[] => [
  { point: 'edit', pass: 0, kind },
  { point: 'edit', pass: 1, kind },
  {
    point: index % 2 === 0 ? 'verifying read' : 'look before the edit',
    pass: index % 3 === 0 ? 1 : 0,
    kind,
  },
]);

describeMaking('pages that are made', fakeFaultLab, cells);
