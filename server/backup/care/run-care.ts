import { readSettings } from '../../settings/read-settings.ts'
import type { DrillPlace, Yard } from '../drills/run-drills.ts'
import { listDestinations } from '../places/find-destinations.ts'
import { runWorker } from '../run-worker.ts'
import { beginTrouble, endTrouble, listTroubles } from '../state/troubles.ts'
import type { Uptime } from '../state/uptime.ts'
import type { CareOrder, CareReport } from './care.ts'

/** How the care for a place went. */
export interface Cared {
  place: string
  report: CareReport
}

/** What the spool may take of the box's disk: three years of sales that nobody fetched. */
const MOST_SPOOL_BYTES = 2_000_000_000

/** What is bad at a place, by the name of its trouble. */
function damageOf(place: string): string {
  return `stored-damaged/${place}`
}

/**
 * Looks after one place, and writes down what is bad there and could not be mended.
 *
 * @param uptime how long the box has run, as counted this moment
 * @param is_short whether the box's disk is short of room
 * @throws what nobody foresaw
 */
export async function careForOne(
  yard: Yard,
  { place, source, is_remote }: DrillPlace,
  uptime: Uptime,
  signal: AbortSignal,
  is_short = false
): Promise<Cared> {
  const { store, clock, key, folder } = yard
  const { backup_keep: keep, backup_catch_up_bytes, zone } = readSettings(store)
  const order: CareOrder = {
    place,
    source,
    key,
    folder,
    now: clock.now(),
    uptime,
    keep,
    zone,
    destinations: listDestinations(store).map(({ destination_id }) => destination_id),
    bad: knownBad(yard, place),
    bytes_per_second: is_remote ? backup_catch_up_bytes : 0,
    most_spool_bytes: MOST_SPOOL_BYTES,
    is_short
  }
  const report = await runWorker<CareReport>(new URL('./care-worker.ts', import.meta.url), order, { signal })
  if (report.outcome === 'done') {
    noteDamage(yard, place, report.bad)
  }
  return { place, report }
}

function noteDamage({ state, clock }: Yard, place: string, bad: string[]): void {
  const [kind, detail, at] = [damageOf(place), JSON.stringify(bad), clock.now()]
  const open = listTroubles(state).find((trouble) => trouble.kind === kind && trouble.ended_at === null)
  if (open?.detail === detail) return
  endTrouble(state, kind, at)
  if (bad.length > 0) beginTrouble(state, { kind, detail, at })
}

function knownBad({ state }: Yard, place: string): string[] {
  const open = listTroubles(state).find(({ kind, ended_at }) => kind === damageOf(place) && ended_at === null)
  return open ? (JSON.parse(open.detail) as string[]) : []
}
