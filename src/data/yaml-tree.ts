import { undecided } from '../core/yaml/lines.ts';
import { plainYaml } from '../core/yaml/plain-yaml.ts';
import type { TreeReading } from './read-tree.ts';
import { grammarTree } from './yaml-grammar.ts';
import { plainText } from './yaml-null.ts';

/** A text's tree, with each scalar as the string that it is written as, and what is wrong. */
export function yamlTree(text: string): TreeReading {
  const root = plainYaml(text, plainText);
  return root === undecided ? grammarTree(text) : { root, problems: [] };
}
