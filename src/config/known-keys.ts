import { z } from '../shape.ts';
import { writtenConfig } from './config.ts';

/** The keys that may stand in the mapping at a path of a written config. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let schemas: readonly unknown[] = [writtenConfig];
  for (const key of path) schemas = schemas.flatMap((schema) => childrenOf(schema, key));
  return schemas
    .flatMap(alternatives)
    .flatMap((schema) => (schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : []));
}

function childrenOf(schema: unknown, key: PropertyKey): readonly unknown[] {
  return alternatives(schema).flatMap((option): readonly unknown[] => {
    if (option instanceof z.ZodMiniObject) return [option.shape[String(key)]];
    return option instanceof z.ZodMiniRecord ? [option.def.valueType] : [];
  });
}

function alternatives(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodMiniOptional) return alternatives(schema.def.innerType);
  if (schema instanceof z.ZodMiniLazy) return alternatives(schema.def.getter());
  return schema instanceof z.ZodMiniUnion ? schema.def.options.flatMap(alternatives) : [schema];
}
