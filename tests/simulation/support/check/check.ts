/** Looks through a simulation's history for what must never happen. */
import type { RecordSchema } from '../../../../src/core/schema.ts';
import type { History } from '../history.ts';
import { dataFilesIn } from './data-files.ts';
import { endsIn } from './ends.ts';
import { obstaclesIn } from './obstacles.ts';
import { pagesIn } from './pages.ts';
import { peaceIn } from './peace.ts';
import { requestsIn } from './requests.ts';
import { lossesIn } from './work-of-people.ts';

/** Says what went wrong, each in a line; nothing if all is well. */
export function violationsIn(
  { happenings }: History,
  setting: { readonly schema: RecordSchema; readonly editGap: number },
): readonly string[] {
  return [
    ...lossesIn(happenings, setting.schema),
    ...pagesIn(happenings),
    ...dataFilesIn(happenings),
    ...requestsIn(happenings, setting.editGap),
    ...obstaclesIn(happenings),
    ...endsIn(happenings),
    ...peaceIn(happenings),
  ];
}
