import { randomBytes } from 'node:crypto'
import t from 'tap'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { tryDestination } from '../../../server/backup/destinations/try-destination.ts'
import { fails, keepsTheRules, SECRET } from './rules.ts'
import { s3Address, startS3 } from './s3-peer.ts'

await t.test('A bucket', async (t) => {
  const { port, address, secret } = await startS3(t)
  await keepsTheRules(t, {
    address,
    secret,
    network: { port, through: s3Address },
    keeps_halves: true,
    stranger: { address: { ...address, access_key: 'ANOTHER' }, secret: { password: SECRET } },
    nowhere: { address: { ...address, bucket: 'nirgends' }, kind: 'no-such-place' }
  })

  await t.test('is listed to its last page', async (t) => {
    const place = openDestination(address, secret)
    t.teardown(() => place.close())
    const names = Array.from({ length: 1100 }, (_, i) => `many/${String(i).padStart(5, '0')}`)
    for (let at = 0; at < names.length; at += 50) {
      await Promise.all(names.slice(at, at + 50).map((name) => place.put(name, Buffer.from(name))))
    }
    const listed = await place.list('many')
    t.same(listed.map(({ name }) => name).sort(), names)
  })
})

await t.test('A bucket whose clock and ours are far apart says so', async (t) => {
  const { address, secret } = await startS3(t, 3 * 3600 * 1000)
  const place = openDestination(address, secret)
  t.teardown(() => place.close())
  await fails(t, place.list(''), 'clock')
  await fails(t, place.put('a.file', randomBytes(5)), 'clock')
  const tried = await tryDestination(address, secret)
  t.match(tried, { ok: false, steps: [{ step: 'reach', fault: { kind: 'clock' } }] })
})
