import type { DataFormat } from '../core/data-file.ts';
import { readTree } from './read-tree.ts';
import { dataFormat } from './text-format.ts';
import { yamlEdits } from './yaml-edit.ts';
import { yamlTree } from './yaml-tree.ts';

/** YAML: a mapping whose `records` is a list of mappings. All scalars are texts. */
export const yaml: DataFormat = dataFormat({
  name: 'YAML',
  extensions: ['.yaml', '.yml'],
  emptyText: () => 'records: []\n',
  read: (text, places) => readTree(yamlTree(text), places),
  edits: yamlEdits,
});
