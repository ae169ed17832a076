import fc from 'fast-check'
import t from 'tap'
import { closeLeftShift, closeTill, handOverTill, openTill } from '../../server/checkout/shift-ends.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { Refusal } from '../../server/refusal.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { finishSupplements } from '../../server/shifts/late-sales.ts'
import type { AtTill } from '../../server/shifts/open-shift.ts'
import { later } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { faultsIn } from '../audit-shop.ts'
import { AT, type BusyShop, DAY, openBusyShop } from '../sales/busy-shop.ts'
import { deedsOf } from '../sales/random-deeds.ts'

const RUNS = 60
const DEEDS = 40
const PEOPLE = 2

t.test('Whatever two people do at two tills, the Z of all shifts together are the ledger', async (t) => {
  const shop = await openBusyShop(t)
  const trade = deedsOf(shop)
  const ends = shiftDeeds(shop)
  const often =
    'sell sell sell sell payCash payPart payRest takeBack refund debt voucher cashMove move recall'.split(' ')
  const names = [...Object.keys(ends), ...Object.keys(ends), ...often.filter((name) => name in trade)]
  const done = new Map<string, number>()
  const step = fc.record({
    name: fc.constantFrom(...names),
    till: fc.nat({ max: 1 }),
    who: fc.nat({ max: PEOPLE - 1 }),
    is_late: fc.nat({ max: 5 }).map((n) => n === 0),
    a: fc.nat({ max: 255 }),
    b: fc.nat({ max: 255 })
  })
  const days = fc.record({
    mode: fc.constantFrom('shared' as const, 'own' as const),
    steps: fc.array(step, { minLength: 5, maxLength: DEEDS, size: 'max' })
  })
  await shop.store
    .commit((tx) => {
      const run = ({
        mode,
        steps
      }: {
        mode: 'shared' | 'own'
        steps: { name: string; till: number; who: number; is_late: boolean; a: number; b: number }[]
      }) => {
        tx.sqlite.exec('savepoint run')
        try {
          changeSettings(tx, shop.by(), { shift_mode: mode })
          for (const { name, till, who, is_late, ...chance } of steps) {
            const by = { ...shop.by(till, who ? shop.cashier_id : shop.owner_id), approved_by: shop.owner_id }
            const pressed = is_late ? missedAt(tx, by, chance.a) : undefined
            const deed = trade[name] ?? ends[name]!
            if (!isDone(tx, () => deed(tx, { ...by, ...(pressed && { pressed }) }, { till, ...chance })))
              continue
            const key = pressed ? `late ${mode}` : `${name} ${mode}`
            done.set(key, (done.get(key) ?? 0) + 1)
          }
          const faults = [...closeAll(tx, shop), ...faultsIn(tx.sqlite)]
          if (faults.length > 0) throw new Error(faults.join('\n'))
        } finally {
          tx.sqlite.exec('rollback to run; release run')
        }
      }
      fc.assert(fc.property(days, run), { seed: 20_261_122, numRuns: RUNS })
      throw new Refusal('box/busy') // nothing of it is kept
    })
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  for (const mode of ['shared', 'own'])
    for (const name of [...Object.keys(ends), 'sell', 'refund', 'late'])
      t.ok(done.get(`${name} ${mode}`), `${name} was done in ${mode} shifts`)
})

type Chance = { till: number; a: number; b: number }

/** How shifts begin and end. */
function shiftDeeds({
  owner_id,
  cashier_id
}: BusyShop): Record<string, (tx: Tx, by: AtTill, chance: Chance) => unknown> {
  return {
    open: (tx, by, { a }) =>
      openTill(tx, by, { shift_id: newId(), float_minor: minor(a * 1000), business_day: DAY }),
    close: (tx, by, { a, b }) => closeTill(tx, by, b % 3 ? minor(a * 777) : null),
    handOver: (tx, by, { a }) =>
      handOverTill(tx, by, {
        shift_id: findOpenShift(tx, by.terminal_id, by.staff_id)?.shift_id ?? '',
        counted_minor: minor(a * 500),
        reason: null,
        taker_id: by.staff_id === owner_id ? cashier_id : owner_id,
        next_id: newId(),
        business_day: DAY
      }),
    closeLeft: (tx, by, { a }) => {
      const open = tx.sqlite
        .prepare('select shift_id from open_shifts order by shift_id')
        .pluck()
        .all() as string[]
      closeLeftShift(tx, by, open[a % open.length] ?? '', { counted_minor: null, reason: 'lupa' })
    },
    finishLate: (tx, by) => finishSupplements(tx, by, by.terminal_id)
  }
}

/** A closed shift of this till at whose time the key was pressed, as an outbox would say. */
function missedAt(tx: Tx, { terminal_id }: AtTill, a: number): AtTill['pressed'] {
  const closed = tx.sqlite
    .prepare(
      `select shift_id from shifts join shift_closings using (shift_id)
       where terminal_id = ? and supplement_to is null order by shift_id`
    )
    .pluck()
    .all(terminal_id) as string[]
  const shift_id = closed[a % closed.length]
  return shift_id ? { shift_id, at: later(AT, -60_000) } : undefined
}

/** Closes all there is, which can't fail, and adds every Z up against the ledger. @returns what is wrong */
function closeAll(tx: Tx, shop: BusyShop): string[] {
  const by = shop.by()
  for (const shift_id of tx.sqlite.prepare('select shift_id from open_shifts').pluck().all() as string[])
    closeLeftShift(tx, by, shift_id, { counted_minor: null, reason: null })
  for (const till of shop.tills) finishSupplements(tx, by, till)
  const ids = tx.sqlite.prepare('select shift_id from shifts').pluck().all() as string[]
  const faults: string[] = []
  const sum = { net: 0, cash: 0, tax: 0 }
  for (const shift_id of ids) {
    const { shift, closing, net_minor, cash_minor, moves, expected_minor, ...report } = findShiftReport(
      tx,
      shift_id
    )!
    sum.net += net_minor
    sum.cash += cash_minor
    sum.tax += report.tax_minor - report.refunded_tax_minor
    const moved = moves.reduce((all, { amount_minor }) => all + amount_minor, 0)
    if (closing?.expected_minor !== shift.float_minor + cash_minor + moved)
      faults.push(`the drawer of ${shift_id}`)
    if (closing?.expected_minor !== expected_minor) faults.push(`the Z of ${shift_id} changed`)
    const by_cashier = report.cashiers.reduce((all, cashier) => all + cashier.net_minor, 0)
    if (by_cashier !== net_minor) faults.push(`the cashiers of ${shift_id}`)
  }
  const ledger = tx.sqlite
    .prepare(
      `select coalesce(-sum(amount_minor) filter (where account in ('sales', 'service', 'tax')), 0) as net,
        coalesce(sum(amount_minor) filter (where account = 'cash'), 0) as cash,
        coalesce(-sum(amount_minor) filter (where account = 'tax'), 0) as tax
      from journal`
    )
    .get() as typeof sum
  for (const what of ['net', 'cash', 'tax'] as const)
    if (sum[what] !== ledger[what]) faults.push(`${what} of all Z: ${sum[what]} and not ${ledger[what]}`)
  return faults
}

function isDone({ sqlite }: Tx, work: () => unknown): boolean {
  try {
    sqlite.transaction(work)()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
