import { type Answer, type Asker, openAsker } from './ask-http.ts'
import { type Address, type Destination, DestinationFault, type Secret, type Stored } from './destination.ts'
import { keepOnce, type Shelf } from './keep-once.ts'
import { checkFolder, checkName, foldersTo, isOurs, under } from './names.ts'
import type { Pace } from './pace.ts'
import { type Entry, readListing } from './webdav-listing.ts'

const PROPFIND =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>'

/** A server, and how its addresses are made. */
interface Place {
  ask(method: string, url: URL, more?: { headers?: Record<string, string>; body?: Buffer }): Promise<Answer>
  /** The address of a file, or of a folder, which ends in a slash; '' is the root. */
  file(name: string): URL
  folder(name: string): URL
}

/** A folder of a WebDAV server, as of Nextcloud or a NAS. */
export function openWebdav(
  address: Extract<Address, { kind: 'webdav' }>,
  secret: Secret,
  limits: { patience_ms: number; pace: Pace }
): Destination {
  const asker = openAsker(limits)
  const place = openPlace(asker, address, secret)

  return {
    prepare: async () => {
      if ((await entriesOf(place, '')) !== null) return
      await makeFolder(place, '')
      await mustStand(place)
    },
    list: async (folder) => {
      checkFolder(folder)
      const files = await walk(place, folder)
      if (files.length === 0) await mustStand(place)
      return files
    },
    folders: async (folder) => {
      checkFolder(folder)
      const entries = await entriesOf(place, folder)
      if (entries === null) await mustStand(place)
      return (entries ?? [])
        .filter(({ is_folder, name }) => is_folder && isOurs(name))
        .map(({ name }) => name)
    },
    get: async (name) => {
      checkName(name)
      const bytes = await read(place, name)
      if (bytes !== null) return bytes
      await mustStand(place)
      throw new DestinationFault('missing', `${place.file(name).pathname} is not there`)
    },
    put: (name, bytes) => keepOnce(openShelf(place), name, bytes),
    delete: async (name) => {
      checkName(name)
      await openShelf(place).remove(name)
    },
    learned: async () => ({ host_key: null, clock_ahead_ms: asker.clockAhead(), free_bytes: null }),
    close: async () => asker.close()
  }
}

function openPlace(asker: Asker, { url, user }: { url: string; user: string }, secret: Secret): Place {
  const root = URL.parse(url)
  if (root === null || !/^https?:$/.test(root.protocol)) {
    throw new DestinationFault('nonsense', 'this is no address of a WebDAV server')
  }
  const path = root.pathname.replace(/\/*$/, '/')
  const login = Buffer.from(`${user}:${secret.password ?? ''}`).toString('base64')
  const encoded = (name: string): string => name.split('/').map(encodeURIComponent).join('/')
  return {
    ask: (method, url, { headers, body } = {}) =>
      asker.ask({
        method,
        url,
        headers: { Authorization: `Basic ${login}`, ...headers },
        ...(body && { body })
      }),
    file: (name) => new URL(path + encoded(name), root.origin),
    folder: (name) => new URL(name === '' ? path : `${path}${encoded(name)}/`, root.origin)
  }
}

function openShelf(place: Place): Shelf {
  return {
    read: (name) => read(place, name),
    write: async (name, bytes) => {
      for (const folder of foldersTo(name)) await makeFolder(place, folder)
      const headers = { 'Content-Type': 'application/octet-stream' }
      const answer = await place.ask('PUT', place.file(name), { headers, body: bytes })
      if ([200, 201, 204].includes(answer.status)) return
      // Where all stands that a file needs, some mean by this that they take none.
      if (answer.status === 404 || answer.status === 409) {
        await mustStand(place)
        throw new DestinationFault('read-only', `PUT ${name}: ${answer.status}`)
      }
      throw writeFault(answer, `PUT ${name}`)
    },
    move: async (from, to) => {
      const headers = { Destination: place.file(to).href, Overwrite: 'F' }
      const answer = await place.ask('MOVE', place.file(from), { headers })
      if (answer.status === 201 || answer.status === 204) return true
      // 404: an earlier asking got through, and its answer was lost.
      if (answer.status === 412 || answer.status === 404) return false
      throw writeFault(answer, `MOVE ${from}`)
    },
    remove: async (name) => {
      const answer = await place.ask('DELETE', place.file(name))
      if (![200, 204, 404].includes(answer.status)) throw writeFault(answer, `DELETE ${name}`)
    }
  }
}

async function read(place: Place, name: string): Promise<Buffer | null> {
  const answer = await place.ask('GET', place.file(name))
  if (answer.status === 404) return null
  if (answer.status !== 200) throw faultIn(answer, `GET ${name}`)
  // A log-in page says 200, too. None of our files is a page, unless by its name.
  if (!/^text\/html/i.test(answer.headers['content-type'] ?? '') || /\.html?$/.test(name)) return answer.body
  throw new DestinationFault('nonsense', `${name} came as a web page`)
}

async function walk(place: Place, folder: string): Promise<Stored[]> {
  const found: Stored[] = []
  for (const entry of (await entriesOf(place, folder)) ?? []) {
    const name = under(folder, entry.name)
    if (!isOurs(name)) continue
    if (entry.is_folder) found.push(...(await walk(place, name)))
    else found.push({ name, bytes: entry.bytes })
  }
  return found
}

/** What stands right in a folder; null when there is no such folder. */
async function entriesOf(place: Place, folder: string): Promise<Entry[] | null> {
  const url = place.folder(folder)
  const headers = { Depth: '1', 'Content-Type': 'application/xml; charset=utf-8' }
  const answer = await place.ask('PROPFIND', url, { headers, body: Buffer.from(PROPFIND) })
  if (answer.status === 404) return null
  if (answer.status === 207) return readListing(answer.body, url)
  throw faultIn(answer, `PROPFIND ${url.pathname}`)
}

async function makeFolder(place: Place, folder: string): Promise<void> {
  const url = place.folder(folder)
  const answer = await place.ask('MKCOL', url)
  // 405: it is there already.
  if (answer.status === 201 || answer.status === 405) return
  if (answer.status === 409 || answer.status === 404) {
    throw new DestinationFault('no-such-place', `${url.pathname} has nothing to stand in`)
  }
  throw writeFault(answer, `MKCOL ${url.pathname}`)
}

/** Nothing is missing, and no folder is empty, in a place that is not there itself. */
async function mustStand(place: Place): Promise<void> {
  if ((await entriesOf(place, '')) !== null) return
  throw new DestinationFault('no-such-place', `${place.folder('').pathname} is not there`)
}

/** Reading went well before: who is refused now may only look. */
function writeFault(answer: Answer, doing: string): DestinationFault {
  if (answer.status === 403 || answer.status === 405) {
    return new DestinationFault('read-only', `${doing}: ${answer.status}`)
  }
  return faultIn(answer, doing)
}

/** @see RFC 4918, 11, and RFC 9110, 15 */
function faultIn({ status }: Answer, doing: string): DestinationFault {
  const detail = `${doing}: ${status}`
  if (status === 401 || status === 403 || status === 407) return new DestinationFault('refused', detail)
  if (status === 507 || status === 413) return new DestinationFault('full', detail)
  if (status === 404 || status === 409 || status === 410) return new DestinationFault('no-such-place', detail)
  if (status >= 500 || status === 423 || status === 429) return new DestinationFault('away', detail)
  return new DestinationFault('nonsense', detail)
}
