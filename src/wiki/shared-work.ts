/** Work that is done for all who need it meanwhile. */

/** Begins it, or gives what is under way: it comes to the same end for all of them. */
export function shared<Args extends readonly unknown[]>(
  work: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  let running: Promise<void> | undefined;
  return (...args) => {
    running ??= work(...args).finally(() => {
      running = undefined;
    });
    return running;
  };
}
