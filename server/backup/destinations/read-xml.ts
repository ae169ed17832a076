import { createRequire } from 'node:module'
import type { XMLParser } from 'fast-xml-parser'
import { DestinationFault } from './destination.ts'

/** An element: its children by name, each a list, or its text. */
export type Xml = { [name: string]: Xml[] } | string

const require = createRequire(import.meta.url)
let made: { parser: XMLParser; isWhole(text: string): boolean } | undefined

/** Loaded with the first answer in XML, since most shops never get one. */
function reader(): NonNullable<typeof made> {
  if (made) return made
  const { XMLParser, XMLValidator } = require('fast-xml-parser') as typeof import('fast-xml-parser')
  const parser = new XMLParser({
    removeNSPrefix: true,
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    isArray: () => true
  })
  made = { parser, isWhole: (text) => XMLValidator.validate(text) === true }
  return made
}

/**
 * Reads an answer in XML, wholly: one that ends too early is refused, because half a listing looks like a short one.
 * So is one that brings entities of its own.
 *
 * @param root the name of the outermost element, without its namespace
 * @throws {DestinationFault} `nonsense`
 */
export function readXml(body: Buffer, root: string): Xml {
  const text = body.toString('utf8')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw nonsense(text, root)
  const { parser, isWhole } = reader()
  if (!isWhole(text)) throw nonsense(text, root)
  let document: Xml
  try {
    document = parser.parse(text)
  } catch (error) {
    throw new DestinationFault('nonsense', (error as Error).message, { cause: error })
  }
  const [element] = all(document, root)
  if (element === undefined) throw nonsense(text, root)
  return element
}

/** The elements of a name right under one, or along a path of names. */
export function all(element: Xml, ...path: string[]): Xml[] {
  return path.reduce<Xml[]>(
    (found, name) => found.flatMap((one) => (typeof one === 'string' ? [] : (one[name] ?? []))),
    [element]
  )
}

/** The text at the end of a path; undefined when there is no such element, '' for an empty one. */
export function text(element: Xml, ...path: string[]): string | undefined {
  const [found] = all(element, ...path)
  if (found === undefined) return undefined
  if (typeof found === 'string') return found
  const [inner] = found['#text'] ?? []
  return typeof inner === 'string' ? inner : ''
}

function nonsense(answer: string, root: string): DestinationFault {
  const start = JSON.stringify(answer.slice(0, 80))
  return new DestinationFault('nonsense', `not a whole ${root}: ${answer.length} characters, from ${start}`)
}
