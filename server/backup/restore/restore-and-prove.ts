import { rmSync } from 'node:fs'
import { openReader } from '../../db/open.ts'
import type { Moment } from '../../values/clock.ts'
import type { Certificate } from '../proof/certificate.ts'
import { namedCounts } from '../proof/count-rows.ts'
import type { Step } from '../proof/proof.ts'
import { proveDatabase } from '../proof/prove.ts'
import { APP_VERSION } from '../version.ts'
import type { RestoreOptions } from './apply.ts'
import type { Target } from './find-tip.ts'
import { type Restoring, restoreTo } from './restore.ts'
import type { Shelf } from './shelf.ts'

export interface ProveOptions extends RestoreOptions {
  /** The place by the name the owner gave it. */
  destination: string
  /** Told each step of the proof. */
  step?: (step: Step) => void
}

/** What was restored, and whether it is the shop. */
export interface ProvenRestoring extends Restoring {
  /** Null when nothing could be restored. */
  certificate: Certificate | null
}

/**
 * Restores to a target and proves what came out: against what the last segment said the shop was, and as books that add
 * up. Also what ended early is proven, as far as it goes.
 *
 * @param file a path where nothing is yet, in a folder that may be written
 * @throws what `restoreTo` throws
 */
export async function restoreAndProve(
  shelf: Shelf,
  target: Target,
  file: string,
  { destination, step, ...options }: ProveOptions
): Promise<ProvenRestoring> {
  const started = performance.now()
  const restoring = await restoreTo(shelf, target, file, options)
  const { reached, bytes_read } = restoring
  if (!reached) return { ...restoring, certificate: null }
  const { meta } = reached
  const expected = {
    sum: meta.s,
    counts: namedCounts(meta.c),
    last_event_id: meta.e ?? null,
    head: meta.h ?? null,
    // The ledger stands in the events and in the pages; what it came to is not written down by itself.
    ledger: null
  }
  const proof = await proveDatabase(file, expected, step)
  const certificate = {
    made_at: new Date().toISOString() as Moment,
    destination,
    shop_name: shopName(file),
    generation: reached.name.generation,
    seq: reached.seq,
    state_at: new Date(reached.at).toISOString() as Moment,
    proof,
    seconds_taken: (performance.now() - started) / 1000,
    bytes_read,
    app_version: APP_VERSION
  }
  return { ...restoring, certificate }
}

function shopName(file: string): string {
  const sqlite = openReader(file)
  try {
    const value = sqlite.prepare("select value from settings where name = 'name'").pluck().get()
    return value === undefined ? '' : (JSON.parse(value as string) as string)
  } finally {
    sqlite.close()
    // Looking into a file that keeps a log leaves an empty one beside it.
    for (const beside of [`${file}-wal`, `${file}-shm`]) rmSync(beside, { force: true })
  }
}
