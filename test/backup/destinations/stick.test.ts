import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { findSticks, readMounts } from '../../../server/backup/destinations/find-sticks.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { claimStick } from '../../../server/backup/destinations/stick.ts'
import { whyNotTaken } from '../../../server/backup/sticks/take-stick.ts'
import { fails, keepsTheRules } from './rules.ts'

await t.test('A stick', async (t) => {
  const usb = t.testdir({ FLASH: {}, MUSIK: { 'lagu.mp3': '' } })
  const stick_folders = [usb]
  const options = { stick_folders }
  /** What this machine has besides is none of ours. */
  const look = async (folder = usb) => {
    const sticks = (await findSticks([folder])).filter(({ path }) => path.startsWith(usb))
    return sticks.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  }

  await t.test('that lies there fresh is nobody’s, until the shop takes it', async (t) => {
    const fresh = await look()
    t.match(fresh, [
      { path: join(usb, 'FLASH'), stick_id: null, store_id: null, read_only: false },
      { path: join(usb, 'MUSIK'), stick_id: null }
    ])
    t.ok(
      fresh.every(({ bytes, free_bytes, file_system }) => bytes > free_bytes && free_bytes > 0 && file_system)
    )

    await claimStick(join(usb, 'FLASH'), { stick_id: 'stick-1', store_id: 'shop-1' })
    await claimStick(join(usb, 'FLASH'), { stick_id: 'stick-1', store_id: 'shop-1' })
    t.match(
      (await look()).find(({ path }) => path === join(usb, 'FLASH')),
      { stick_id: 'stick-1', store_id: 'shop-1' }
    )
    t.match(await look(join(usb, 'FLASH')), [{ path: join(usb, 'FLASH'), stick_id: 'stick-1' }])
  })

  await t.test('leads to no file of the box’s, whatever lies on it', async (t) => {
    const [path, own] = [join(usb, 'TRAP'), join(usb, '../laci.db')]
    mkdirSync(path)
    writeFileSync(own, 'the shop')
    symlinkSync(own, join(path, 'laci-stick.json.tmp'))
    await fails(t, claimStick(path, { stick_id: 'stick-7', store_id: 'shop-1' }), 'nonsense')
    t.equal(readFileSync(own, 'utf8'), 'the shop')
    rmSync(path, { recursive: true })
  })

  await t.test('of another shop is not taken', async (t) => {
    const path = join(usb, 'FLASH')
    await fails(t, claimStick(path, { stick_id: 'stick-1', store_id: 'shop-2' }), 'not-itself')
    await fails(t, claimStick(path, { stick_id: 'stick-2', store_id: 'shop-1' }), 'not-itself')
    t.match(await look(path), [{ stick_id: 'stick-1', store_id: 'shop-1' }])
  })

  await keepsTheRules(t, {
    address: { kind: 'stick', stick_id: 'stick-1' },
    secret: {},
    options,
    nowhere: { address: { kind: 'stick', stick_id: 'stick-9' }, kind: 'away' }
  })

  await t.test('is known by its mark, wherever it is plugged in', async (t) => {
    const place = openDestination({ kind: 'stick', stick_id: 'stick-1' }, {}, options)
    await place.put('a.file', randomBytes(10))
    renameSync(join(usb, 'FLASH'), join(usb, 'USB DISK'))
    mkdirSync(join(usb, 'FLASH'))
    t.same(await place.list(''), [{ name: 'a.file', bytes: 10 }])

    writeFileSync(join(usb, 'USB DISK', 'laci-stick.json'), '{"stick_id": "stick-')
    await fails(t, place.list(''), 'away', 'a mark that is broken is none')
    t.match(
      (await look()).find(({ path }) => path.endsWith('DISK')),
      { stick_id: null }
    )
  })
})

await t.test('The kernel’s list of mounts is read as it is written', async (t) => {
  const mountinfo = [
    '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
    '90 22 8:1 / /media/kasir/USB\\040DISK rw,nosuid - vfat /dev/sda1 ro,fmask=0022',
    '91 22 8:17 / /mnt/b ro shared:4 master:1 - fuseblk /dev/sdb1 rw'
  ].join('\n')
  t.same(readMounts(mountinfo), [
    { path: '/', file_system: 'ext4', source: '/dev/vda', read_only: false },
    { path: '/media/kasir/USB DISK', file_system: 'vfat', source: '/dev/sda1', read_only: true },
    { path: '/mnt/b', file_system: 'fuseblk', source: '/dev/sdb1', read_only: true }
  ])
})

await t.test('A stick that is somebody else’s is told from one that was pulled', async (t) => {
  const error = (code: string) => Object.assign(new Error(code), { code })
  for (const code of ['EACCES', 'EPERM']) t.equal(whyNotTaken(error(code)), 'backup/stick-not-ours')
  for (const code of ['EIO', 'ENOENT', 'EROFS', 'ENODEV'])
    t.equal(whyNotTaken(error(code)), 'backup/stick-gone')
})
