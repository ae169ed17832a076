// The way back by hand, as `laci update` goes it: a real box, real versions, real HTTP, and settle-update doing what systemd
// would have it do. The power is cut at each of its steps in cut-anywhere.test.ts.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { sell } from '../counter.ts'
import { CASHIER, OWNER } from '../shop.ts'
import { addTable, openSellingBox, type SellingBox } from './real-versions.ts'

const [OLD, NEW] = ['0.8.0', '0.9.0']
const A_MOMENT_MS = 50

/** Has the command line ask, and settle-update do it when it is asked. */
async function laciUpdate({ machine }: SellingBox, ...args: string[]) {
  const child = spawn(join(machine.leadsTo(), 'scripts/laci'), ['update', ...args], { env: machine.env })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const ended = once(child, 'exit')
  while (child.exitCode === null && !existsSync(join(machine.data, 'update/request')))
    await pause(A_MOMENT_MS)
  await machine.settle()
  const [code] = await ended
  const [out, err] = await said
  return { code: code as number, out, err }
}

/** What stands in one of the box's databases. */
function ask<Row>({ machine }: SellingBox, file: string, sql: string): Row[] {
  const sqlite = new Database(join(machine.data, file), { readonly: true })
  try {
    return sqlite.prepare(sql).all() as Row[]
  } finally {
    sqlite.close()
  }
}

const salesIn = (box: SellingBox, file = 'laci.db'): string[] =>
  ask<{ sale_id: string }>(box, file, 'select sale_id from sales').map(({ sale_id }) => sale_id)

const leftFiles = ({ machine }: SellingBox): string[] =>
  readdirSync(join(machine.data, 'update')).filter((name) => /^left-.*\.db$/.test(name))

/** Goes on when a question has an answer: what the box does beside its tills is done a little later. */
async function answerOf<Row>(box: SellingBox, file: string, sql: string): Promise<Row> {
  for (;;) {
    const [row] = ask<Row>(box, file, sql)
    if (row) return row
    await pause(A_MOMENT_MS)
  }
}

async function signIn({ till, owner }: SellingBox, cashier_id: string): Promise<void> {
  await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
  await owner.post('/sign-in/password', OWNER)
}

await t.test('The way back', async (t) => {
  const box = await openSellingBox(t, OLD)
  const { machine, owner, till, cashier_id } = box
  const sold: string[] = []
  const nothingIsLost = (t: Test) => t.same(salesIn(box).toSorted(), sold.toSorted(), 'each sale once')

  await t.test('loses nothing while the old version can read what the new one wrote', async (t) => {
    box.lay(NEW, [])
    t.match(await laciUpdate(box, '--back'), { code: 1, out: 'no longer on the box' }, 'of none before')
    const selling = box.keepSelling()
    t.match(await laciUpdate(box, '--again'), { code: 0, out: `Version ${NEW} is in use.` })
    await box.comes(NEW)
    t.match(await laciUpdate(box, '--back'), { code: 0, out: `Version ${OLD} is in use.` })
    await box.comes(OLD)
    sold.push(...(await selling.stop()))
    t.ok(sold.length > 2)
    nothingIsLost(t)
    t.same(leftFiles(box), [], 'and nothing is set aside')
  })

  await t.test('is not gone over what was sold, but told how much that is', async (t) => {
    box.lay(NEW, [addTable()])
    t.match(await laciUpdate(box, '--again'), { code: 0 })
    await box.comes(NEW)
    for (let sales = 0; sales < 2; sales++) sold.push((await sell(till)).sale_id)
    await owner.post('/ledger/verifications')
    await owner.post('/backup/jobs/verify-all')
    await answerOf(box, 'laci.db', "select 1 from events where type = 'ledger.verified'")
    const told = await laciUpdate(box, '--back')
    t.match(told, { code: 1, err: '2 sales and' })
    t.match(told.err, 'laci update --back --lose')
    await box.comes(NEW)
    t.match((await owner.get('/update')).text, /Sejak versi itu dipakai: 2 penjualan dan \d+ kejadian lain/)
    nothingIsLost(t)
  })

  await t.test('sets aside what was sold, to the last sale, when somebody says so', async (t) => {
    // What was sold last is only in the log beside the database then.
    await machine.control('kill')
    const told = await laciUpdate(box, '--back', '--lose')
    t.match(told, { code: 0, out: 'is not thrown away' })
    await box.comes(OLD)
    const [left = ''] = leftFiles(box)
    t.match(told.out, left)
    t.same(salesIn(box, join('update', left)).toSorted(), sold.toSorted())
    sold.splice(-2)
    nothingIsLost(t)
  })

  await t.test('is told as what it was: nobody altered anything, and no disk lost anything', async (t) => {
    t.match(await owner.get('/'), { goes: '/sign-in' }, 'whoever was signed in then, signs in again')
    await signIn(box, cashier_id)
    t.match((await owner.get('/update')).text, /Diminta kembali ke versi lama.*left-.*\.db di folder update/s)
    await owner.post('/backup/jobs/verify-all')
    const { facts } = await answerOf<{ facts: string }>(
      box,
      'laci.db',
      "select facts from events where type = 'ledger.verified'"
    )
    t.match(JSON.parse(facts), { ok: 1, left: 1 })
    await owner.post('/backup/jobs/drill')
    t.same(
      await answerOf(box, 'backups/state.db', 'select is_proven from backup_drills'),
      { is_proven: 1 },
      'the backup goes on, and proves'
    )
    const { text: page } = await owner.get('/backup')
    t.match(page, 'Toko dikembalikan ke keadaan sebelum pembaruan, atas permintaan')
    t.notMatch(page, 'penyimpanannya kehilangan sesuatu')
    t.notMatch(page, 'tag bad')
    t.match(ask(box, 'backups/state.db', "select label from backup_points where reason = 'before-return'"), [
      { label: `Laci ${NEW}` }
    ])
    sold.push((await sell(till)).sale_id)
    nothingIsLost(t)
  })

  await t.test(
    'leads there again, and takes its own back by itself when nothing happened since',
    async (t) => {
      t.match(await laciUpdate(box, '--again'), { code: 0, out: `Version ${NEW} is in use.` })
      await box.comes(NEW)
      nothingIsLost(t)
      t.match(await laciUpdate(box, '--back'), { code: 0, out: `Version ${NEW} was not kept` })
      await box.comes(OLD)
      nothingIsLost(t)
      t.equal(leftFiles(box).length, 2, 'what was set aside before is still there')
    }
  )
})
