import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../server/db/open.ts'
import { auditShop } from '../../audit-shop.ts'
import { type Chance, Disk, seeded } from './disk.ts'
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

/**
 * Plays a disk's log again and cuts the power at many moments of it, half of them anywhere and half right after an
 * acknowledgement; after each the shop is opened as the box would open it, and audited.
 *
 * @param from,to the entries between which the power goes
 */
export async function cutPower(
  entries: readonly Entry[],
  {
    points,
    seed,
    from = 0,
    to = entries.length
  }: { points: number; seed: number; from?: number; to?: number }
): Promise<Outcome[]> {
  const chance = seeded(seed)
  const moments = chooseMoments(entries, { points, from, to, chance })
  const disk = new Disk(chance)
  const outcomes: Outcome[] = []
  for (const [index, entry] of entries.entries()) {
    disk.hear(entry)
    const at = index + 1
    for (let n = moments.get(at) ?? 0; n > 0; n--) {
      outcomes.push({ at, ...(await start(disk.afterPowerCut(), acknowledged(entries.slice(0, at)))) })
    }
  }
  return outcomes
}

function chooseMoments(
  entries: readonly Entry[],
  { points, from, to, chance }: { points: number; from: number; to: number; chance: Chance }
): Map<number, number> {
  const anywhere = Array.from({ length: to - from }, (_, index) => from + index + 1)
  const answers = anywhere.filter((at) => entries[at - 1]?.kind === 'acknowledge')
  const moments = new Map<number, number>()
  for (let n = 0; n < points; n++) {
    const among = n % 2 && answers.length > 0 ? answers : anywhere
    const at = among[Math.floor(chance() * among.length)]!
    moments.set(at, (moments.get(at) ?? 0) + 1)
  }
  return moments
}

/** Starts the shop from what a power cut left, and looks through its books. */
async function start(files: Map<string, Buffer>, seen: string[]): Promise<Omit<Outcome, 'at'>> {
  const folder = mkdtempSync('/dev/shm/laci-power-') // in memory: the disk that matters here is the replayed one
  try {
    for (const [name, content] of files) {
      // Shared memory between processes; made anew by the first to open the database.
      if (!name.endsWith('-shm')) writeFileSync(join(folder, name), content)
    }
    const store = await openStore(join(folder, 'laci.db'))
    const sold = new Set(
      store.sqlite.prepare('select receipt_no from sales union select refund_no from refunds').pluck().all()
    )
    const faults = auditShop(store.sqlite)
    store.close()
    return { missing: seen.filter((receipt_no) => !sold.has(receipt_no)), faults }
  } catch (error) {
    return { missing: seen, faults: [String(error)] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
