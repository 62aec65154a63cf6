/** Lets work on one file be done one after the other, by whoever in this process has it open. */

const turns = new Map<string, Promise<void>>();

/** Does it once all that was asked for before it is done, whether that went well or not. */
export async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(path) ?? Promise.resolve()).then(work);
  const over = turn.then(
    () => undefined,
    () => undefined,
  );
  turns.set(path, over);
  try {
    return await turn;
  } finally {
    if (turns.get(path) === over) turns.delete(path);
  }
}
