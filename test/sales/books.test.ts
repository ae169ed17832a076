import fc from 'fast-check'
import t from 'tap'
import type { Tx } from '../../server/db/prepare.ts'
import { Refusal } from '../../server/refusal.ts'
import { readDayFigures } from '../../server/reports/read-today.ts'
import { findShiftReport } from '../../server/shifts/find-shift.ts'
import { faultsIn } from '../audit-shop.ts'
import { AT, DAY, openBusyShop } from './busy-shop.ts'
import { type Chance, deedsOf } from './random-deeds.ts'

const RUNS = 300
const DEEDS = 30

t.test('Whatever is done at two tills, in whatever order, the books hold after each deed', async (t) => {
  const shop = await openBusyShop(t)
  const deeds = deedsOf(shop)
  const names = Object.keys(deeds)
  const done = new Map<string, number>()
  const often =
    'sell sell sell sell scan scan scan payCash payAll payPart takeBack move recall refund refund exchange debt bring orderDeposit'.split(
      ' '
    )
  const step = fc.record({
    name: fc.constantFrom(...names, ...often),
    till: fc.nat({ max: 1 }),
    a: fc.nat({ max: 255 }),
    b: fc.nat({ max: 255 })
  })
  const days = fc.array(step, { minLength: 1, maxLength: 2 * DEEDS, size: 'max' })
  await shop.store
    .commit((tx) => {
      const run = (steps: ({ name: string } & Chance)[]) =>
        undone(tx, () => {
          for (const { name, ...chance } of steps) {
            if (!isDone(tx, () => deeds[name]!(tx, shop.by(chance.till), chance))) continue
            done.set(name, (done.get(name) ?? 0) + 1)
            const faults = [...faultsIn(tx.sqlite), ...auditReports(tx)]
            if (faults.length > 0) throw new Error(`after ${name}: ${faults.join('\n')}`)
          }
        })
      fc.assert(fc.property(days, run), {
        seed: 20_261_122,
        numRuns: RUNS
      })
      throw new Refusal('box/busy') // nothing of it is kept
    })
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  for (const name of names) t.ok(done.get(name), `${name} was done ${done.get(name) ?? 0} times`)
})

/** Does a deed in a savepoint of its own. @returns whether it was, or else was refused */
function isDone({ sqlite }: Tx, work: () => unknown): boolean {
  try {
    sqlite.transaction(work)()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Does something and takes it all back. */
function undone({ sqlite }: Tx, work: () => void): void {
  sqlite.exec('savepoint run')
  try {
    work()
  } finally {
    sqlite.exec('rollback to run; release run')
  }
}

interface Sums {
  earned: number
  cash: number
  held: number
}

/** What the reports say against the ledger: X and Z of every shift, and the day. */
function auditReports(tx: Tx): string[] {
  const { sqlite } = tx
  const faults: string[] = []
  const expect = (what: string, is: number, should: number) => {
    if (is !== should) faults.push(`${what}: ${is} and not ${should}`)
  }
  const sums = sqlite.prepare(`
    select coalesce(-sum(amount_minor) filter (where account in ('sales', 'service', 'tax')), 0) as earned,
      coalesce(sum(amount_minor) filter (where account = 'cash'), 0) as cash,
      coalesce(-sum(amount_minor) filter (where account = 'held'), 0) as held
    from journal where business_day = @day or shift_id = @shift`)
  const shifts = sqlite.prepare('select shift_id from shifts').pluck().all() as string[]
  let cash_in_sales = 0
  for (const shift of shifts) {
    const report = findShiftReport(tx, shift)!
    const { earned, cash } = sums.get({ shift, day: null }) as Sums
    expect('net of a shift', report.net_minor, earned)
    expect('cash of a shift', report.cash_minor, cash)
    const taxes = report.taxes.reduce((sum, { tax_minor }) => sum + tax_minor, 0)
    expect('taxes of a shift', taxes, report.tax_minor - report.refunded_tax_minor)
    if (report.expected_minor < 0) faults.push(`a drawer should hold ${report.expected_minor}`)
    cash_in_sales += report.takings.find(({ method }) => method === 'cash')?.amount_minor ?? 0
  }
  const { earned, cash } = sums.get({ shift: null, day: DAY }) as Sums
  expect('net of the day', readDayFigures(tx, DAY, AT).total_minor, earned)
  const held = sqlite
    .prepare("select coalesce(sum(amount_minor), 0) from basket_tenders where method_id = 'cash'")
    .pluck()
    .get() as number
  expect('cash of the day', cash_in_sales + held, cash)
  return faults
}
