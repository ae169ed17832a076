import { randomBytes } from 'node:crypto'
import t from 'tap'
import type { Address } from '../../../server/backup/destinations/destination.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { fails, keepsTheRules, SECRET } from '../../backup/destinations/rules.ts'
import { startWebdav } from './peers.ts'

const secret = { password: SECRET }
const webdav = (port: number, path = 'cadangan', user = 'toko'): Address => ({
  kind: 'webdav',
  url: `http://127.0.0.1:${port}/${path}`,
  user
})

await t.test('A WebDAV server', async (t) => {
  const root = t.testdir()
  const port = await startWebdav(t, root)
  await keepsTheRules(t, {
    address: webdav(port),
    secret,
    network: { port, through: (port) => webdav(port) },
    stranger: { address: webdav(port), secret: { password: `${SECRET}-2` } },
    nowhere: { address: webdav(port, 'no/such'), kind: 'no-such-place' }
  })

  await t.test('that may only be read says so', async (t) => {
    const writable = openDestination(webdav(port), secret)
    const bytes = randomBytes(10)
    await writable.put('kept.file', bytes)
    await writable.close()
    const place = openDestination(webdav(await startWebdav(t, root, '--read-only')), secret)
    t.teardown(() => place.close())
    t.ok(bytes.equals(await place.get('kept.file')))
    await fails(t, place.put('a.file', bytes), 'read-only')
  })
})
