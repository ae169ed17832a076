import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import type { Address, Destination, FaultKind } from '../../../server/backup/destinations/destination.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { tryDestination } from '../../../server/backup/destinations/try-destination.ts'
import { fails, SECRET } from './rules.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

const PORTAL = '<!DOCTYPE html><html><body>Selamat datang di Hotel Melati. Silakan masuk.</body></html>'
const DAV = (inner: string): string =>
  `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${inner}</d:multistatus>`
const ITSELF =
  '<d:response><d:href>/dav/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>'
const FILE = (href: string, length = '<d:getcontentlength>7</d:getcontentlength>'): string =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${length}<d:resourcetype/></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
const S3 = (inner: string): string => `<?xml version="1.0"?><ListBucketResult>${inner}</ListBucketResult>`
const OBJECT = (key: string): string => `<Contents><Key>${key}</Key><Size>7</Size></Contents>`
const LAST = '<IsTruncated>false</IsTruncated>'

await t.test('A listing is believed when it is whole', async (t) => {
  await t.test('from a WebDAV server', async (t) => {
    const { webdav } = await serve(
      t,
      say(207, DAV(ITSELF + FILE('/dav/a%20b.pak') + FILE('http://127.0.0.1/dav/c')))
    )
    t.same(await webdav.list(''), [
      { name: 'a b.pak', bytes: 7 },
      { name: 'c', bytes: 7 }
    ])
  })
  await t.test('from a bucket', async (t) => {
    const { s3 } = await serve(t, say(200, S3(`${OBJECT('toko/a&amp;b.pak')}<KeyCount>1</KeyCount>${LAST}`)))
    t.same(await s3.list(''), [{ name: 'a&b.pak', bytes: 7 }])
  })
})

await t.test('An answer of a WebDAV server that makes no sense is no empty listing', async (t) => {
  const whole = DAV(ITSELF + FILE('/dav/a.pak'))
  const answers: Record<string, Answer> = {
    'the page of a hotel': say(200, PORTAL, 'text/html'),
    'that page, called a listing': say(207, PORTAL, 'text/html'),
    'half a listing': say(207, whole.slice(0, -40)),
    'a listing cut between two files': say(207, whole.slice(0, whole.indexOf('<d:response><d:href>/dav/a'))),
    nothing: say(207, ''),
    'a listing of nothing, not even of the folder': say(207, DAV('')),
    'a file without its length': say(207, DAV(ITSELF + FILE('/dav/a.pak', ''))),
    'a file with a length that is none': say(
      207,
      DAV(ITSELF + FILE('/dav/a.pak', '<d:getcontentlength>-1</d:getcontentlength>'))
    ),
    'a file of another folder': say(207, DAV(ITSELF + FILE('/etc/passwd'))),
    'a file that leads out': say(207, DAV(ITSELF + FILE('/dav/..%2f..%2fetc%2fpasswd'))),
    'entities of its own': say(207, `<!DOCTYPE x [<!ENTITY a "b">]>${whole}`),
    text: say(207, 'OK'),
    'a way elsewhere': (_, response) =>
      response.writeHead(302, { Location: 'http://masuk.example/?a=b' }).end()
  }
  for (const [what, answer] of Object.entries(answers)) {
    await t.test(what, async (t) => {
      const { webdav } = await serve(t, answer)
      await fails(t, webdav.list(''), 'nonsense')
      await fails(t, webdav.folders(''), 'nonsense')
    })
  }
})

await t.test('An answer of a bucket that makes no sense is no empty listing', async (t) => {
  const whole = S3(OBJECT('toko/a.pak') + LAST)
  const answers: Record<string, Answer> = {
    'the page of a hotel': say(200, PORTAL, 'text/html'),
    'half a listing': say(200, whole.slice(0, -20)),
    nothing: say(200, ''),
    'a listing that does not say whether it is whole': say(200, S3(OBJECT('toko/a.pak'))),
    'a listing that does not say how it goes on': say(200, S3('<IsTruncated>true</IsTruncated>')),
    'a listing that turns in a circle': say(
      200,
      S3('<IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken>')
    ),
    'a listing that says more than it names': say(
      200,
      S3(`<KeyCount>2</KeyCount>${OBJECT('toko/a.pak')}${LAST}`)
    ),
    'a file without its length': say(200, S3(`<Contents><Key>toko/a.pak</Key></Contents>${LAST}`)),
    'a file of another folder': say(200, S3(OBJECT('lain/a.pak') + LAST)),
    'a page that is not found': say(404, PORTAL, 'text/html'),
    'a way elsewhere': (_, response) => response.writeHead(307, { Location: 'http://masuk.example/' }).end()
  }
  for (const [what, answer] of Object.entries(answers)) {
    await t.test(what, async (t) => {
      const { s3 } = await serve(t, answer)
      await fails(t, s3.list(''), 'nonsense')
      await fails(t, s3.folders(''), 'nonsense')
    })
  }
})

await t.test('A page with 200 is no file, and nothing is kept by it', async (t) => {
  const { s3, webdav, addresses } = await serve(t, say(200, PORTAL, 'text/html'))
  for (const place of [s3, webdav]) {
    await fails(t, place.get('a.pak'), 'nonsense')
    await fails(t, place.put('a.pak', randomBytes(10)), 'nonsense')
    await fails(t, place.prepare(), 'nonsense')
  }
  for (const address of addresses) {
    const { ok, steps, learned } = await tryDestination(address, { password: SECRET })
    t.match({ ok, steps }, { ok: false, steps: [{ step: 'reach', fault: { kind: 'nonsense' } }] })
    t.same(learned, { host_key: null, clock_ahead_ms: null, free_bytes: null })
  }
})

await t.test('What a server refuses is told apart', async (t) => {
  const error = (code: string): string => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`
  const onPut =
    (status: number, body = ''): Answer =>
    (request, response) => {
      request.resume()
      if (request.method === 'PUT') return void response.writeHead(status).end(body)
      if (request.method === 'PROPFIND') return void response.writeHead(207).end(DAV(ITSELF))
      response.writeHead(404).end(error('NoSuchKey'))
    }
  const cases: [Answer, FaultKind, FaultKind][] = [
    [say(401, error('InvalidAccessKeyId')), 'refused', 'refused'],
    [say(403, error('SignatureDoesNotMatch')), 'refused', 'refused'],
    [say(500, error('InternalError')), 'away', 'away'],
    [say(503, ''), 'away', 'away'],
    [onPut(507, error('QuotaExceeded')), 'full', 'full'],
    [onPut(403, error('AccessDenied')), 'read-only', 'read-only'],
    [onPut(409, error('NoSuchBucket')), 'read-only', 'no-such-place'],
    [onPut(200), 'not-kept', 'not-kept']
  ]
  for (const [answer, by_webdav, by_s3] of cases) {
    const { s3, webdav } = await serve(t, answer)
    await fails(t, webdav.put('a.pak', randomBytes(100_000)), by_webdav)
    await fails(t, s3.put('a.pak', randomBytes(100_000)), by_s3)
  }
})

await t.test('A server that keeps other bytes than it was given keeps nothing', async (t) => {
  const files = new Map<string, Buffer>()
  const { s3, webdav } = await serve(t, async (request, response) => {
    const path = request.url ?? ''
    const bytes = await buffer(request)
    const found = files.get(path)
    if (request.method === 'PUT') {
      bytes[bytes.length >> 1]! ^= 1
      files.set(path, bytes)
    }
    if (request.method === 'DELETE') files.delete(path)
    if (request.method === 'GET' && !found)
      say(404, '<Error><Code>NoSuchKey</Code></Error>')(request, response)
    else response.writeHead(request.method === 'PUT' ? 200 : found ? 200 : 404).end(found)
  })
  for (const place of [s3, webdav]) {
    await fails(t, place.put('a.pak', randomBytes(5000)), 'not-kept')
    t.same([...files.keys()], [], 'what it kept is taken away again')
  }
})

await t.test('A server that breaks off its answer, or never begins it, is away', async (t) => {
  const breaking: Answer = (_, response) => {
    response.writeHead(200, { 'Content-Length': 1000 }).write('half')
    setImmediate(() => response.destroy())
  }
  const breakingChunks: Answer = (_, response) => {
    response.writeHead(207).write(DAV(ITSELF))
    setImmediate(() => response.destroy())
  }
  for (const answer of [breaking, breakingChunks, () => undefined]) {
    const { s3, webdav } = await serve(t, answer)
    await fails(t, webdav.get('a.pak'), 'away')
    await fails(t, webdav.list(''), 'away')
    await fails(t, s3.get('a.pak'), 'away')
    await fails(t, s3.list(''), 'away')
  }
})

await t.test('A server tells how far our clock is off', async (t) => {
  const { addresses } = await serve(t, (request, response) => {
    response.setHeader('Date', new Date(Date.now() - 7200_000).toUTCString())
    say(request.method === 'PROPFIND' ? 207 : 404, DAV(ITSELF))(request, response)
  })
  const place = openDestination(addresses[0]!, { password: SECRET })
  t.teardown(() => place.close())
  await place.list('')
  const { clock_ahead_ms } = await place.learned()
  t.ok(clock_ahead_ms !== null && clock_ahead_ms > -7205_000 && clock_ahead_ms < -7195_000)
})

await t.test('An address that is none is told at set-up', async (t) => {
  const wrong: Address[] = [
    { kind: 'webdav', url: 'cloud', user: 'toko' },
    { kind: 'webdav', url: `ftp://toko:${SECRET}@cloud/`, user: 'toko' },
    { kind: 'rclone', remote: '', path: '' },
    { kind: 's3', endpoint: 'https://', region: '', bucket: 'b', prefix: '', access_key: '' }
  ]
  for (const address of wrong) {
    const { ok, steps } = await tryDestination(address, { password: SECRET })
    t.match({ ok, steps }, { ok: false, steps: [{ step: 'reach', fault: { kind: 'nonsense' } }] })
    t.notMatch(JSON.stringify(steps), SECRET)
  }
})

await t.test('Nobody at an address is away', async (t) => {
  const { addresses } = await serve(t, say(200, ''))
  const gone: Address[] = [
    ...addresses.map((address) => atPort(address, 1)),
    { kind: 'sftp', host: '127.0.0.1', port: 1, user: 'toko', path: 'a', host_key: null },
    { kind: 'sftp', host: 'tidak-ada.invalid', port: 22, user: 'toko', path: 'a', host_key: null }
  ]
  for (const address of gone) {
    const place = openDestination(address, { password: SECRET })
    await fails(t, place.list(''), 'away')
    await fails(t, place.put('a.pak', randomBytes(5)), 'away')
    await place.close()
  }
})

await t.test('What answers in another tongue than SSH, and hangs up, is away', async (t) => {
  const { port } = await serve(t, say(200, PORTAL))
  const address = { kind: 'sftp', host: '127.0.0.1', port, user: 'toko', path: 'a', host_key: null } as const
  const place = openDestination(address, { password: SECRET }, { patience_ms: 2000 })
  t.teardown(() => place.close())
  await fails(t, place.list(''), 'away')
})

function say(status: number, body: string, type = 'application/xml'): Answer {
  return (request, response) => {
    request.resume()
    finished(request, () => response.writeHead(status, { 'Content-Type': type }).end(body))
  }
}

/** Serves one answer to everything, and asks for it by both kinds that speak HTTP. */
async function serve(
  t: Test,
  answer: Answer
): Promise<{ port: number; webdav: Destination; s3: Destination; addresses: Address[] }> {
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const addresses: Address[] = [
    { kind: 'webdav', url: `http://127.0.0.1:${port}/dav`, user: 'toko' },
    {
      kind: 's3',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'id-1',
      bucket: 'cadangan',
      prefix: 'toko',
      access_key: 'K'
    }
  ]
  const [webdav, s3] = addresses.map((address) => {
    const place = openDestination(address, { password: SECRET }, { patience_ms: 1500 })
    t.teardown(() => place.close())
    return place
  })
  return { port, webdav: webdav!, s3: s3!, addresses }
}

function atPort(address: Address, port: number): Address {
  if (address.kind === 'webdav') return { ...address, url: `http://127.0.0.1:${port}/dav` }
  return { ...address, endpoint: `http://127.0.0.1:${port}` } as Address
}
