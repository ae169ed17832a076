import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { fillExample } from '../server/cli/fill-example.ts'
import { start } from '../server/cli/start.ts'
import { readConfig } from '../server/config.ts'
import { openReader, openStore } from '../server/db/open.ts'
import { dice } from '../server/demo/dice.ts'
import { readCustomers, readGoods } from '../server/demo/goods.ts'
import { planWeek } from '../server/demo/plan-week.ts'
import { seedShop } from '../server/demo/seed-shop.ts'
import { findShiftReport, listShifts } from '../server/shifts/find-shift.ts'
import { auditShop } from './audit-shop.ts'
import { openBox } from './shop.ts'

const JAKARTA = { zone: 'Asia/Jakarta', day_starts_at: 4 }

await t.test('An empty folder becomes a shop with a week behind it', async (t) => {
  const { data, said } = await fillFolder(t)
  const { box, store, browser } = await openBox(t, { data })
  const count = (query: string): number => store.sqlite.prepare(query).pluck().get() as number

  await t.test('whose books agree', async (t) => {
    t.same(auditShop(store.sqlite), [])
    const shifts = listShifts(store).map(({ shift_id }) => findShiftReport(store, shift_id)!)
    t.ok(shifts.length >= 3 * 7)
    for (const { shift, moves, closing, sales, total_minor, cash_minor } of shifts) {
      const own = store.sqlite
        .prepare(
          'select count(*) as sales, coalesce(sum(total_minor), 0) as total_minor from sales where shift_id = ?'
        )
        .get(shift.shift_id)
      t.match({ sales, total_minor }, own ?? {}, 'a shift amounts to its sales')
      const paid =
        count(`select coalesce(sum(given_minor - change_minor), 0) from tenders join sales using (sale_id)
        where method = 'cash' and shift_id = '${shift.shift_id}'`)
      t.equal(cash_minor, paid, 'of which the drawer holds what was paid in cash')
      const moved = moves.reduce((sum, { amount_minor }) => sum + amount_minor, 0)
      if (closing) t.equal(closing.expected_minor, shift.float_minor + paid + moved)
    }
  })

  await t.test('with seven full days, each of a shop that is busy', async (t) => {
    const days = store.sqlite
      .prepare(
        'select business_day, count(*) as sales, count(distinct terminal_id) as tills from sales group by 1'
      )
      .all() as { business_day: string; sales: number; tills: number }[]
    for (const { business_day, sales, tills } of days.slice(0, 7)) {
      t.ok(sales >= 100 && sales <= 180, `${sales} sales on ${business_day}`)
      t.equal(tills, 2)
    }
  })

  await t.test(
    'where popular things stay popular, some run low and a drawer is not always right',
    async (t) => {
      t.equal(count('select count(*) from items'), 3130 + 4, 'the price list, and what is weighed')
      t.ok(count("select sum(quantity_milli) from sale_lines where name like '%UHT%'") > 200_000)
      t.ok(
        count(
          'select count(*) from items join stock_levels using (item_id) where quantity_milli <= minimum_milli'
        ) > 0
      )
      t.equal(count('select count(*) from items where favourite = 1'), 24)
      t.ok(count('select count(*) from shift_closings where counted_minor <> expected_minor') > 0)
      t.ok(count('select count(distinct reason) from cash_moves') > 2)
    }
  )

  await t.test('and nothing of the past waits for a printer', async (t) => {
    t.equal(count('select count(*) from print_jobs'), 0)
    t.equal(
      count('select count(*) from terminals where printer_id is null'),
      0,
      'though every till has one now'
    )
  })

  await t.test('so that every page has something to show, to whoever was told the password', async (t) => {
    const owner = browser()
    const [, name = '', password = ''] = /(Ratna Dewi)\s+sandi\s+(\S+)/.exec(said) ?? []
    await owner.post('/sign-in/password', { name, password })
    const { goes } = await owner.get('/')
    t.equal(goes, '/today')
    const sale_id = store.sqlite
      .prepare("select sale_id from sales where receipt_no = 'K1-000001'")
      .pluck()
      .get()
    const shift_id = store.sqlite.prepare('select shift_id from shift_closings').pluck().get()
    const yesterday = store.sqlite.prepare('select max(business_day) from sales').pluck().get()
    for (const [url, shows] of [
      ['/today', /Rp/],
      ['/today/low', /<li|<tr/],
      [`/sales?day=${yesterday}`, /K[12]-0\d{5}/],
      [`/sales/${sale_id}`, /K1-000001/],
      ['/shifts', /K2/],
      [`/shifts/${shift_id}`, /Rp/],
      ['/staff', /Siti Aminah/],
      ['/settings', /Toko Sumber Rejeki/]
    ] as const) {
      t.match(await owner.get(url), { status: 200, text: shows }, url)
    }
  })

  await t.test('A folder that holds a shop is left as it is', async (t) => {
    const sales = count('select count(*) from sales')
    const running = listen(data)
    t.equal(await start(['--demo'], running.io), 69, 'EX_UNAVAILABLE while its box runs')
    t.match(running.heard(), /sudah berjalan/)
    await box.stop()

    const { io, heard } = listen(data)
    t.equal(await start(['--demo'], io), 73, 'EX_CANTCREAT')
    t.match(heard(), /sudah berisi toko/)
    const left = openReader(join(data, 'laci.db'))
    t.equal(left.prepare('select count(*) from sales').pluck().get(), sales)
    left.close()
  })
})

await t.test('A seeding that is cut short leaves the folder as empty as it was', async (t) => {
  const data = folder(t)
  const store = await openStore(join(data, 'laci.db'))
  t.teardown(() => store.close())
  const now = new Date().toISOString()
  const trip = () => {
    throw new Error('the plug was pulled')
  }

  await t.rejects(seedShop(store, { now, locale: 'id', progress: trip }), { message: 'the plug was pulled' })

  t.equal(store.sqlite.prepare('select count(*) from events').pluck().get(), 0)
  await t.resolves(seedShop(store, { now, locale: 'id', progress: () => {} }), 'and it can be filled again')
})

await t.test('The week ends where the clock stands', async (t) => {
  const goods = readGoods()
  const plan = (now: string) => {
    const chance = dice(1)
    return planWeek({ now, ...JAKARTA }, readCustomers(goods, chance), chance)
  }
  const openAt = (now: string) => plan(now).filter(({ closed_at }) => !closed_at).length

  t.equal(openAt('2026-11-21T23:30:00.000Z'), 0, 'half past six: the shop is not open yet')
  t.equal(openAt('2026-11-22T01:00:00.000Z'), 1, 'eight: one till')
  t.equal(openAt('2026-11-22T05:00:00.000Z'), 2, 'noon: both')
  t.equal(openAt('2026-11-22T15:00:00.000Z'), 0, 'ten in the evening: all closed')
  t.equal(openAt('2026-11-22T19:30:00.000Z'), 0, 'half past two at night it is still that day')

  await t.test('and nothing in it lies ahead', async (t) => {
    const now = '2026-11-22T05:00:00.000Z'
    const moments = plan(now).flatMap((shift) => [
      shift.opened_at,
      ...shift.sales.map(({ paid_at }) => paid_at),
      ...shift.moves.map(({ at }) => at)
    ])
    t.ok(moments.every((at) => at <= now))
  })

  await t.test('and is the same each time it is planned', async (t) => {
    const now = '2026-11-22T05:00:00.000Z'
    t.same(plan(now), plan(now))
  })
})

/** An empty folder, filled as `laci start --demo` does. @returns what was said on the console. */
async function fillFolder(t: Test): Promise<{ data: string; said: string }> {
  const data = folder(t)
  const { io, heard } = listen(data)
  t.ok(await fillExample(readConfig(io.env), io))
  return { data, said: heard() }
}

function folder(t: Test): string {
  const data = mkdtempSync(join(tmpdir(), 'laci-demo-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  return data
}

function listen(data: string) {
  const lines: string[] = []
  const hear = (text: string) => void lines.push(text)
  const env = { LACI_DATA: data, LANG: 'id_ID.UTF-8' }
  return { io: { out: hear, err: hear, env }, heard: () => lines.join('\n') }
}
