/** What is made once it is needed, as much of a run needs little of all. */

/** Makes it when it is first asked for, and gives that from then on. */
export function lazily<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
