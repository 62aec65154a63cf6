/** One lock for all lanes of a process: others stay out while any of them is at work. */

/** Gives a lock back. */
export type Unlock = () => Promise<void>;

/** Takes the lock with the first who asks, and gives it back with the last. */
export function sharedLock(): (take: () => Promise<Unlock>) => Promise<Unlock> {
  let users = 0;
  let held: Promise<Unlock> | undefined;
  let givenBack: Promise<unknown> = Promise.resolve();
  const leave = async (lock: Promise<Unlock>): Promise<void> => {
    users -= 1;
    if (users > 0) return;
    held = undefined;
    // Who comes next must not meet a lock of ours that is about to go.
    const unlocking = lock.then((unlock) => unlock());
    givenBack = unlocking.catch(() => undefined);
    await unlocking;
  };
  return async (take) => {
    users += 1;
    held ??= givenBack.then(take);
    const lock = held;
    try {
      await lock;
    } catch (error) {
      await leave(Promise.resolve(() => Promise.resolve()));
      throw error;
    }
    return () => leave(lock);
  };
}
