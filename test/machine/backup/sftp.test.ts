import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { tryDestination } from '../../../server/backup/destinations/try-destination.ts'
import { fails, keepsTheRules, SECRET } from '../../backup/destinations/rules.ts'
import { addUser, startSshd } from './peers.ts'
import { tempFolder } from './sticks.ts'

await t.test('A host with OpenSSH', async (t) => {
  const root = tempFolder(t)
  chmodSync(root, 0o755)
  const { port, private_key, strange_key, address, changeHostKey } = await startSshd(t, root)
  const secret = { private_key }
  await keepsTheRules(t, {
    address,
    secret,
    network: { port, through: (port) => ({ ...address, port }) },
    stranger: { address, secret: { private_key: strange_key } },
    nowhere: { address: { ...address, path: join(root, 'no/such') }, kind: 'no-such-place' }
  })

  await t.test('does not let a wrong password in, nor a key that is none', async (t) => {
    await fails(t, openDestination(address, { password: SECRET }).list(''), 'refused')
    await fails(t, openDestination(address, { private_key: SECRET }).list(''), 'refused')
  })

  await t.test('lets a user in by password, into a folder of his own', async (t) => {
    const home = tempFolder(t)
    const { user, password } = addUser(t, home)
    const own = { ...address, user, path: 'cadangan/toko' }
    const { steps } = await tryDestination(own, { password })
    t.same(
      steps.map(({ step, fault }) => [step, fault?.message ?? null]),
      ['reach', 'write', 'read', 'list', 'delete'].map((step) => [step, null])
    )
    t.ok(existsSync(join(home, 'cadangan/toko')), 'a path without a slash begins at his home')
    const of_others = openDestination({ ...own, path: root }, { password })
    await fails(t, of_others.put('a.file', randomBytes(9)), 'read-only')
    await of_others.close()
    const closed = openDestination({ ...own, path: '/root/x' }, { password })
    await fails(t, closed.list(''), 'refused')
    await closed.close()
  })

  await t.test('shows its key at set-up, and is taken by no other key after', async (t) => {
    const { learned } = await tryDestination(address, secret)
    t.match(learned.host_key, /^ssh-ed25519 SHA256:[\w+/]{43}$/)
    t.ok((learned.free_bytes ?? 0) > 0)
    const known = { ...address, host_key: learned.host_key }
    const place = openDestination(known, secret)
    await place.put('a.file', randomBytes(10))
    await place.close()
    await fails(t, openDestination({ ...known, host_key: 'ssh-rsa SHA256:x' }, secret).list(''), 'not-itself')

    await changeHostKey()
    await fails(t, openDestination(known, secret).list(''), 'not-itself')
    const { steps } = await tryDestination(known, secret)
    t.match(steps, [{ step: 'reach', fault: { kind: 'not-itself' } }])
  })
})
