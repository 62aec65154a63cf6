import type { DataFormat } from '../core/data-file.ts';
import { jsonEdits } from './json-edit.ts';
import { jsonTree } from './json-tree.ts';
import { readTree } from './read-tree.ts';
import { dataFormat } from './text-format.ts';

/** JSON: an object whose `records` is a list of objects. */
export const json: DataFormat = dataFormat({
  name: 'JSON',
  extensions: ['.json'],
  emptyText: () => '{\n  "records": []\n}\n',
  read: (text, places) => readTree(jsonTree(text), places),
  edits: jsonEdits,
});
