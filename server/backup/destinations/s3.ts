import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { type Answer, type Asker, openAsker } from './ask-http.ts'
import { type Address, type Destination, DestinationFault, type Secret, type Stored } from './destination.ts'
import { isKept, notKept } from './keep-once.ts'
import { checkFolder, checkName, isOurs, under } from './names.ts'
import type { Pace } from './pace.ts'
import { readS3Fault } from './s3-faults.ts'
import { type Page, readPage } from './s3-page.ts'

type S3Address = Extract<Address, { kind: 's3' }>
interface Ask {
  method: 'GET' | 'PUT' | 'DELETE'
  key: string
  query?: Record<string, string>
  body?: Buffer
}

/**
 * A bucket of a service that speaks S3. A file there is put in one piece and seen only when it is whole, so it gets its
 * name at once; what is not read back as it was written is taken away again.
 *
 * The bucket stands in the path (`https://host/bucket/…`), which nearly all services take; where the endpoint's host
 * begins with the bucket's name already, it stands there.
 */
export function openS3(
  address: S3Address,
  secret: Secret,
  limits: { patience_ms: number; pace: Pace }
): Destination {
  const asker = openAsker(limits)
  const base = baseOf(address)
  const root = address.prefix.replace(/^\/+|\/+$/g, '')
  const keyOf = (name: string): string => under(root, name)
  const ask = (question: Ask): Promise<Answer> => askSigned(asker, { address, secret, base }, question)

  const read = async (name: string): Promise<Buffer | null> => {
    const answer = await ask({ method: 'GET', key: keyOf(name) })
    if (answer.status === 200) return checkContent(answer, name)
    const fault = readS3Fault(answer, `GET ${name}`)
    if (fault.kind === 'missing') return null
    throw fault
  }
  const remove = async (name: string): Promise<void> => {
    const answer = await ask({ method: 'DELETE', key: keyOf(name) })
    if (answer.status === 200 || answer.status === 204) return
    const fault = readS3Fault(answer, `DELETE ${name}`)
    if (fault.kind !== 'missing') throw asReadOnly(fault)
  }
  const pages = async function* (folder: string, delimiter: string): AsyncGenerator<Page> {
    checkFolder(folder)
    const prefix = keyOf(folder) === '' ? '' : `${keyOf(folder)}/`
    let token: string | null = null
    do {
      const query: Record<string, string> = { 'list-type': '2', prefix, 'max-keys': '1000' }
      if (delimiter !== '') query['delimiter'] = delimiter
      if (token !== null) query['continuation-token'] = token
      const answer = await ask({ method: 'GET', key: '', query })
      if (answer.status !== 200) throw readS3Fault(answer, `list ${prefix}`)
      const page = readPage(answer.body, prefix)
      if (page.next !== null && page.next === token) {
        throw new DestinationFault('nonsense', 'a listing that turns in a circle')
      }
      yield page
      token = page.next
    } while (token !== null)
  }

  return {
    // A bucket is made by its owner, who pays for it; here it is only looked for.
    prepare: async () => void (await pages('', '/').next()),
    list: async (folder) => {
      const found: Stored[] = []
      for await (const { files } of pages(folder, '')) {
        found.push(...files.map(({ name, bytes }) => ({ name: under(folder, name), bytes })))
      }
      return found.filter(({ name }) => isOurs(name))
    },
    folders: async (folder) => {
      const found: string[] = []
      for await (const page of pages(folder, '/')) found.push(...page.folders)
      return found.filter(isOurs)
    },
    get: async (name) => {
      checkName(name)
      const bytes = await read(name)
      if (bytes === null) throw new DestinationFault('missing', `${keyOf(name)} is not there`)
      return bytes
    },
    put: async (name, bytes) => {
      checkName(name)
      if (await isKept({ read: (name) => withoutHalf(read(name), bytes) }, name, bytes)) return
      const answer = await ask({ method: 'PUT', key: keyOf(name), body: bytes })
      if (answer.status !== 200) throw asReadOnly(readS3Fault(answer, `PUT ${name}`))
      const kept = await read(name)
      if (kept?.equals(bytes)) return
      await remove(name)
      throw notKept(name, bytes, kept)
    },
    delete: async (name) => {
      checkName(name)
      await remove(name)
    },
    learned: async () => ({ host_key: null, clock_ahead_ms: asker.clockAhead(), free_bytes: null }),
    close: async () => asker.close()
  }
}

async function askSigned(
  asker: Asker,
  { address, secret, base }: { address: S3Address; secret: Secret; base: string },
  { method, key, query, body }: Ask
): Promise<Answer> {
  const url = new URL(`${base}${key.split('/').map(encodeURIComponent).join('/')}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  url.search = url.search.replaceAll('+', '%20') // a space, to those who sign and to all who read
  const content = body ?? Buffer.alloc(0)
  const signed = await new AwsV4Signer({
    method,
    url: url.toString(),
    headers: { 'X-Amz-Content-Sha256': createHash('sha256').update(content).digest('hex') },
    accessKeyId: address.access_key,
    secretAccessKey: secret.password ?? '',
    service: 's3',
    region: address.region
  }).sign()
  const headers = Object.fromEntries(signed.headers.entries())
  return await asker.ask({ method, url: signed.url, headers, ...(body && { body }) })
}

/** Some small servers keep what came of an upload that was cut, under its name: the next try writes over it. */
async function withoutHalf(reading: Promise<Buffer | null>, bytes: Buffer): Promise<Buffer | null> {
  const present = await reading
  const is_half =
    present && present.length < bytes.length && present.equals(bytes.subarray(0, present.length))
  return is_half ? null : present
}

/** Where keys begin. @throws {DestinationFault} `nonsense` for an endpoint that is no address */
function baseOf({ endpoint, bucket }: S3Address): string {
  const url = URL.parse(/^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`)
  if (url === null) throw new DestinationFault('nonsense', `${endpoint} is no address`)
  const path = url.pathname.replace(/\/*$/, '/')
  if (url.hostname.startsWith(`${bucket}.`)) return `${url.origin}${path}`
  return `${url.origin}${path}${encodeURIComponent(bucket)}/`
}

/** A log-in page says 200, too. None of our files is a page, unless by its name. */
function checkContent({ headers, body }: Answer, name: string): Buffer {
  if (!/^text\/html/i.test(headers['content-type'] ?? '') || /\.html?$/.test(name)) return body
  throw new DestinationFault('nonsense', `${name} came as a web page`)
}

/** Reading went well before: who is refused now may only look. */
function asReadOnly(fault: DestinationFault): DestinationFault {
  return fault.kind === 'refused' ? new DestinationFault('read-only', fault.message) : fault
}
