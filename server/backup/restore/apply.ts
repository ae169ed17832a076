import { rmSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { ObjectFault } from '../objects/header.ts'
import { sumOfFile } from '../objects/page-sum.ts'
import type { StoreKey } from '../objects/seal.ts'
import { kindOf, type RestoreFault } from './fault.ts'
import { fetchAhead } from './fetch-ahead.ts'
import { PageFile } from './page-file.ts'
import type { Plan, PlannedPack, PlannedPart } from './plan.ts'
import { type Reached, Reel } from './reel.ts'
import type { Source } from './source.ts'

/** How far a restoring is. */
export interface Progress {
  bytes: number
  bytes_of: number
  segments: number
  segments_of: number
}

export interface RestoreOptions {
  progress?: (progress: Progress) => void
  signal?: AbortSignal
  /** So many files are fetched at once; six unless said. */
  parallel?: number
}

/** What a restoring came to. */
export interface RestoreResult {
  /** How far the file goes; null when nothing could be restored, and then there is no file. */
  reached: Reached | null
  /** What ended it early; null when all that was planned is there. */
  fault: RestoreFault | null
  bytes_read: number
}

const PARALLEL = 6
const MOST_BYTES_AHEAD = 64 << 20
/** Left free on the disk that is restored to, for what the box writes next. */
const LEFT_FREE_BYTES = 16 << 20

type Step = PlannedPart | PlannedPack

/**
 * Restores by a plan into a new file. It ends early at the first fault and keeps what is sound: what is in the file is
 * always the shop as it was after some segment, proven page by page by its sum, or there is no file.
 *
 * @param file a path where nothing is yet
 * @throws EEXIST when there is something
 */
export async function restoreInto(
  source: Source,
  plan: Pick<Plan, 'parts' | 'packs' | 'bytes' | 'segments'>,
  key: StoreKey,
  file: string,
  { progress = () => {}, signal, parallel = PARALLEL }: RestoreOptions = {}
): Promise<RestoreResult> {
  const pages = new PageFile(file)
  const reel = new Reel(key, pages, (bytes) => checkRoom(file, bytes))
  const first_segment = (plan.parts[0]?.seq ?? 0) + 1
  const steps: Step[] = [...plan.parts, ...plan.packs]
  const files = steps.map(({ file }) => file)
  let bytes_read = 0
  let fault: RestoreFault | null = null
  let at = 0
  let is_kept = false
  try {
    for await (const fetched of fetchAhead(source, files, { parallel, most_bytes: MOST_BYTES_AHEAD })) {
      const step = steps[at]!
      try {
        signal?.throwIfAborted()
        if ('error' in fetched) throw fetched.error
        bytes_read += fetched.bytes.length
        if ('part' in step) reel.layPart(fetched.bytes, step)
        else reel.layPack(fetched.bytes, step)
      } catch (error) {
        fault = faultOf(error, step, reel.reached)
        break
      }
      at++
      const segments = Math.max(0, (reel.reached?.seq ?? 0) - first_segment + 1)
      progress({ bytes: bytes_read, bytes_of: plan.bytes, segments, segments_of: plan.segments })
    }
    pages.sync()
    is_kept = true
  } catch (error) {
    // A disk that is full may say so only now.
    fault = faultOf(error, steps.at(-1)!, undefined)
  } finally {
    pages.close()
    if (!is_kept) rmSync(file)
  }
  if (!is_kept) return { reached: null, fault, bytes_read }
  const wrong = reel.reached && wrongSum(file, reel.reached)
  const reached = wrong ? undefined : reel.reached
  if (!reached) rmSync(file)
  return { reached: reached ?? null, fault: wrong ?? fault, bytes_read }
}

function faultOf(error: unknown, step: Step, reached: Reached | undefined): RestoreFault {
  const seq = 'part' in step ? step.seq : (reached?.seq ?? step.from - 1) + 1
  const detail = (error as Error).message
  return { kind: kindOf(error), name: step.file.name, seq, at: reached?.at ?? 0, detail }
}

/** Each file may be sound and they may still not be of one shop: the pages themselves have the last word. */
function wrongSum(file: string, { seq, meta }: Reached): RestoreFault | undefined {
  const { pages, sum } = sumOfFile(file, meta.z)
  if (pages === meta.n && sum === meta.s) return undefined
  const { message: detail } = new ObjectFault('out-of-place', `the pages add up to ${sum}, not to ${meta.s}`)
  return { kind: 'out-of-place', name: '', seq, at: 0, detail }
}

function checkRoom(file: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(file))
  if (bavail * bsize - LEFT_FREE_BYTES >= bytes) return
  throw Object.assign(new Error(`${bytes} bytes are needed and ${bavail * bsize} are free`), {
    code: 'ENOSPC'
  })
}
