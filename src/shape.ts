/** zod, as every file uses it that says what shape a value has. */
import { z } from 'zod';

// It would make a program for each shape, which pays where thousands of values are checked.
z.config({ jitless: true });

export { z };

/** A shape that is made once it is needed: a run needs few of all. */
export function lazily<Shape>(make: () => Shape): () => Shape {
  let made: Shape | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What a value of such a shape is. */
export type ShapeOf<Made extends () => z.ZodType> = z.output<ReturnType<Made>>;
