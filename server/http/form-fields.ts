import { ID_PATTERN } from '../values/id.ts'
import { Type } from '../values/shape.ts'

// What forms are made of, each as long as it can honestly be.

export const Id = Type.String({ pattern: ID_PATTERN })

/** A means of paying: the shop's own have an id, the others a word. */
export const MethodId = Type.String({ pattern: '^[0-9a-z-]{1,40}$' })

/** An amount as somebody types it. */
export const Amount = Type.String({ maxLength: 20 })

/** What the other side calls a payment, as typed or scanned. */
export const Reference = Type.String({ maxLength: 60 })

/** A day, or nothing. */
export const Day = Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' })
