import { existsSync, renameSync, rmSync } from 'node:fs'
import { type RestoreOptions, type RestoreResult, restoreInto } from './apply.ts'
import { findGeneration, fullName } from './catalog.ts'
import type { RestoreFault, RestoreFaultKind } from './fault.ts'
import type { Target } from './find-tip.ts'
import { type Place, type Plan, planBestEarlier, planRestore } from './plan.ts'
import type { Reached } from './reel.ts'
import type { Shelf } from './shelf.ts'

/** What came of restoring to a target by all the ways there are. */
export interface Restoring extends RestoreResult {
  /** By which plan the file came to be. */
  plan: Plan
  /** Whether it is what was asked for. */
  is_complete: boolean
  /** Files that were found to be bad on the way, also those that another could stand in for. */
  faults: NonNullable<RestoreResult['fault']>[]
}

/** Faults that lie in one file, so that another may stand in for it. */
const OF_ONE_FILE: readonly RestoreFaultKind[] = [
  'missing',
  'damaged',
  'other-shop',
  'out-of-place',
  'newer-version'
]

/**
 * Restores to a target; a file that turns out bad is planned around: an older snapshot and more segments, or another pack
 * that holds the same. What no way leads to is not reached, and the file holds the newest that is.
 *
 * @param file a path where nothing is yet; `<file>.try` is used beside it
 * @throws {ObjectFault} wrong-key, before anything is written
 * @throws {DestinationFault} when the place does not answer at all
 */
export async function restoreTo(
  shelf: Shelf,
  target: Target,
  file: string,
  options: RestoreOptions = {}
): Promise<Restoring> {
  if (existsSync(file))
    throw Object.assign(new Error(`there is something already: ${file}`), { code: 'EEXIST' })
  const trial = `${file}.try`
  rmSync(trial, { force: true })
  const avoid = new Set<string>()
  const faults: Restoring['faults'] = []
  let best: (RestoreResult & { plan: Plan }) | undefined
  for (;;) {
    const wanted = await planRestore(shelf, target, avoid)
    const plan = (await planBestEarlier(shelf, wanted, avoid)) ?? wanted
    if (!plan.reaches || (best?.reached && !isBeyond(plan.reaches, best.reached))) break
    const result = await restoreInto(shelf.source, plan, shelf.key, trial, options)
    if (result.reached && (!best?.reached || isBeyond(result.reached, best.reached))) {
      rmSync(file, { force: true })
      renameSync(trial, file)
      best = { ...result, plan }
    } else {
      rmSync(trial, { force: true })
      best ??= { ...result, plan }
    }
    if (!result.fault) break
    faults.push(result.fault)
    if (!OF_ONE_FILE.includes(result.fault.kind) || result.fault.name === '') break
    avoid.add(result.fault.name)
  }
  const plan = best?.plan ?? (await planRestore(shelf, target))
  const { reached, bytes_read } = best ?? { reached: null, bytes_read: 0 }
  const is_complete =
    reached !== null &&
    reached.seq === plan.wanted?.seq &&
    reached.name.generation === plan.wanted.name.generation
  const fault = is_complete ? null : (best?.fault ?? faults[0] ?? missingIn(shelf, plan, reached))
  return { plan, reached, bytes_read, faults, is_complete, fault }
}

/** What is not there at all is a fault as well, of no file that has a name. */
function missingIn({ store }: Shelf, { missing }: Plan, reached: Reached | null): RestoreFault {
  const [gap] = missing
  const files = gap && findGeneration(store, gap.generation)
  return {
    kind: 'missing',
    name: files ? fullName(store, files, 'log') : '',
    seq: gap?.from ?? 0,
    at: reached?.at ?? 0,
    detail: gap ? `segments ${gap.from} to ${gap.to} of ${gap.generation}` : 'nothing to begin with'
  }
}

/** Whether one point lies further along the newest line than another. */
function isBeyond(one: Omit<Place, 'at'>, other: Omit<Place, 'at'>): boolean {
  if (one.name.epoch !== other.name.epoch) return one.name.epoch > other.name.epoch
  if (one.name.began !== other.name.began) return one.name.began > other.name.began
  return one.seq > other.seq
}
