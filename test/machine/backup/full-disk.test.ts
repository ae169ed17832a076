import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Address, FaultKind, Secret } from '../../../server/backup/destinations/destination.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { fails, SECRET } from '../../backup/destinations/rules.ts'
import { startSshd, startWebdav } from './peers.ts'
import { run, tempFolder } from './sticks.ts'

process.env['RCLONE_CONFIG'] = join(t.testdir({ 'rclone.conf': '[toko]\ntype = local\n' }), 'rclone.conf')

interface Place {
  address: Address
  secret: Secret
  /** What it says of a full disk and of a read-only one, as far as its protocol has words for them. */
  full: FaultKind
  read_only: FaultKind
}

const PLACES: Record<string, (t: Test, path: string) => Promise<Place>> = {
  'A folder': async (_, path) => ({
    address: { kind: 'folder', path },
    secret: {},
    full: 'full',
    read_only: 'read-only'
  }),
  'A host with OpenSSH': async (t, path) => {
    const { address, private_key } = await startSshd(t, path)
    return { address: { ...address, path }, secret: { private_key }, full: 'full', read_only: 'read-only' }
  },
  // Go's server has one answer for both, 405, and forgets a file that it could not delete.
  'A WebDAV server': async (t, path) => {
    const port = await startWebdav(t, path)
    const address = { kind: 'webdav', url: `http://127.0.0.1:${port}/`, user: 'toko' } as const
    return { address, secret: { password: SECRET }, full: 'read-only', read_only: 'read-only' }
  },
  'A remote of rclone': async (_, path) => ({
    address: { kind: 'rclone', remote: 'toko', path },
    secret: {},
    full: 'full',
    read_only: 'read-only'
  })
}

for (const [what, make] of Object.entries(PLACES)) {
  await t.test(`${what} on a small disk`, async (t) => {
    const path = tempFolder(t)
    run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path)
    t.teardown(() => run('umount', '--lazy', path))
    const { address, secret, full, read_only } = await make(t, path)
    const place = openDestination(address, secret)
    t.teardown(() => place.close())
    await place.prepare()
    const bytes = randomBytes(600_000)
    await place.put('kept/a.file', bytes)

    await t.test(
      'says that it is full, keeps what it has, and gives back the room of the half file',
      async (t) => {
        await fails(t, place.put('kept/b.file', randomBytes(600_000)), full)
        t.same(await place.list(''), [{ name: 'kept/a.file', bytes: 600_000 }])
        t.ok(bytes.equals(await place.get('kept/a.file')))
        await place.put('kept/c.file', bytes.subarray(0, 300_000))
      }
    )

    await t.test('that may only be read says so, and can be read', async (t) => {
      run('mount', '-o', 'remount,ro', path)
      await fails(t, place.put('kept/d.file', randomBytes(10)), read_only)
      t.ok(bytes.equals(await place.get('kept/a.file')))
      await fails(t, place.delete('kept/a.file'), read_only)
    })
  })
}
