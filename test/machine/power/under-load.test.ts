// The real box on a real ext4, sixteen tills selling at once, and the power cut at any instant: the disk forgets what it
// was not told to flush, and the box starts again on what is left. LACI_POWER_CUTS=200 cuts that often; LACI_POWER_SEED
// chooses other instants. Four cuts unless told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { freePort } from '../../free-port.ts'
import { listenAsLiar, type TcpLiar } from '../../printer/liar-tcp.ts'
import { showFigures } from '../backup/figures.ts'
import { until } from '../container.ts'
import { type Running, startBox } from './box.ts'
import { seeded } from './disk.ts'
import { type Known, type Looked, lookAtShop } from './look-at-shop.ts'
import { prepareFloor } from './prepare-floor.ts'
import { TillsAtWork } from './tills-at-work.ts'
import { makeDisk, powerOn } from './volatile-disk.ts'

const CUTS = Number(process.env['LACI_POWER_CUTS'] ?? 4)
const SEED = Number(process.env['LACI_POWER_SEED'] ?? 1)
/** A shop is cut off so often; then another begins, so that looking through its books stays quick. */
const CUTS_OF_A_SHOP = 10
const TILLS = 16
/** The box sells for so long at most until the next cut; some cuts come while it still starts. */
const MOST_MS = 1500
/** In the control so much is answered before the cut. */
const MANY = 200
const UNSYNCED = { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'unsynced-box.ts')}` }

const figures = {
  cuts: 0,
  answered: 0,
  receipts: 0,
  refunds: 0,
  closings: 0,
  slips: 0,
  missing: 0,
  faults: 0
}

t.setTimeout(0)

await t.test(`The power of a selling box is cut ${CUTS} times`, async (t) => {
  const faults: unknown[] = []
  for (let left = CUTS, shop = 0; left > 0; left -= CUTS_OF_A_SHOP, shop++) {
    const life = await live(t, { cuts: Math.min(left, CUTS_OF_A_SHOP), seed: SEED * 1000 + shop })
    for (const { missing, faults: found } of life.looks) {
      figures.cuts++
      figures.missing += missing.length
      figures.faults += found.length
      if (missing.length + found.length > 0) faults.push({ shop, missing, found })
    }
    faults.push(...life.after)
    showFigures('power cuts under load, so far', [figures])
  }
  t.same(
    faults,
    [],
    'nothing that was answered is gone, doubled or numbered twice; books and backup are sound'
  )
  t.equal(figures.cuts, CUTS)
  t.ok(figures.answered > 0, `${figures.answered} sales were answered meanwhile`)
})

await t.test(
  'The same cuts take sales back from a box that does not wait for the disk, or leave it unreadable',
  async (t) => {
    const { looks } = await live(t, { cuts: 1, seed: SEED, env: UNSYNCED })
    t.ok(
      looks.some(({ missing, faults }) => missing.length + faults.length > 0),
      'or this test sees nothing'
    )
  }
)

interface Life {
  cuts: number
  seed: number
  env?: Record<string, string>
}

/** A shop's life from its first sale through some power cuts to the end of a day. */
async function live(t: Test, { cuts, seed, env }: Life): Promise<{ looks: Looked[]; after: string[] }> {
  const chance = seeded(seed)
  const image = makeDisk(t, 512)
  let disk = await powerOn(t, image)
  const printers = await Promise.all(Array.from({ length: TILLS }, () => listenAsLiar(t)))
  const data = (): string => join(disk.folder, 'shop')
  const floor = await prepareFloor(data(), {
    tills: TILLS,
    printers: printers.map((printer) => `127.0.0.1:${printer.port}`)
  })
  const port = await freePort()
  const known: Known & { begun: Known['begun'][number][]; answered: Known['answered'][number][] } = {
    begun: [],
    answered: [],
    numbers: new Map()
  }
  const tills = new TillsAtWork({
    url: `http://127.0.0.1:${port}`,
    floor,
    begun: (heard) => known.begun.push(heard),
    answered: (heard) => known.answered.push(heard)
  })
  const looks: Looked[] = []
  let box: Running | undefined = await startBox(data(), port, env)
  t.teardown(() => box?.close())
  t.teardown(() => tills.leave())
  tills.start()
  for (let cut = 0; cut < cuts; cut++) {
    if (!box) {
      const starting = startBox(data(), port, env)
      tills.goOn()
      box = await starting
    }
    if (env) await until(() => known.answered.length > MANY, 'enough is sold to lose some of it', 600, 50)
    await pause((chance() < 0.2 ? 0 : 200) + chance() * MOST_MS)
    await disk.cut(box.pid)
    await box.gone
    box = undefined
    const complaint = await tills.quiet().then(
      () => [],
      (error: Error) => [error.message]
    )
    disk = await powerOn(t, image)
    const { faults, ...look } = await lookAtCopy(data(), known)
    looks.push({ ...look, faults: [...faults, ...complaint] })
    if (complaint.length > 0) return { looks, after: [] }
  }
  if (env) {
    await tills.leave()
    return { looks, after: [] }
  }
  box = await startBox(data(), port, env)
  tills.goOn()
  await tills.closeAll()
  const after = await whenAllIsOver(box, { data: data(), known, printers })
  box = undefined
  await disk.cut()
  return { looks, after }
}

/** A day's end: what was asked for is in the books, each once, and no slip came out twice. */
async function whenAllIsOver(
  box: Running,
  { data, known, printers }: { data: string; known: Known; printers: TcpLiar[] }
): Promise<string[]> {
  await until(() => countWaiting(data) === 0, 'all slips are printed', 300, 100)
  await box.close()
  const { missing, faults } = await lookAtCopy(data, known)
  const answered = known.answered.filter(({ deed }) => deed === 'sale' || deed === 'refund')
  const ids = new Set(answered.map(({ id }) => id))
  const of = (deed: string): number => known.answered.filter((heard) => heard.deed === deed).length
  figures.answered += of('sale')
  figures.refunds += of('refund')
  figures.closings += of('closing')
  figures.receipts += known.numbers.size
  const slips = printers
    .flatMap(({ paper }) => paper.slips)
    .filter(({ is_whole, says_copy }) => is_whole && !says_copy)
  figures.slips += slips.length
  const texts = slips.map(({ lines }) => lines.join('\n'))
  const doubled = texts.filter((text, index) => texts.indexOf(text) !== index)
  return [
    ...missing,
    ...faults,
    ...(ids.size === answered.length ? [] : ['a sale was answered twice']),
    ...(ids.size === known.numbers.size
      ? []
      : [`${known.numbers.size} in the books, ${ids.size} were answered`]),
    ...doubled.map((text) => `printed twice: ${text}`)
  ]
}

function countWaiting(data: string): number {
  const sqlite = new Database(join(data, 'laci.db'), { readonly: true })
  try {
    const question = "select count(*) from print_jobs where state in ('waiting', 'sending')"
    return sqlite.prepare<[], number>(question).pluck().get()!
  } finally {
    sqlite.close()
  }
}

/** Looks at a copy, in memory, so that the box itself starts from what the cut left. */
async function lookAtCopy(data: string, known: Known): Promise<Looked> {
  const copy = mkdtempSync('/dev/shm/laci-look-')
  try {
    cpSync(data, copy, {
      recursive: true,
      filter: (path) => !['ballast', 'laci.db-shm'].includes(basename(path))
    })
    return await lookAtShop(copy, known)
  } finally {
    rmSync(copy, { recursive: true })
  }
}
