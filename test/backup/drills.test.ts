import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import t from 'tap'
import type { DrillCertificate } from '../../server/backup/drills/drill.ts'
import { scratchFolder } from '../../server/backup/drills/run-drills.ts'
import { sendAnew } from '../../server/backup/drills/send-anew.ts'
import { listDrills, readLastDrills } from '../../server/backup/state/drills.ts'
import { listTroubles } from '../../server/backup/state/troubles.ts'
import { type BackedUpShop, filesIn, openBackedUpShop } from './backed-up-shop.ts'

const lastOf = ({ box }: BackedUpShop, place: string): DrillCertificate =>
  JSON.parse(readLastDrills(box.shop.backup.state).get(place)!.last.certificate)

t.test('A drill proves the own spool and every folder, and says how new they are', async (t) => {
  const shop = await openBackedUpShop(t)
  const nas = await shop.addFolder('NAS')
  const other = await shop.addFolder('Kantor')
  await shop.sellSome(3)
  await shop.ship(nas.destination_id)
  await shop.ship(other.destination_id)
  const { backup, schedule } = { ...shop.box.shop }
  await schedule!.run('drill')
  const drills = listDrills(backup.state)
  t.equal(drills.length, 3)
  for (const { is_proven, certificate } of drills) {
    const { drill, proof, seconds_taken, bytes_read } = JSON.parse(certificate) as DrillCertificate
    t.same(
      { is_proven, faults: drill.faults, missing: drill.sales_missing },
      { is_proven: 1, faults: [], missing: 0 }
    )
    t.equal(proof.facts.sales, 3)
    t.equal(drill.newest_sale_at, proof.facts.last_sale!.sold_at)
    t.ok(seconds_taken > 0 && bytes_read > 0)
  }
  t.same(readdirSync(scratchFolder(backup.folder)), [], 'nothing of a restored shop is left on the box')
  const [job] = shop.store.sqlite
    .prepare("select count(*) n from events where type = 'backup.tried'")
    .all() as { n: number }[]
  t.equal(job!.n, 3)
})

t.test('A destination that is away is not one that failed', async (t) => {
  const shop = await openBackedUpShop(t)
  const nas = await shop.addFolder('NAS')
  await shop.sellSome(1)
  await shop.ship(nas.destination_id)
  rmSync(nas.path, { recursive: true })
  const [drilled] = await shop.box.shop.backup.chores.drill(nas.destination_id)
  t.equal(drilled!.result.outcome, 'away')
  t.equal(listDrills(shop.box.shop.backup.state).length, 0)
})

t.test('One byte of a stored file that turned is found, and the file is named', async (t) => {
  const shop = await openBackedUpShop(t)
  const { backup } = shop.box.shop
  const nas = await shop.addFolder('NAS')
  await shop.sellSome(2)
  await shop.ship(nas.destination_id)
  const victim = filesIn(nas.path).find((file) => file.includes('/snapshot/'))!
  const bytes = readFileSync(victim)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(victim, bytes)
  const [drilled] = await backup.chores.drill(nas.destination_id)
  t.equal(drilled!.is_proven, false)
  const { faults } = lastOf(shop, nas.destination_id).drill
  t.match(faults, [{ kind: 'stored', fault: 'damaged' }])
  t.ok(faults.some((fault) => fault.kind === 'stored' && fault.name.endsWith(basename(victim))))
  t.equal(listTroubles(backup.state).find(({ kind }) => kind.startsWith('not-proven/'))?.ended_at, null)

  await t.test('Sent anew, it proves again, and the trouble is over', async (t) => {
    await sendAnew(backup, nas.destination_id)
    await shop.ship(nas.destination_id)
    const [again] = await backup.chores.drill(nas.destination_id)
    t.equal(again!.is_proven, true, JSON.stringify(lastOf(shop, nas.destination_id).drill.faults))
    t.not(listTroubles(backup.state).find(({ kind }) => kind.startsWith('not-proven/'))?.ended_at, null)
  })
})

t.test(
  'A destination that lost its newest files restores to an earlier hour, and that is not called good',
  async (t) => {
    const shop = await openBackedUpShop(t)
    const nas = await shop.addFolder('NAS')
    await shop.sellSome(2)
    await shop.ship(nas.destination_id)
    await shop.sellSome(3)
    await shop.ship(nas.destination_id)
    const packs = filesIn(nas.path).filter((file) => file.includes('/log/'))
    rmSync(packs.at(-1)!)
    const [drilled] = await shop.box.shop.backup.chores.drill(nas.destination_id)
    const { proof, drill } = lastOf(shop, nas.destination_id)
    t.equal(drilled!.is_proven, false)
    t.equal(proof.ok, true, 'what is there is sound')
    t.match(drill.faults, [{ kind: 'lost' }])
    t.equal(drill.sales_missing, 3)
    t.equal(drill.newest_sale_at, proof.facts.last_sale!.sold_at)
  }
)

t.test('A row that was changed behind the ledger is found and named', async (t) => {
  const shop = await openBackedUpShop(t)
  const { backup } = shop.box.shop
  await shop.sellSome(4)
  await backup.chores.drill('')
  t.same(lastOf(shop, '').drill.faults, [])
  await shop.store.commit(({ sqlite }) => {
    const triggers = sqlite
      .prepare("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'journal'")
      .all() as { name: string; sql: string }[]
    for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`)
    sqlite.exec('update journal set amount_minor = amount_minor * 2')
    for (const { sql } of triggers) sqlite.exec(sql)
  })
  const [drilled] = await backup.chores.drill('')
  t.equal(drilled!.is_proven, false)
  const { faults } = lastOf(shop, '').drill
  t.ok(
    faults.some(({ kind }) => kind === 'ledger-rewritten'),
    JSON.stringify(faults)
  )
  t.ok(faults.some(({ kind }) => kind === 'not-proven'))
})

t.test('A drill ends when the box is stopped, and leaves nothing behind', async (t) => {
  const shop = await openBackedUpShop(t)
  const { backup } = shop.box.shop
  await shop.sellSome(1)
  const drill = backup.chores.drill('').then(
    () => 'ended',
    () => 'given up'
  )
  await shop.box.stop()
  t.ok(['ended', 'given up'].includes(await drill))
  const folder = scratchFolder(backup.folder)
  t.same(existsSync(folder) ? readdirSync(folder) : [], [])
})
