import type { Type as Builder, TSchema } from 'typebox'

/** What a part of a shape may also say: how long a text is, how large a number. */
type Bounds = Record<string, unknown>

/**
 * Describes what a form, a question or a file must look like, as JSON Schema. These are the few words of TypeBox that we
 * use, typed by TypeBox and made here: its own module brings 680 others, which took 11 MB of every thread that describes a
 * form. `test/values/shape.test.ts` holds them against the original.
 */
export const Type = {
  String: (bounds?: Bounds) => ({ type: 'string', ...bounds }),
  Integer: (bounds?: Bounds) => ({ type: 'integer', ...bounds }),
  Null: () => ({ type: 'null' }),
  Literal: (value: string | number | boolean) => ({ type: typeof value, const: value }),
  Enum: (values: readonly string[]) => ({ enum: [...values] }),
  Union: (shapes: readonly TSchema[], bounds?: Bounds) => ({ anyOf: [...shapes], ...bounds }),
  Array: (items: TSchema, bounds?: Bounds) => ({ type: 'array', items, ...bounds }),
  Object: objectOf,
  Optional: (shape: object) => optional({ ...shape }),
  Partial: ({ properties }: { properties: Record<string, object> }) =>
    objectOf(
      Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, optional({ ...shape })]))
    ),
  Unsafe: (shape: object) => shape
} as unknown as Pick<
  typeof Builder,
  | 'String'
  | 'Integer'
  | 'Null'
  | 'Literal'
  | 'Enum'
  | 'Union'
  | 'Array'
  | 'Object'
  | 'Optional'
  | 'Partial'
  | 'Unsafe'
>

/** Marks what may be missing, unseen by whoever reads the shape as JSON. */
const MAY_BE_MISSING = Symbol('may be missing')

function optional(shape: object): object {
  return Object.defineProperty(shape, MAY_BE_MISSING, { value: true })
}

function objectOf(properties: Record<string, object>, bounds?: Bounds): object {
  const required = Object.keys(properties).filter((name) => !(MAY_BE_MISSING in properties[name]!))
  return { type: 'object', ...(required.length > 0 && { required }), properties, ...bounds }
}
