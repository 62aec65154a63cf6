/** Every kind of network fault at every request of a run, on the fake MediaWiki. */
import { cellsOf, describeFaults } from '../support/faults/matrix.ts';
import { requestPoints } from '../support/faults/way.ts';
import { fakeFaultLab } from './fake-lab.ts';

describeFaults('a fault of the network', fakeFaultLab, cellsOf(requestPoints));
