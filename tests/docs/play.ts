/** Does what a page says, in the order of a reader, and tells what is not as it says. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { DocPage, Step } from './document.ts';
import { exceptionFor } from './exceptions.ts';
import { type Scene, scenes } from './scenes.ts';
import { commandsOf, type Ran, withoutComment } from './shell.ts';
import { isShown } from './shown.ts';
import { playText } from './text-block.ts';

/** A page that is being played. */
interface Playing {
  readonly page: DocPage;
  /** Whether what is shown now shall stand in the page. */
  readonly isUpdating: boolean;
  scene: Scene | undefined;
  /** The scene that each command of the next block has to itself. */
  each: keyof typeof scenes | undefined;
  /** What the commands of the block before have shown. */
  last: string;
  /** Lines to be put in the place of others. */
  readonly updates: { readonly step: Step; readonly text: string }[];
}

/** The languages of blocks that are done; each says what becomes of one. */
const players: Readonly<Record<string, (step: Step, playing: Playing) => Promise<void>>> = {
  test: playHidden,
  sh: playCommands,
  console: playConsole,
};

/** Plays a page. @throws with the page's line, where something is not as it says */
export async function playPage(page: DocPage, { isUpdating = false } = {}): Promise<void> {
  const playing: Playing = {
    page,
    isUpdating,
    scene: undefined,
    each: undefined,
    last: '',
    updates: [],
  };
  for (const step of page.steps) {
    try {
      await (players[step.language] ?? playOther)(step, playing);
      if (step.language !== 'test') playing.each = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${page.path}:${step.line}: ${reason}`, { cause: error });
    }
  }
  if (playing.updates.length > 0) update(playing);
}

async function sceneOf(playing: Playing): Promise<Scene> {
  playing.scene ??= await scenes['my-list']();
  return playing.scene;
}

/**
 * `scene <name>`, with `each` for a new one before each command of the next block; `run` with lines
 * of commands; `wiki <person>` with lines `before => after`.
 */
async function playHidden({ words, text }: Step, playing: Playing): Promise<void> {
  const [verb, ...rest] = words;
  if (verb === 'scene') {
    const name = sceneNames.find((one) => one === rest[0]);
    if (name === undefined) throw new Error(`there is no scene '${rest[0]}': ${sceneNames}`);
    playing.each = rest[1] === 'each' ? name : undefined;
    playing.scene = await scenes[name]();
    return;
  }
  const scene = await sceneOf(playing);
  if (verb === 'run') {
    for (const command of commandsOf(text)) await runCommand(command, { scene, exit: 0 });
    return;
  }
  if (verb === 'wiki') return scene.edit(rest.join(' '), text);
  throw new Error(`a hidden comment cannot '${verb}'`);
}

const sceneNames = Object.keys(scenes) as (keyof typeof scenes)[];

async function playCommands(step: Step, playing: Playing): Promise<void> {
  const commands = commandsOf(step.text);
  const shown: string[] = [];
  for (const [at, command] of commands.entries()) {
    const exit = at === commands.length - 1 ? exitOf(step) : 0;
    shown.push((await tryCommand(command, { playing, exit }))?.shown ?? '');
  }
  playing.last = shown.join('');
}

/** Lines with `$ ` are commands, the others are what they show; none are shown of what is not run. */
async function playConsole(step: Step, playing: Playing): Promise<void> {
  const parts = step.text.split(/^\$ /m);
  if (parts.shift() !== '') throw new Error("a console begins with '$ '");
  const actual: string[] = [];
  for (const [at, part] of parts.entries()) {
    const { command, shown } = commandAndShown(part);
    const exit = at === parts.length - 1 ? exitOf(step) : 0;
    const ran = await tryCommand(command, { playing, exit });
    if (ran !== undefined && !isShown(shown, ran.shown)) {
      if (!playing.isUpdating)
        throw new Error(`'${command}' shows\n${ran.shown}\nand not\n${shown}`);
      actual.push(`$ ${command}\n${asPage(ran.shown)}`);
    } else actual.push(`$ ${part}`);
  }
  note(step, actual.join(''), playing);
}

/** A command goes on as long as its lines end in a backslash, or stand within its here-document. */
function commandAndShown(part: string): { readonly command: string; readonly shown: string } {
  const lines = part.split('\n');
  for (let length = 1; length <= lines.length; length += 1) {
    const head = lines.slice(0, length).join('\n');
    try {
      const [command, ...others] = commandsOf(head);
      if (command !== undefined && others.length === 0) {
        return { command, shown: lines.slice(length).join('\n') };
      }
    } catch {
      // It goes on.
    }
  }
  throw new Error(`there is no command in '${part}'`);
}

/** @returns `undefined` for a command that is not run: its exception has checked it */
async function tryCommand(
  command: string,
  { playing, exit }: { readonly playing: Playing; readonly exit: number },
): Promise<Ran | undefined> {
  const exception = exceptionFor(withoutComment(command).trim());
  if (playing.each !== undefined) playing.scene = await scenes[playing.each]();
  const scene = await sceneOf(playing);
  if (exception === undefined) return runCommand(command, { scene, exit });
  await exception.check(withoutComment(command).trim(), scene);
  return undefined;
}

async function runCommand(
  command: string,
  { scene, exit }: { readonly scene: Scene; readonly exit: number },
): Promise<Ran> {
  // A `sed` that finds nothing to change would let all that comes after it prove nothing.
  const edited = /^sed -i .* (\S+)$/.exec(command)?.[1];
  const before = edited === undefined ? undefined : scene.place.read(edited);
  const ran = await scene.run(command);
  if (edited !== undefined && scene.place.read(edited) === before) {
    throw new Error(`'${command}' changes nothing`);
  }
  if (ran.code === exit) return ran;
  throw new Error(`'${command}' ended with ${ran.code}, not with ${exit}:\n${ran.shown}`);
}

function exitOf({ words }: Step): number {
  const word = words.find((one) => one.startsWith('exit='));
  return word === undefined ? 0 : Number(word.slice('exit='.length));
}

/** A block that is no commands: what it shows must be so. */
async function playOther(step: Step, playing: Playing): Promise<void> {
  const actual = await playText(step, { scene: await sceneOf(playing), last: playing.last });
  if (actual === undefined || isShown(step.text, actual)) return;
  if (!playing.isUpdating) throw new Error(`there is\n${actual}\nand not\n${step.text}`);
  note(step, asPage(actual), playing);
}

/** What was shown, as a page has it: names of plans are no concern of a reader's. */
function asPage(shown: string): string {
  const trimmed = shown.replace(/^\n+|\s+$/g, '');
  return `${trimmed.replace(/(Plan |--digest )[0-9a-f]{12}\b/g, '$1…')}\n`;
}

function note(step: Step, text: string, { updates, isUpdating }: Playing): void {
  if (isUpdating && text !== step.text) updates.push({ step, text });
}

/** Writes what was really shown into the page. */
function update({ page, updates }: Playing): void {
  const lines = readFileSync(page.path, 'utf8').split('\n');
  for (const { step, text } of updates.toReversed()) {
    lines.splice(step.line - 1, step.lines, ...text.replace(/\n$/, '').split('\n'));
  }
  writeFileSync(page.path, lines.join('\n'));
}
