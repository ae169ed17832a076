import { randomBytes } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { fails, keepsTheRules } from '../../backup/destinations/rules.ts'

const settings = join(t.testdir(), 'rclone.conf')
writeFileSync(settings, '[toko]\ntype = local\n')
process.env['RCLONE_CONFIG'] = settings
process.env['AWS_CA_BUNDLE'] = '/no/such/file'

await t.test('A remote of rclone', async (t) => {
  const root = t.testdir()
  const rclone = (path: string, remote = 'toko') => ({ kind: 'rclone', remote, path }) as const
  await keepsTheRules(t, {
    address: rclone(join(root, 'cadangan')),
    secret: {},
    nowhere: { address: rclone(join(root, 'no/such')), kind: 'no-such-place' }
  })

  await t.test('that the program does not know is not there', async (t) => {
    await fails(t, openDestination(rclone(root, 'lain'), {}).list(''), 'no-such-place')
  })

  await t.test('has a name, and is no set of options', async (t) => {
    for (const remote of [':local', '--config', 'a:b', '', 'toko,x=y']) {
      await fails(t, openDestination(rclone(root, remote), {}).list(''), 'nonsense')
    }
  })

  await t.test('needs the program', async (t) => {
    const { PATH } = process.env
    process.env['PATH'] = t.testdir()
    t.teardown(() => {
      process.env['PATH'] = PATH
    })
    await fails(t, openDestination(rclone(root), {}).list(''), 'no-program')
  })

  await t.test('that hangs is away', async (t) => {
    const bin = t.testdir({ rclone: '#!/bin/sh\nexec /bin/sleep 60\n' })
    chmodSync(join(bin, 'rclone'), 0o755)
    const { PATH } = process.env
    process.env['PATH'] = bin
    t.teardown(() => {
      process.env['PATH'] = PATH
    })
    await fails(t, openDestination(rclone(root), {}, { patience_ms: 500 }).put('a', randomBytes(5)), 'away')
  })
})
