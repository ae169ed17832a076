import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openStore } from '../../../server/db/open.ts'
import { auditShop } from '../../audit-shop.ts'
import { type Chance, Disk, type Kept, seeded } from './disk.ts'
import { acknowledged, type Entry } from './disk-log.ts'

/** How a shop came out of one power cut. */
export interface Outcome {
  /** After how many entries of the disk's log the power went. */
  at: number
  /** Receipts that a cashier had seen and that are gone. */
  missing: string[]
  /** What is wrong with the file or the books. */
  faults: string[]
}

/** Starts the shop from what a power cut left, and looks through its books. @param seen what was acknowledged by then */
export type Look = (folder: string, seen: string[]) => Promise<Omit<Outcome, 'at'>>

interface Options {
  /** How often the power is cut, half of it anywhere and half right after an acknowledgement. */
  points: number
  /** How often besides before, and how often after each sync. */
  edges?: number
  seed: number
  /** Between which entries. */
  from?: number
  to?: number
  /** A folder with what the disk held before. */
  begins?: string
  look?: Look
}

/**
 * Plays a disk's log again and cuts the power at many moments of it; after each the shop is opened as the box would
 * open it, and audited.
 */
export async function cutPower(
  entries: readonly Entry[],
  { points, edges = 0, seed, from = 0, to = entries.length, begins, look = lookAtReceipts }: Options
): Promise<Outcome[]> {
  const chance = seeded(seed)
  const moments = chooseMoments(entries, { points, edges, from, to, chance })
  const disk = new Disk(chance, begins)
  const outcomes: Outcome[] = []
  const seen: string[] = []
  for (const [index, entry] of entries.entries()) {
    disk.hear(entry)
    seen.push(...acknowledged([entry]))
    const at = index + 1
    for (const keeps of moments.get(at) ?? []) {
      outcomes.push({ at, ...(await start(disk.afterPowerCut(keeps), [...seen], look)) })
    }
  }
  return outcomes
}

/** At an edge all is kept, nothing, or something, in turn. */
const AT_AN_EDGE: readonly Kept[] = ['nothing', 'some', 'all']

function chooseMoments(
  entries: readonly Entry[],
  {
    points,
    edges,
    from,
    to,
    chance
  }: { points: number; edges: number; from: number; to: number; chance: Chance }
): Map<number, Kept[]> {
  const moments = new Map<number, Kept[]>()
  const add = (at: number, keeps: Kept): void => void moments.set(at, [...(moments.get(at) ?? []), keeps])
  const anywhere = Array.from({ length: to - from }, (_, index) => from + index + 1)
  const answers = anywhere.filter((at) => entries[at - 1]?.kind === 'acknowledge')
  for (let n = 0; n < points; n++) {
    const among = n % 2 && answers.length > 0 ? answers : anywhere
    add(among[Math.floor(chance() * among.length)]!, 'some')
  }
  const syncs = anywhere.filter((at) => entries[at - 1]?.kind === 'sync')
  for (const [nth, at] of syncs.entries()) {
    for (let n = 0; n < edges; n++) {
      const keeps = AT_AN_EDGE[(nth + n) % AT_AN_EDGE.length]!
      if (at > 1) add(at - 1, keeps)
      add(at, keeps)
    }
  }
  return moments
}

async function start(files: Map<string, Buffer>, seen: string[], look: Look): Promise<Omit<Outcome, 'at'>> {
  const folder = mkdtempSync('/dev/shm/laci-power-') // in memory: the disk that matters here is the replayed one
  try {
    for (const [name, content] of files) {
      // Shared memory between processes is made anew by the first to open the database; the ballast is nobody's.
      if (name.endsWith('-shm') || basename(name) === 'ballast') continue
      mkdirSync(join(folder, dirname(name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    return await look(folder, seen)
  } catch (error) {
    return { missing: seen, faults: [String(error)] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function lookAtReceipts(folder: string, seen: string[]): Promise<Omit<Outcome, 'at'>> {
  const store = await openStore(join(folder, 'laci.db'))
  try {
    const sold = new Set(
      store.sqlite.prepare('select receipt_no from sales union select refund_no from refunds').pluck().all()
    )
    return { missing: seen.filter((receipt_no) => !sold.has(receipt_no)), faults: auditShop(store.sqlite) }
  } finally {
    store.close()
  }
}

/** What makes a power cut one too many, with all that is needed to look into it. */
export function harmed(outcomes: Outcome[]): Outcome[] {
  return outcomes.filter(({ missing, faults }) => missing.length + faults.length > 0)
}
