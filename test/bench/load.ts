import { setTimeout as sleep } from 'node:timers/promises'
import type { Figures } from './figures.ts'
import { sumUp } from './figures.ts'
import type { Keys } from './prepare-shop.ts'
import { Till } from './till.ts'
import { Wire } from './wire.ts'

/** What to ask a box for, and for how long. */
export interface Load {
  url: string
  scenario: 'scan' | 'sale' | 'whole-sale' | 'shop' | 'checkout' | 'page' | 'paced-page'
  seconds: number
  connections: number
  tills: Keys[]
  barcodes: string[]
  /** What browsers say they take. */
  encoding: 'gzip' | 'identity'
}

/** What came of it, and how busy the asker itself was, as a share of one core. */
export interface LoadReport extends Figures {
  asker: number
  answer_bytes: number
  /** How many were asked in all, the warming up included. */
  asked: number
}

const WARM_UP_MS = 1000
/** A basket is paid before it grows longer than this. */
const LONGEST_BASKET = 20
/** A cashier's hand: one scan each half second, a fifth more or less. */
const SCAN_EVERY_MS = 500

/** One stretch of measuring: what is slept through or done in between is not in `took_ms`. */
interface Stretch {
  measuring: boolean
  over: boolean
  took_ms: number[]
  /** Counts what is asked before the measuring, too. */
  asked: number
  /** For scenarios that are busy only at times; the whole stretch otherwise. */
  busy_ms: number | undefined
}

process.once('message', (load: Load) => {
  run(load).then(
    (report) => process.send!(report, () => process.exit(0)),
    (error: Error) => process.send!({ error: error.message }, () => process.exit(1))
  )
})

async function run(load: Load): Promise<LoadReport> {
  const stretch: Stretch = { measuring: false, over: false, took_ms: [], asked: 0, busy_ms: undefined }
  const tills = isPage(load)
    ? []
    : await Promise.all(
        load.tills.slice(0, load.connections).map((keys) => Till.open(load.url, keys, load.encoding))
      )
  const working = work(load, tills, stretch)
  await sleep(WARM_UP_MS)
  stretch.measuring = true
  if (load.scenario === 'sale') stretch.busy_ms = 0
  const [from_ms, cpu] = [performance.now(), process.cpuUsage()]
  await Promise.race([sleep(load.seconds * 1000), working])
  const lasted_ms = performance.now() - from_ms
  const used = process.cpuUsage(cpu)
  stretch.measuring = false
  stretch.over = true
  await working
  const answered = tills.map((till) => till.answered)
  const scans = answered.reduce((sum, one) => sum + one.scans, 0)
  return {
    ...sumUp(stretch.took_ms, stretch.busy_ms ?? lasted_ms),
    asker: (used.user + used.system) / 1000 / lasted_ms,
    asked: stretch.asked,
    answer_bytes: scans === 0 ? 0 : Math.round(answered.reduce((sum, one) => sum + one.bytes, 0) / scans)
  }
}

async function work(load: Load, tills: Till[], stretch: Stretch): Promise<void> {
  const barcode = () => load.barcodes[Math.floor(Math.random() * load.barcodes.length)]!
  const { scenario } = load
  if (scenario === 'page' || scenario === 'paced-page') await askForPages(load, stretch)
  else if (scenario === 'sale') await payTogether(tills, barcode, stretch)
  else await Promise.all(tills.map((till) => WORK[scenario](till, barcode, stretch)))
  for (const till of tills) till.close()
}

type Work = (till: Till, barcode: () => string, stretch: Stretch) => Promise<void>

const WORK: Record<'scan' | 'whole-sale' | 'shop' | 'checkout', Work> = {
  async scan(till, barcode, stretch) {
    while (!stretch.over) {
      await timed(stretch, () => till.scan(barcode()))
      if (till.lines >= LONGEST_BASKET) await (await till.toPay())()
    }
  },

  async 'whole-sale'(till, barcode, stretch) {
    while (!stretch.over) {
      await timed(stretch, async () => {
        await till.fill(barcode)
        await (await till.toPay())()
      })
    }
  },

  /** A basket is filled at a hand's pace; only the payment is measured. */
  async checkout(till, barcode, stretch) {
    await atHandsPace(stretch, async () => {
      await till.fill(barcode)
      const pay = await till.toPay()
      await timed(stretch, pay)
    })
  },

  async shop(till, barcode, stretch) {
    await atHandsPace(stretch, async () => {
      await timed(stretch, () => till.scan(barcode()))
      if (till.lines >= LONGEST_BASKET) await (await till.toPay())()
    })
  }
}

/** All tills fill their baskets; then, and only this is measured, all of them pay at once. */
async function payTogether(tills: Till[], barcode: () => string, stretch: Stretch): Promise<void> {
  while (!stretch.over) {
    const payments = await Promise.all(
      tills.map(async (till) => {
        await till.fill(barcode)
        return till.toPay()
      })
    )
    const from_ms = performance.now()
    await Promise.all(payments.map((pay) => timed(stretch, pay)))
    if (stretch.measuring) stretch.busy_ms = (stretch.busy_ms ?? 0) + performance.now() - from_ms
  }
}

async function askForPages({ url, connections, scenario }: Load, stretch: Stretch): Promise<void> {
  const wires = await Promise.all(Array.from({ length: connections }, () => Wire.open(url)))
  await Promise.all(
    wires.map(async (wire) => {
      const ask = () => timed(stretch, () => wire.ask('GET', '/', ''))
      if (scenario === 'paced-page') await atHandsPace(stretch, ask)
      else while (!stretch.over) await ask()
      wire.close()
    })
  )
}

/** Does something as often as a cashier scans, from a moment of its own. */
async function atHandsPace(stretch: Stretch, work: () => Promise<unknown>): Promise<void> {
  await sleep(Math.random() * SCAN_EVERY_MS)
  while (!stretch.over) {
    const due = performance.now() + SCAN_EVERY_MS * (0.8 + 0.4 * Math.random())
    await work()
    await sleep(Math.max(0, due - performance.now()))
  }
}

function isPage({ scenario }: Load): boolean {
  return scenario === 'page' || scenario === 'paced-page'
}

async function timed(stretch: Stretch, ask: () => Promise<unknown>): Promise<void> {
  const from_ms = performance.now()
  await ask()
  stretch.asked++
  if (stretch.measuring) stretch.took_ms.push(performance.now() - from_ms)
}
