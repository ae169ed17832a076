import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStoreKey } from '../../server/backup/keys/store-key.ts'
import { highestEpoch, readCatalog } from '../../server/backup/restore/catalog.ts'
import { openSource } from '../../server/backup/restore/open-source.ts'
import { restoreTo } from '../../server/backup/restore/restore.ts'
import { openShelf } from '../../server/backup/restore/shelf.ts'
import { goOnFrom, prepareSwap } from '../../server/backup/restore/swap.ts'
import { readReach } from '../../server/backup/state/reach.ts'
import { readAnchors } from '../../server/chain/anchor-file.ts'
import { systemClock } from '../../server/values/clock.ts'
import { headCode } from '../../server/values/head-code.ts'
import { carryFrom, openBackedUpShop } from '../backup/backed-up-shop.ts'
import { openBox } from '../shop.ts'
import { sell } from '../trade.ts'
import { tamper, verify } from './verify-command.ts'

const ANCHORS = 'ledger-anchors.jsonl'

/**
 * A shop whose box was lost some time after it was backed up: a shift was closed before and one after. The backup went to a
 * place, and what is restored is the state between the two.
 */
async function openLostShop(t: Test) {
  const shop = await openBackedUpShop(t)
  const { destination_id, path } = await shop.addFolder('rumah')
  const trade = async (...amounts: number[]) => {
    await sell(shop.store, shop.shop, { at: systemClock.now(), amounts })
    return readAnchors(join(shop.data, ANCHORS)).at(-1)!
  }
  const before = await trade(10_000)
  await shop.takeSnapshot()
  await shop.ship(destination_id)
  const seq = await shop.box.shop.backup.engine.flush()
  const after = await trade(20_000, 30_000)
  await shop.ship(destination_id)
  /** What a stick holds that was pulled then: the box that comes after carries to the place by itself. */
  const stick = `${path}-stick`
  cpSync(path, stick, { recursive: true })

  /** Restores the state between the two closings, on a box of its own. @param is_same the file of noted seals is there too */
  async function restore(t: Test, is_same: boolean) {
    const data = mkdtempSync(join(tmpdir(), 'laci-after-'))
    t.teardown(() => rmSync(data, { recursive: true }))
    const key = openStoreKey(join(shop.data, 'backups'))
    const source = openSource({ kind: 'path', path }, key.store_id.toString('hex'))
    const { stores } = await readCatalog(source)
    const shelf = openShelf(source, stores[0]!, key)
    const file = join(data, 'restored.db')
    const { reached } = await restoreTo(shelf, { seq }, file)
    const restored = goOnFrom(reached!, [highestEpoch(shelf.store)])
    if (is_same) copyFileSync(join(shop.data, ANCHORS), join(data, ANCHORS))
    prepareSwap(data, { file, restored, key, key_file: null, at: Date.now() })
    const box = await openBox(t, { data })
    return {
      ...box,
      async trade(...amounts: number[]) {
        await sell(box.store, shop.shop, { at: systemClock.now(), amounts })
        return readAnchors(join(data, ANCHORS)).at(-1)!
      }
    }
  }
  const slip = ({ event_id, hash }: { event_id: number; hash: string }) => `${event_id} ${headCode(hash)}`
  return { ...shop, destination_id, path, stick, before, after, trade, restore, slip }
}

const old = await openLostShop(t)

await t.test('A restored box sells on, and its ledger is whole', async (t) => {
  const box = await old.restore(t, false)
  t.match(readAnchors(join(box.data, ANCHORS)), [{ epoch: 2 }], 'it notes that it was restored')
  const since = await box.trade(40_000)
  const restored_id = readAnchors(join(box.data, ANCHORS))[0]!.event_id
  t.ok(restored_id > old.before.event_id && restored_id <= old.after.event_id)
  const { code, said } = await verify(box.data, '--json')
  t.equal(code, 0, said)
  t.match(JSON.parse(said), { ok: true, anchors: 2, left: [] })

  await t.test('A slip of before the restored state is in it, and one of since', async (t) => {
    for (const noted of [old.before, since]) {
      const { code, said } = await verify(box.data, '--from', old.slip(noted))
      t.equal(code, 0, said)
    }
  })

  await t.test('A slip of the way that was left is said to be one: no fraud, and not nothing', async (t) => {
    const { code, said } = await verify(box.data, '--from', old.slip(old.after))
    t.equal(code, 2)
    t.match(said, 'Buku besar utuh')
    t.match(said, `Segel kejadian ${old.after.event_id} dari --from`)
    t.match(said, `(kejadian ${restored_id})`)
    t.match(said, 'Kalau waktu itu tidak ada yang memulihkan toko')
  })

  await t.test('and so are those that the lost box noted beside its database', async (t) => {
    const { code, said } = await verify(box.data, '--against', join(old.data, ANCHORS), '--json')
    t.equal(code, 2)
    t.match(JSON.parse(said), {
      ok: true,
      anchors: 3,
      left: [{ anchor: { event_id: old.after.event_id }, restored_id, is_known: false }]
    })
  })

  await t.test('and those in the backup, where the box has not carried its own', async (t) => {
    const before = await verify(box.data, '--against', old.stick, '--json')
    t.equal(before.code, 2, before.said)
    t.match(JSON.parse(before.said).left, [{ anchor: { epoch: 1 } }])
    await carryFrom(box.box.shop.backup, old.destination_id)
    const { code, said } = await verify(box.data, '--against', old.path, '--json')
    t.equal(code, 0, said)
    t.match(JSON.parse(said).left, [])
  })

  await t.test('The old box wakes and sells: it is fenced, whole, and on another line', async (t) => {
    const woken = await old.trade(50_000)
    await carryFrom(old.box.shop.backup, old.destination_id)
    t.equal(readReach(old.box.shop.backup.state, old.destination_id).fault, 'fenced')
    t.equal((await verify(old.data)).code, 0)
    const against = await verify(old.data, '--against', old.path)
    t.equal(against.code, 1, 'what the place holds by now is not its own')
    t.match(against.said, 'kotak lain melanjutkan toko dari situ')
    t.ok(woken.at! > readAnchors(join(box.data, ANCHORS))[0]!.at!, 'it notes a seal after the restoring')
    const { code, said } = await verify(box.data, '--against', join(old.data, ANCHORS), '--json')
    t.equal(code, 2, said)
    t.equal(JSON.parse(said).left.length, 2, 'and the new box says of both that they are of the old one')
  })

  await t.test('Who alters what was sold since is found by what was noted since', async (t) => {
    const { event_id } = tamper(box.data, { rehash: true, newest: true })
    t.ok(event_id > restored_id)
    const { code, said } = await verify(box.data, '--json')
    t.equal(code, 1)
    t.match(JSON.parse(said).harm, { kind: 'rewritten', event_id: since.event_id })
  })
})

await t.test('A box taken back in its place knows which of its seals it left', async (t) => {
  const box = await old.restore(t, true)
  await box.trade(40_000)
  const { code, said } = await verify(box.data, '--json')
  t.equal(code, 0, said)
  const verdict = JSON.parse(said)
  t.equal(verdict.anchors, 3)
  t.ok(verdict.left.length > 0)
  for (const one of verdict.left) t.match(one, { is_known: true })
  t.match((await verify(box.data)).said, 'di riwayat yang ditinggalkan waktu itu')

  const { ledger, schedule } = box.box.shop
  await schedule!.run('verify-ledger')
  t.match(ledger.newest()!.verdict, { ok: true, harm: null, left: verdict.left })
})

await t.test(
  'Who writes anew and says that the shop was restored is found by what the box had noted',
  async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'laci-forged-'))
    t.teardown(() => rmSync(data, { recursive: true }))
    copyFileSync(join(old.data, ANCHORS), join(data, ANCHORS))
    old.store.sqlite.pragma('wal_checkpoint(truncate)')
    copyFileSync(join(old.data, 'laci.db'), join(data, 'laci.db'))
    const now = systemClock.now()
    tamper(data, {
      rehash: true,
      sql: `update events set type = 'backup.restored', at = '${now}', facts = '{"epoch":2}' where event_id = 2 + (
      select min(event_id) from events where type = 'sale.completed')`
    })
    t.match(JSON.parse((await verify(data, '--json')).said).harm, {
      kind: 'rewritten',
      event_id: old.before.event_id
    })
    rmSync(join(data, ANCHORS))
    const { code, said } = await verify(data, '--from', old.slip(old.after))
    t.equal(
      code,
      2,
      'without that file the slip alone can’t tell, and says when the shop is said to have been restored'
    )
    t.match(said, 'panggil teknisi')
  }
)

await t.test('Where another shop is restored over one, the seals of the one before are left too', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'laci-over-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const line = (event_id: number, chain: string, why: string) =>
    JSON.stringify({ at: '2026-11-22T05:00:00.000Z', event_id, hash: 'a'.repeat(64), chain, epoch: 1, why })
  const path = join(folder, ANCHORS)
  const lines = [
    line(3, 'one', 'z'),
    line(9, 'one', 'z'),
    line(5, 'other', 'restored'),
    line(8, 'other', 'z')
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  t.same(
    readAnchors(path, true).map(({ left_at }) => left_at),
    [5, 5, null, null]
  )
  t.end()
})
