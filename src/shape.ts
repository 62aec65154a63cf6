/** zod, as every file uses it that says what shape a value has. */
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { lazily } from './lazily.ts';

// It would make a program for each shape, which pays where thousands of values are checked.
z.config({ ...en(), jitless: true });

export { z };

/** A shape within others that is made once a value is met that has to have it. */
export function later<Shape extends z.ZodMiniType>(make: () => Shape): z.ZodMiniLazy<Shape> {
  const shape = z.lazy(lazily(make));
  // It is asked for this where there is no value, and would be made to answer: none stands for an absent one.
  shape._zod.optin = undefined;
  return shape;
}

/** The shape itself. */
export function madeOf<Shape extends z.ZodMiniType>(shape: z.ZodMiniLazy<Shape>): Shape {
  return shape.def.getter();
}

/** What a value of such a shape is. */
export type ShapeOf<Made extends () => z.ZodMiniType> = z.output<ReturnType<Made>>;

/**
 * The shape, for which published schemas have a text.
 *
 * It is this shape from then on, wherever it is used: one that others use too is cloned first.
 */
export function about<Shape extends z.ZodMiniType>(text: string, shape: Shape): Shape {
  const known = z.globalRegistry.get(shape);
  if (known?.description !== undefined)
    throw new Error(`the shape is about '${known.description}'`);
  z.globalRegistry.add(shape, { ...known, description: text });
  return shape;
}
