import { DestinationFault } from './destination.ts'
import { checkEntry } from './names.ts'
import { all, readXml, text, type Xml } from './read-xml.ts'

/** What stands right in a folder. */
export interface Entry {
  name: string
  is_folder: boolean
  bytes: number
}

/**
 * Reads the answer to a PROPFIND of depth 1.
 *
 * @param folder the address that was asked for, with a slash at its end
 * @throws {DestinationFault} `nonsense` when it is not whole, does not name the folder itself, or names what is not in it
 * @see RFC 4918, 9.1 and 14.16
 */
export function readListing(body: Buffer, folder: URL): Entry[] {
  const entries: Entry[] = []
  const path = decoded(folder.pathname)
  let itself = false
  for (const response of all(readXml(body, 'multistatus'), 'response')) {
    const found = pathOf(text(response, 'href'), folder)
    if (`${found}/` === path || found === path) {
      itself = true
      continue
    }
    const prop = foundProp(response)
    const name = nameBelow(found, path)
    const is_folder = all(prop, 'resourcetype', 'collection').length > 0
    entries.push({ name, is_folder, bytes: is_folder ? 0 : lengthOf(prop, name) })
  }
  if (!itself) throw new DestinationFault('nonsense', `a listing of ${path} without ${path}`)
  return entries
}

/** An href is a whole address or a path; either way it must be one of this server. */
function pathOf(href: string | undefined, folder: URL): string {
  const url = URL.parse(href?.trim() ?? '', folder)
  if (!href || url === null) throw new DestinationFault('nonsense', `a listing names ${href}`)
  return decoded(url.pathname)
}

function nameBelow(found: string, folder: string): string {
  if (!found.startsWith(folder))
    throw new DestinationFault('nonsense', `a listing of ${folder} names ${found}`)
  const name = found.slice(folder.length).replace(/\/$/, '')
  checkEntry(name)
  return name
}

/** The properties that the server knows; those it does not know stand under another status. */
function foundProp(response: Xml): Xml {
  const propstats = all(response, 'propstat')
  const known = propstats.find((propstat) => / 200 /.test(`${text(propstat, 'status')} `))
  const [prop] = known ? all(known, 'prop') : []
  if (prop === undefined) throw new DestinationFault('nonsense', 'a listing names a file and nothing of it')
  return prop
}

function lengthOf(prop: Xml, name: string): number {
  const bytes = Number(text(prop, 'getcontentlength') || Number.NaN)
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes
  throw new DestinationFault('nonsense', `a listing names ${name} without its length`)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new DestinationFault('nonsense', `a listing names ${path}`)
  }
}
