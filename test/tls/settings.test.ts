import { X509Certificate } from 'node:crypto'
import t from 'tap'
import { certificatesCommand } from '../../server/cli/certificates.ts'
import { isOwnAddress, nameConstraints } from '../../server/tls/constraints.ts'
import { openBox } from '../shop.ts'
import { askSecurely, openLanBox } from './lan.ts'

await t.test('The owner', async (t) => {
  const box = await openLanBox(t, { names: ['kasir.internal'] })
  const { owner, till } = await box.setUp()

  await t.test('sees where devices reach the box, and how they come to trust it', async (t) => {
    const { text } = await owner.get('/certificates')
    t.match(text, `https://kasir.internal:${box.https_port}`)
    t.match(text, `https://192.168.1.7:${box.https_port}`)
    t.match(text.replaceAll('<wbr>', ''), new X509Certificate(box.lan.authority.certificate).fingerprint256)
    t.match(text, `Kode QR menuju http://192.168.1.7:${box.http_port}`)
    t.notMatch(text, 'PRIVATE')
    t.match((await owner.get('/certificates/sheet')).text, /data-print/)
    t.match((await owner.get('/settings')).text, `kasir.internal:${box.https_port}`)
  })

  await t.test('keeps it from whoever may not change settings', async (t) => {
    t.equal((await till.get('/certificates')).status, 403)
    t.equal((await till.post('/certificates/authority', { agree: 'yes' })).status, 403)
  })

  await t.test('has a certificate issued anew, which devices trust as before', async (t) => {
    const { certificate } = box.lan.shown
    t.equal((await owner.post('/certificates/renewal')).goes, '/certificates')
    t.not(box.lan.shown.certificate, certificate)
    const ca = box.lan.authority.certificate
    t.equal((await askSecurely({ port: box.https_port, host: 'localhost', ca })).status, 204)
  })

  await t.test('makes a new authority only on purpose; from then on devices must trust anew', async (t) => {
    const before = box.lan.authority.certificate
    t.equal((await owner.post('/certificates/authority')).status, 422)
    t.equal(box.lan.authority.certificate, before)

    const { goes } = await owner.post('/certificates/authority', { agree: 'yes' })
    t.equal(goes, box.lan.trust_url, 'this device too begins anew')
    await box.lan.look()
    t.not(box.lan.authority.certificate, before)
    const port = box.https_port
    await t.rejects(askSecurely({ port, host: 'localhost', ca: before }))
    t.equal((await askSecurely({ port, host: 'localhost', ca: box.lan.authority.certificate })).status, 204)
    const event = box.store.sqlite
      .prepare(`select staff_id, facts from events where type = 'authority.made' order by event_id desc`)
      .get() as { staff_id: string | null; facts: string }
    t.ok(event.staff_id, 'and it is written down who did')
    t.match(event.facts, new X509Certificate(box.lan.authority.certificate).fingerprint256)
  })

  await t.test('is told how to begin where the box serves itself alone', async (t) => {
    const alone = await openBox(t)
    const people = await alone.setUp()
    t.match((await people.owner.get('/certificates')).text, 'belum terbuka untuk jaringan toko')
  })
})

await t.test('The technician reads on the command line what devices trust', async (t) => {
  const { data, box } = await openBox(t)
  await box.stop()
  const run = async (...args: string[]) => {
    const said: string[] = []
    const io = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) }
    const code = await certificatesCommand(args, { ...io, env: { LACI_DATA: data, LANG: 'en' } })
    return { code, said: said.join('\n') }
  }
  t.same((await run()).code, 66, 'nothing yet')
  t.match((await run('init')).said, /Fingerprint \(SHA-256\): ([0-9A-F]{2}:){31}[0-9A-F]{2}\nValid until/)
  const { fingerprint } = JSON.parse((await run('--json')).said)
  t.equal(JSON.parse((await run('--json')).said).fingerprint, fingerprint)
  await run('init')
  const { said } = await run('--pem')
  t.equal(new X509Certificate(said).fingerprint256, fingerprint, 'made once')
  t.equal((await run('--key')).code, 64)
})

await t.test('What the authority may sign for', async (t) => {
  await t.test('are private addresses', async (t) => {
    for (const own of [
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.9',
      '169.254.3.4',
      'fd00::1',
      'fe80::1',
      '::1'
    ])
      t.ok(isOwnAddress(own), own)
    for (const other of [
      '11.0.0.1',
      '172.32.0.1',
      '192.169.0.1',
      '203.0.113.9',
      '2001:db8::1',
      'ff02::1',
      '',
      'laci'
    ])
      t.notOk(isOwnAddress(other), other)
  })

  await t.test('is written as strictly as browsers read it', async (t) => {
    // Three lengths of a length: below 128, below 256, and more. X.690, 10.1
    for (const count of [0, 1, 20, 40]) {
      const names = Array.from({ length: count }, (_, i) => `mesin-${i}.lan`)
      const der = nameConstraints(names)
      t.equal(lengthAt(der, 0), der.length, `${count} names`)
    }
  })
})

/** Reads how far an element of DER goes, refusing lengths in more bytes than they need. */
function lengthAt(der: Buffer, at: number): number {
  const first = der[at + 1]!
  if (first < 0x80) return at + 2 + first
  const bytes = first & 0x7f
  const length = der.readUIntBE(at + 2, bytes)
  if (length < 0x80 || length < 256 ** (bytes - 1)) throw new Error(`${length} in ${bytes} bytes`)
  return at + 2 + bytes + length
}
