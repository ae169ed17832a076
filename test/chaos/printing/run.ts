// Torments printers while a shop sells, and compares what is on paper with what was sold:
//
//   npm run test:chaos:printing [-- --sales=N] [--seed=N] [--only=TORMENT]
//
// A real box, killed now and then and started again; tills that ask by HTTP; lying printers that run out of paper, lose
// their cable, fall silent, are switched off and on, and print their memory anew. A simulated cashier settles each slip
// in doubt by looking at the paper, and is wrong now and then.
//
// The main arm has printers that answer; there each sale's slip must be on paper, or let go of by a person; each repeat
// must say SALINAN, unless the printer made it by itself; and no drawer may open late. The small arm has one that never
// answers. Of it less can be promised, and it is counted apart: of a slip that the line took nobody knows whether it
// came out, so one that lay in its memory when the power went is lost and called printed; and a pulse behind a slip that
// it had no paper for opens the drawer when paper is in. What must hold there, too: nothing is printed twice unasked.
//
// First the check is shown what comes of a queue without our rules; a check that notices nothing proves nothing. Ends
// with the line "N passed, N failed".
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { TcpLiarOptions } from '../../printer/liar-tcp.ts'
import { Chances } from '../chances.ts'
import { Cashier } from './cashier.ts'
import { check } from './check.ts'
import { Floor } from './floor.ts'
import { sellNaively } from './naive.ts'
import { type Spell, Tormentor } from './torments.ts'

const { values: options } = parseArgs({
  options: {
    sales: { type: 'string', default: process.env['LACI_CHAOS_SALES'] ?? '2000' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
})
const SALES = Number(options.sales)
const SEED = Number(options.seed)
/** The box is killed after so many sales, and on average as many more. */
const SALES_BETWEEN_KILLS = 250
/** Longer than the slowest printer needs for what waits at the end, with all that can be lost on the way. */
const MOST_SETTLING_MS = 90_000
/** A trouble in which a till had time for more than one sale. */
const LONG_SPELL_MS = 2000
const MOST_FAULTS_SHOWN = 15
/** Each arm takes a minute or two; one that stands still says where, instead of holding everybody up. */
const MOST_ARM_MS = 300_000

const ANSWERING: TcpLiarOptions[] = [
  { bytes_per_second: 16_000 },
  { bytes_per_second: 12_000, memory_bytes: 4096, drawer_shuts_after_ms: 300 },
  { bytes_per_second: 14_000, takes_one: true, drawer_shuts_after_ms: 100 },
  { bytes_per_second: 30_000, memory_bytes: 1024 }
]
const SILENT: TcpLiarOptions[] = [{ answering: 'never', bytes_per_second: 30_000, memory_bytes: 4096 }]

let passed = 0
let failed = 0
let stage = 'beginning'
console.log(`seed ${SEED}, ${SALES} sales`)
await noticeBreaks()
await torment('printers that answer', ANSWERING, SALES)
await torment('one that never answers', SILENT, Math.ceil(SALES / 10))
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** A queue without our rules. */
async function noticeBreaks(): Promise<void> {
  for (const [what, evidence] of Object.entries(await sellNaively()))
    note(check(evidence).faults.length > 0, `a slip or pulse that is ${what} is seen`)
}

async function torment(name: string, printers: TcpLiarOptions[], sales: number): Promise<void> {
  console.log(`\n== ${name}`)
  const watch = setTimeout(giveUp, MOST_ARM_MS)
  stage = 'setting the shop up'
  const floor = await Floor.open(printers)
  try {
    const is_silent = printers === SILENT
    const chances = new Chances(SEED + printers.length)
    const liars = floor.tills.map(({ liar }) => liar)
    const tormentors = liars.map(
      (liar) => new Tormentor(liar, chances, { answers: !is_silent, only: options.only })
    )
    const cashier = new Cashier(floor.tills[0]!.till, liars, chances)
    const bystanders = [...tormentors, cashier]
    const running = bystanders.map((one) => one.run())
    const began = performance.now()
    stage = 'selling'
    await Promise.all([
      ...floor.tills.map(({ till }, index) => sellAtTill(floor, till, tormentors[index]!, sales)),
      pullPlugs(floor, chances, sales)
    ])
    const ended = performance.now()
    for (const one of bystanders) one.stop()
    stage = 'mending the printers'
    await Promise.all(running)
    for (const liar of liars) liar.refill()
    stage = 'settling'
    const is_settled = await settle(floor, cashier)
    stage = 'closing the box'
    await floor.close()

    const silent = is_silent ? floor.tills.map(({ printer_id }) => printer_id) : []
    const { counts, faults } = check(floor.evidence(silent))
    const spells = tormentors.flatMap((tormentor) => tormentor.spells)
    const held_up = spells.filter(
      (spell) => spell.answered === 0 && spell.to < ended && lengthOf(spell, floor.outages) > LONG_SPELL_MS
    )
    show({
      ...counts,
      ...Object.fromEntries(
        Object.entries(cashier.said).map(([verdict, times]) => [`said "${verdict}"`, times])
      ),
      'box killed': floor.kills,
      'sales while their printer was in trouble': spells.reduce((sum, { answered }) => sum + answered, 0),
      'troubles in which nothing could be sold': held_up.length,
      'median answer of a whole sale, ms': quantile(floor.answer_ms, 0.5),
      '99 of 100 within, ms': quantile(floor.answer_ms, 0.99),
      'sales a second': Math.round(sales / ((ended - began) / 1000))
    })
    console.log(`done to them: ${JSON.stringify(countBy(spells))}`)
    note(is_settled, 'all is settled in the end')
    note(faults.length === 0, `${counts['sales in the books']} sales, their slips and their pulses`)
    note(held_up.length === 0, 'no sale waited for a printer')
    for (const fault of faults.slice(0, MOST_FAULTS_SHOWN)) console.log(`  ${fault}`)
    for (const { what, from, to } of held_up)
      console.log(`  ${what} for ${Math.round(to - from)} ms, no sale`)
  } finally {
    clearTimeout(watch)
    await floor.end()
  }
}

function giveUp(): void {
  note(false, `stood still while ${stage}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(1)
}

async function sellAtTill(
  floor: Floor,
  till: Parameters<Floor['sell']>[0],
  tormentor: Tormentor,
  sales: number
): Promise<void> {
  while (floor.begun < sales) {
    await floor.sell(till)
    if (tormentor.now) tormentor.now.answered++
  }
}

async function pullPlugs(floor: Floor, chances: Chances, sales: number): Promise<void> {
  let next = SALES_BETWEEN_KILLS / 2
  while (floor.answered.length < sales) {
    if (floor.answered.length < next) {
      await pause(10)
      continue
    }
    next += SALES_BETWEEN_KILLS + chances.below(SALES_BETWEEN_KILLS)
    await floor.pullPlug()
    await pause(chances.below(500))
    await floor.plugIn()
  }
}

/** Waits until nothing waits any more and nobody is asked. */
async function settle(floor: Floor, cashier: Cashier): Promise<boolean> {
  for (const until = performance.now() + MOST_SETTLING_MS; performance.now() < until; ) {
    if (floor.countOpen() === 0) return true
    await cashier.settleAll()
    await pause(200)
  }
  return false
}

/** How long a trouble lasted, without what it shares with a box that was off. */
function lengthOf({ from, to }: Spell, outages: readonly { from: number; to: number }[]): number {
  const shared = outages.map((outage) => Math.max(0, Math.min(to, outage.to) - Math.max(from, outage.from)))
  return to - from - shared.reduce((sum, ms) => sum + ms, 0)
}

function countBy(spells: Spell[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { what } of spells) counts[what] = (counts[what] ?? 0) + 1
  return counts
}

function quantile(values: number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor((sorted.length - 1) * of)] ?? 0)
}

function show(counts: Record<string, number>): void {
  for (const [what, count] of Object.entries(counts)) console.log(`${String(count).padStart(7)}  ${what}`)
}

function note(is_right: boolean, what: string): void {
  if (is_right) passed++
  else failed++
  console.log(`${is_right ? 'ok' : 'FAIL'} ${what}`)
}
