// Attacks a box while a shop sells, as somebody on its Wi-Fi could:
//
//   npm run test:chaos:hostile [-- --forms=N] [--seed=N]
//
// A real box with all its listeners (the till's, the same encrypted, the owner's door, the page in the clear), and honest
// tills that sell by HTTP. Beside them, in a thread of its own: thousands of forms bent out of
// shape for every address, sent as everybody who works here and as nobody; bodies of 100 MB, forms of 10,000 fields,
// addresses that climb out of their folder, requests that no browser makes, 500 connections that hardly speak, sockets
// that flood. What must hold: the box goes on, says no to each in words and never "a mistake of ours", holds on to nothing
// afterwards, its books are sound, and no honest sale fails.
//
// Ends with the line "N passed, N failed".
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Attacked, Report } from './attack.ts'
import { openTarget } from './target.ts'

const { values: options } = parseArgs({
  options: {
    forms: { type: 'string', default: process.env['LACI_CHAOS_FORMS'] ?? '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
})
/** What a box may hold on to after it was attacked: what its heap keeps for the next time, and a few lines. */
const MOST_GROWTH_MB = 100
const MOST_DESCRIPTORS_LEFT = 20
/** The bar for an honest sale (three requests) while all this goes on. */
const MOST_SALE_MS = 500
const MOST_EXAMPLES = 10
const WARM_UP_FORMS = 500
/** A box gives back what it does not need when nobody sent anything for 15 s (`server/http/when-quiet.ts`). */
const SETTLES_MS = 20_000

let passed = 0
let failed = 0
console.log(`seed ${options.seed}, ${options.forms} bent forms`)

const target = await openTarget()
try {
  const attacked: Attacked = {
    ...target.attacked,
    seed: Number(options.seed),
    forms: WARM_UP_FORMS
  }
  await target.sellFor(1000)
  await attack(attacked) // what is made once, at the first of its kind, is no growth
  await pause(SETTLES_MS)
  const at_rest = lookAt(target.pid)
  target.takeTimes()
  await target.sellFor(2000)
  const calm = { ...at_rest, sale_ms: target.takeTimes() }

  const selling = target.sellUntilTold()
  const report = await attack({ ...attacked, forms: Number(options.forms) })
  await selling.stop()
  const sale_ms = target.takeTimes()
  const signed_out = await target.findSignedOut()
  await pause(SETTLES_MS)
  const after = lookAt(target.pid)
  await target.sellFor(1000)

  console.log(`answers: ${JSON.stringify(report.statuses)}`)
  for (const [what, times] of Object.entries(report.done))
    console.log(`${String(times).padStart(7)}  ${what}`)
  for (const [who, { asked, signed_out, forbidden, later }] of Object.entries(report.devices))
    console.log(
      `${String(asked).padStart(7)}  by ${who}: ${signed_out} told to sign in, ${forbidden} forbidden, ${later} told to come later`
    )
  console.log(`${String(sale_ms.length).padStart(7)}  honest sales meanwhile`)
  for (const [part, name] of [
    [0.5, 'median'],
    [0.99, '99 of 100 within']
  ] as const)
    console.log(`${quantile(calm.sale_ms, part)} → ${quantile(sale_ms, part)}  ${name}, ms (calm → attacked)`)
  console.log(`${calm.memory_mb} → ${after.memory_mb}  MB of memory`)
  console.log(`${calm.descriptors} → ${after.descriptors}  open files and lines`)

  note(!target.is_gone, 'the box goes on')
  note(report.mistakes.length === 0, 'each is refused in words, none is a mistake of ours')
  for (const example of report.mistakes.slice(0, MOST_EXAMPLES)) console.log(`  ${example}`)
  note(
    report.statuses['200'] !== undefined && report.statuses['400'] !== undefined,
    'forms reach the box at all'
  )
  note(signed_out.length === 0, 'who attacked as somebody was signed in to the end')
  for (const example of signed_out) console.log(`  ${example}`)
  note(report.leaks.length === 0, 'no answer shows what is inside')
  for (const example of report.leaks.slice(0, MOST_EXAMPLES)) console.log(`  ${example}`)
  note(sale_ms.length > 0 && target.refused === 0, 'no honest sale fails')
  note(
    quantile(sale_ms, 0.99) <= MOST_SALE_MS,
    `99 of 100 honest sales take no longer than ${MOST_SALE_MS} ms`
  )
  note(after.memory_mb - calm.memory_mb <= MOST_GROWTH_MB, 'the box holds on to no memory')
  note(after.descriptors - calm.descriptors <= MOST_DESCRIPTORS_LEFT, 'nor to any line')
  const faults = await target.audit()
  note(faults.length === 0, 'its books are sound')
  for (const fault of faults.slice(0, MOST_EXAMPLES)) console.log(`  ${fault}`)
} finally {
  await target.end()
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function attack(workerData: Attacked): Promise<Report> {
  const { promise, resolve, reject } = Promise.withResolvers<Report>()
  const worker = new Worker(new URL('./attack.ts', import.meta.url), { workerData })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`the attackers ended with ${code}`)))
  return promise
}

/** What a process holds, as the system tells. */
function lookAt(pid: number): { memory_mb: number; descriptors: number } {
  const [, kb = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { memory_mb: Math.round(Number(kb) / 1024), descriptors: readdirSync(`/proc/${pid}/fd`).length }
}

function quantile(values: number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor((sorted.length - 1) * of)] ?? 0)
}

function note(is_right: boolean, what: string): void {
  if (is_right) passed++
  else failed++
  console.log(`${is_right ? 'ok' : 'FAIL'} ${what}`)
}
