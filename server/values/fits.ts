import type { Static, TSchema } from 'typebox'

/** What {@link fits} understands of JSON Schema; a shape that says more is refused. */
interface Shape {
  type?: string
  const?: unknown
  anyOf?: Shape[]
  items?: Shape
  minItems?: number
  maxItems?: number
  properties?: Record<string, Shape>
  required?: string[]
  pattern?: string
  maxLength?: number
  minimum?: number
  maximum?: number
}

const UNDERSTOOD = new Set([
  ...['type', 'const', 'anyOf', 'items', 'minItems', 'maxItems', 'properties', 'required'],
  ...['pattern', 'maxLength', 'minimum', 'maximum']
])

/**
 * Whether what was read from a file is what it should be. What a form brings is checked by Fastify; this is for the few
 * files that the box reads while it runs, without a library in memory for them.
 *
 * @throws {TypeError} when the shape says something that is not understood here
 */
export function fits<Wanted extends TSchema>(wanted: Wanted, value: unknown): value is Static<Wanted> {
  return isOf(wanted as Shape, value)
}

function isOf(shape: Shape, value: unknown): boolean {
  const strange = Object.keys(shape).find((word) => !UNDERSTOOD.has(word))
  if (strange) throw new TypeError(`a file's shape can't say ${strange}`)
  if (shape.anyOf) return shape.anyOf.some((one) => isOf(one, value))
  if (shape.const !== undefined) return value === shape.const
  const check = CHECKS[shape.type ?? '']
  if (!check) throw new TypeError(`a file's shape can't be ${shape.type}`)
  return check(shape, value)
}

const CHECKS: Record<string, (shape: Shape, value: unknown) => boolean> = {
  null: (_shape, value) => value === null,
  string: ({ pattern, maxLength = Number.POSITIVE_INFINITY }, value) =>
    typeof value === 'string' &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value)),
  integer: ({ minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }, value) =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
  array: ({ items, minItems = 0, maxItems = Number.POSITIVE_INFINITY }, value) =>
    Array.isArray(value) &&
    value.length >= minItems &&
    value.length <= maxItems &&
    value.every((one) => isOf(items!, one)),
  object: ({ properties = {}, required = [] }, value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(properties).every(
      ([name, shape]) => !Object.hasOwn(value, name) || isOf(shape, (value as Record<string, unknown>)[name])
    )
}
