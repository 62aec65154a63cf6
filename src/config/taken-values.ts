/** Which values of the pages' field a page takes besides its own. */
import type { TakenValues } from '../core/schema.ts';
import type { WrittenListing } from './config.ts';
import { type ConfigFile, inOrder } from './written-order.ts';

type WrittenTakes = NonNullable<WrittenListing['pages']>['takes'];

/** In the config's order; `undefined` if each page takes its own value alone. */
export function takenValues(
  written: WrittenTakes,
  file: ConfigFile,
  listing: string,
): ReadonlyMap<string, TakenValues> | undefined {
  if (written === undefined) return undefined;
  const path = ['listings', listing, 'pages', 'takes'];
  return new Map(
    inOrder(written, file, path).map(([value, taken]): [string, TakenValues] => {
      if (Array.isArray(taken)) return [value, { values: new Set(taken.map(String)) }];
      const { from, before } = taken;
      return [
        value,
        {
          values: new Set(),
          ...(from === undefined ? {} : { from: String(from) }),
          ...(before === undefined ? {} : { before: String(before) }),
        },
      ];
    }),
  );
}
