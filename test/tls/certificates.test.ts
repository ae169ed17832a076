import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import t from 'tap'
import { openBox } from '../shop.ts'
import { askSecurely, openLanBox } from './lan.ts'

const DAY_MS = 86_400_000

await t.test('A device that trusts the box', async (t) => {
  const box = await openLanBox(t, {
    names: ['kasir.toko.lan'],
    addresses: ['192.168.1.7', 'fd12::7', '203.0.113.9']
  })
  const ca = box.lan.authority.certificate
  const port = box.https_port

  await t.test('reaches it by name and by address', async (t) => {
    for (const host of ['kasir.toko.lan', '192.168.1.7', 'fd12::7', 'localhost', '127.0.0.1']) {
      t.equal((await askSecurely({ port, host, ca })).status, 204, host)
    }
  })

  await t.test('is not fooled by one that is called otherwise', async (t) => {
    await t.rejects(askSecurely({ port, host: 'bank.example', ca }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    await t.rejects(askSecurely({ port, host: '192.168.1.8', ca }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    await t.rejects(
      askSecurely({ port, host: '203.0.113.9', ca }),
      { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      'an address of the internet is nothing the box may vouch for'
    )
  })

  await t.test('does not trust it when it trusts another shop’s', async (t) => {
    const other = await openLanBox(t)
    await t.rejects(askSecurely({ port, host: 'localhost', ca: other.lan.authority.certificate }))
  })

  await t.test('sees a certificate for servers alone, and no longer than Apple takes', async (t) => {
    const { certificate, protocol } = await askSecurely({ port, host: 'localhost', ca })
    const shown = new X509Certificate(certificate.raw)
    t.equal(protocol, 'TLSv1.3')
    t.same(shown.keyUsage, ['1.3.6.1.5.5.7.3.1'], 'serverAuth')
    t.notOk(shown.ca)
    t.ok(shown.validToDate.getTime() - shown.validFromDate.getTime() <= 397 * DAY_MS)
  })

  await t.test('is answered in no protocol that is broken', async (t) => {
    for (const maxVersion of ['TLSv1', 'TLSv1.1'] as const) {
      const said = await new Promise((resolve) => {
        const socket = connect(
          { port, host: '127.0.0.1', ca, minVersion: 'TLSv1', maxVersion, ciphers: 'ALL@SECLEVEL=0' },
          () => resolve('connected')
        )
        socket.on('error', () => resolve('refused'))
        t.teardown(() => socket.destroy())
      })
      t.equal(said, 'refused', maxVersion)
    }
  })
})

await t.test('The certificate', async (t) => {
  const box = await openLanBox(t)
  const ca = box.lan.authority.certificate
  const port = box.https_port
  const seen = async () => (await askSecurely({ port, host: '127.0.0.1', ca })).certificate.serialNumber

  await t.test('stays as it is while it is good and the box is where it was', async (t) => {
    const before = await seen()
    await box.lan.look()
    t.equal(await seen(), before)
  })

  await t.test('is renewed when a third of its life is left, without a restart', async (t) => {
    const before = await seen()
    const { valid_from, valid_until } = box.lan.shown
    const life_ms = valid_until.getTime() - valid_from.getTime()
    box.clock.at = new Date(valid_until.getTime() - life_ms / 3 - 60_000).toISOString()
    await box.lan.look()
    t.equal(await seen(), before, 'a minute before it is not')
    box.clock.at = new Date(valid_until.getTime() - life_ms / 3 + 60_000).toISOString()
    await box.lan.look()
    t.not(box.lan.shown.valid_until, valid_until)
    t.ok(box.lan.shown.valid_until > valid_until)
  })

  await t.test('is issued anew when the clock that it was issued by proves wrong', async (t) => {
    box.clock.at = '1970-01-01T00:10:00.000Z'
    await box.lan.look()
    await t.rejects(seen(), { code: 'CERT_HAS_EXPIRED' }, 'by the clock of a box that has none')
    box.clock.at = new Date().toISOString()
    await box.lan.look()
    t.ok(await seen(), 'the clock was put right')

    box.clock.at = '2039-01-01T00:00:00.000Z'
    await box.lan.look()
    await t.rejects(seen(), { code: 'CERT_NOT_YET_VALID' })
    box.clock.at = new Date().toISOString()
    await box.lan.look()
    t.ok(await seen(), 'and back')
  })

  await t.test('follows the box to another address', async (t) => {
    const before = await seen()
    t.equal((await askSecurely({ port, host: '192.168.1.7', ca })).status, 204)
    box.move('10.0.0.23')
    await box.lan.look()
    t.not(await seen(), before)
    t.equal((await askSecurely({ port, host: '10.0.0.23', ca })).status, 204)
    await t.rejects(askSecurely({ port, host: '192.168.1.7', ca }))
    t.equal(box.lan.trust_url, `http://10.0.0.23:${box.http_port}`)
  })
})

await t.test('The authority', async (t) => {
  await t.test('is made once: the box that starts again is trusted as before', async (t) => {
    const first = await openLanBox(t)
    const { certificate } = first.lan.authority
    await first.lan.stop()
    await first.box.stop()
    const again = await openLanBox(t, { data: first.data })
    t.equal(again.lan.authority.certificate, certificate)
    t.equal((await askSecurely({ port: again.https_port, host: 'localhost', ca: certificate })).status, 204)
  })

  await t.test('signs for one level, and names what it may sign for', async (t) => {
    const { lan } = await openLanBox(t)
    const authority = new X509Certificate(lan.authority.certificate)
    t.ok(authority.ca)
    t.ok(authority.verify(authority.publicKey), 'by its own key')
    t.ok(authority.validToDate.getTime() > Date.now() + 9 * 365 * DAY_MS)
    t.ok(
      authority.validFromDate < new Date('2020-01-02'),
      'a tablet whose clock is years behind trusts it as well'
    )
  })

  await t.test('is not made for a box that serves itself alone', async (t) => {
    const { store } = await openBox(t)
    t.same(store.sqlite.prepare('select * from authorities').all(), [])
  })
})
