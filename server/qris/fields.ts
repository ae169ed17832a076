import { Fault } from './fault.ts'

/** One field of a payment code: a tag of two digits and what it says. */
export interface Field {
  tag: string
  value: string
}

const TWO_DIGITS = /^\d\d$/

/**
 * Reads fields one after another: two digits of tag, two digits of length, so many characters.
 *
 * @param within the tag that holds these fields, for the fault's facts; none at the top
 * @returns the fields in their order, or the first fault from the left
 */
export function readFields(text: string, within?: string): Field[] | Fault {
  const fields: Field[] = []
  const path = (tag: string): string => (within ? `${within}.${tag}` : tag)
  const before = (): string => (fields.length > 0 ? path(fields.at(-1)!.tag) : (within ?? ''))
  for (let at = 0; at < text.length; ) {
    const tag = text.slice(at, at + 2)
    const length = text.slice(at + 2, at + 4)
    const left = text.length - at - 4
    if (left < 0) return new Fault('cut-short', { after: before(), found: text.slice(at) })
    if (!TWO_DIGITS.test(tag)) return new Fault('tag-unreadable', { after: before(), found: tag })
    if (!TWO_DIGITS.test(length)) return new Fault('length-unreadable', { tag: path(tag), found: length })
    if (Number(length) > left)
      return new Fault('length-lies', { tag: path(tag), expected: Number(length), found: left })
    if (valueIn(fields, tag) !== undefined) return new Fault('duplicate-tag', { tag: path(tag) })
    fields.push({ tag, value: text.slice(at + 4, at + 4 + Number(length)) })
    at += 4 + Number(length)
  }
  return fields
}

/** Fields as they stand in a code. A value is 0 to 99 characters long. */
export function writeFields(fields: readonly Field[]): string {
  return fields.map(({ tag, value }) => `${tag}${String(value.length).padStart(2, '0')}${value}`).join('')
}

/** What a field says, if it is there. */
export function valueIn(fields: readonly Field[], tag: string): string | undefined {
  return fields.find((field) => field.tag === tag)?.value
}

/** The same fields with one that says something else, or a new one before the first whose tag is higher. */
export function withField(fields: readonly Field[], tag: string, value: string): Field[] {
  if (valueIn(fields, tag) !== undefined) {
    return fields.map((field) => (field.tag === tag ? { tag, value } : field))
  }
  const higher = fields.findIndex((field) => field.tag > tag)
  return fields.toSpliced(higher < 0 ? fields.length : higher, 0, { tag, value })
}
