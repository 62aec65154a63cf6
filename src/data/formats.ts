/** The kinds of data file. To add one, see CONTRIBUTING. */
import type { DataFormat } from '../core/data-file.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { remembered } from './remembered.ts';
import { yaml } from './yaml.ts';

/** All formats. */
export const dataFormats: readonly DataFormat[] = [yaml, json, csv];

/** The format of a file by its extension, in any case; `undefined` for an unknown one. */
export function formatFor(path: string): DataFormat | undefined {
  const name = path.toLowerCase();
  return dataFormats.find(({ extensions }) => extensions.some((end) => name.endsWith(end)));
}

/** The same for one run, whose formats know the text that they were given last. */
export function rememberedFormats(): typeof formatFor {
  const known = new Map(dataFormats.map((format) => [format, remembered(format)]));
  return (path) => {
    const format = formatFor(path);
    return format && known.get(format);
  };
}
