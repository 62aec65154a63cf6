/** A block of a page that is no commands: its info string says what it is. */
import { completeConfig, configKinds } from './configs.ts';
import type { Step } from './document.ts';
import { examples } from './exceptions.ts';
import { namedChecks } from './named-checks.ts';
import type { Scene } from './scenes.ts';

/** What a block is played in. */
export interface BlockContext {
  readonly scene: Scene;
  /** What the commands before it have shown. */
  readonly last: string;
}

/** Ways of saying what a block is; each gives whether it was said, and a text that it must show. */
type Part = (step: Step, context: BlockContext) => Promise<string | boolean> | string | boolean;

const parts: readonly Part[] = [
  /** `config`, `wiki`, `listing`: read by the loader; `add` puts it into the scene's config. */
  ({ words, text }, { scene }) => {
    const kind = configKinds.find((one) => words.includes(one));
    if (kind === undefined) return false;
    const config = completeConfig(kind, scene.local(text), scene.place);
    if (words.includes('add')) scene.place.write('config/wikisync.yaml', config);
    return true;
  },
  /** `check=<name>`: looked at by a function of named-checks.ts. */
  async (step, { scene }) => {
    const name = named(step, 'check');
    if (name === undefined) return false;
    const found = namedChecks[name];
    if (found === undefined) throw new Error(`there is no check '${name}'`);
    await found(step.text, scene);
    return true;
  },
  /** `file=<path>`: a file that a reader makes. */
  (step, { scene }) => {
    const file = named(step, 'file');
    if (file === undefined) return false;
    scene.place.write(file, scene.local(step.text));
    return true;
  },
  /** `shows=<path>`: what is in a file. */
  (step, { scene }) => {
    const path = named(step, 'shows');
    return path !== undefined && scene.place.read(path);
  },
  /** `output`: what the commands before it print. */
  ({ words }, { last }) => words.includes('output') && last,
  ({ words, language }) => words.includes('example') && examples.includes(language),
];

/**
 * Plays a block.
 *
 * @returns the text that it must show, if it is about one
 * @throws where it is not said what it is
 */
export async function playText(step: Step, context: BlockContext): Promise<string | undefined> {
  const done: (string | boolean)[] = [];
  for (const part of parts) done.push(await part(step, context));
  if (done.every((one) => one === false)) {
    throw new Error(`what is this block of '${step.language}'? CONTRIBUTING says how to tell`);
  }
  return done.find((one) => typeof one === 'string');
}

function named({ words }: Step, name: string): string | undefined {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
