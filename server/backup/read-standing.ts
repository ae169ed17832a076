import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Reader } from '../db/prepare.ts'
import type { RescueStanding } from '../rescue/rescue-desk.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { later, type Moment } from '../values/clock.ts'
import { pauseOf } from './courier/rest.ts'
import { spoolFolder } from './engine/resume.ts'
import type { Trouble } from './engine/said.ts'
import { listGenerations } from './engine/spool.ts'
import { hasPassphrase } from './keys/keep-key-file.ts'
import { generationFolder, readPartFile } from './objects/names.ts'
import type { StoreKey } from './objects/seal.ts'
import { type ChosenPlace, listDestinations, listUnreadable } from './places/find-destinations.ts'
import { type JobRun, listRuns } from './state/jobs.ts'
import { newestProven } from './state/newest-proven.ts'
import { type Reach, readReach } from './state/reach.ts'
import { listTroubles, type Trouble as PastTrouble } from './state/troubles.ts'
import type { EarlyPull, PluggedStick } from './sticks/watch-sticks.ts'

/** A place, and how far the backup is there. */
export interface PlaceStanding extends ChosenPlace {
  reach: Reach
  /**
   * `new` has had nothing yet, `there` lacks nothing, `behind` lacks something that is under way, `away` is a stick in
   * somebody's pocket, `faulty` is what a person should look at.
   */
  state: 'new' | 'there' | 'behind' | 'away' | 'faulty' | 'paused' | 'unreadable'
  /** How much time of the shop's it lacks, in milliseconds; null while it has nothing. */
  behind_ms: number | null
  /** When it is tried again by itself; null unless it failed. */
  retry_at: Moment | null
}

/** How it stands with something the box does by the clock. */
export interface JobStanding {
  name: string
  run: JobRun | undefined
  next: Moment
}

/** All that the page of the backup says. */
export interface BackupStanding {
  now: Moment
  places: PlaceStanding[]
  has_passphrase: boolean
  /** When the owner put the recovery sheet away. */
  sheet_at: Moment | null
  /** Why nothing is recorded for now. */
  trouble: Trouble | undefined
  recorded_at: Moment | null
  snapshot_at: Moment | null
  /** 0 to 1 while a picture of the whole is made. */
  snapshot_progress: number | undefined
  proven_at: Moment | null
  sticks: (PluggedStick & { rescue: RescueStanding })[]
  /** Whether a rescue stick can be made here without naming a bundle. */
  can_make_rescue: boolean
  early_pulls: EarlyPull[]
  jobs: JobStanding[]
  troubles: PastTrouble[]
}

/** Looks at everything there is to say of the backup. */
export function readStanding({ store, clock, backup, rescue, schedule }: Shop): BackupStanding {
  const { state, engine, key, folder, sticks } = backup
  const now = clock.now()
  const last_at = engine.standing.last?.at
  const recorded_at = last_at === undefined ? null : new Date(last_at).toISOString()
  const plugged = new Set(sticks.list().flatMap(({ stick_id }) => stick_id ?? []))
  const runs = new Map(listRuns(state).map((run) => [run.name, run]))
  return {
    now,
    places: readPlaces({ store, state, key, recorded_at, now, plugged }),
    has_passphrase: hasPassphrase(folder),
    sheet_at: readSettings(store).backup_sheet_at,
    trouble: engine.standing.trouble,
    recorded_at,
    snapshot_at: newestSnapshot(folder),
    snapshot_progress: engine.standing.snapshot_progress,
    proven_at: newestProven(state)?.ended_at ?? null,
    sticks: sticks.list().map((stick) => ({ ...stick, rescue: rescue.standing(stick.path) })),
    can_make_rescue: rescue.can_make,
    early_pulls: sticks.earlyPulls(),
    jobs: [...(schedule?.next() ?? [])].map(([name, next]) => ({ name, next, run: runs.get(name) })),
    troubles: listTroubles(state)
  }
}

export interface PlacesAt {
  store: Reader
  state: Reader
  key: StoreKey
  /** When the newest thing there is was recorded; null while that is not known. */
  recorded_at: Moment | null
  now: Moment
  /** The sticks that are plugged in; when not known, what the last visit found counts. */
  plugged?: ReadonlySet<string>
}

/** How it stands with each place, in the order they were chosen. */
export function readPlaces({ store, state, key, recorded_at, now, plugged }: PlacesAt): PlaceStanding[] {
  const unreadable = new Set(listUnreadable(store, key))
  return listDestinations(store).map((place) => {
    const reach = readReach(state, place.destination_id)
    const behind_ms = behind(reach, recorded_at, now)
    const is_away = isAway(place, reach, plugged)
    return {
      ...place,
      reach,
      behind_ms,
      state: unreadable.has(place.destination_id)
        ? 'unreadable'
        : is_away
          ? 'away'
          : stateOf(place, reach, behind_ms),
      retry_at: reach.failures > 0 && reach.tried_at ? later(reach.tried_at, pauseOf(reach.failures)) : null
    }
  })
}

/** A second or two are on their way all the time, and one who waits for the next minute is not behind. */
const ON_ITS_WAY_MS = 90_000

function behind(
  { safe_until, waiting_bytes }: Reach,
  recorded_at: Moment | null,
  now: Moment
): number | null {
  if (safe_until === null) return null
  const lacks = waiting_bytes > 0 || (recorded_at !== null && recorded_at > safe_until)
  return lacks ? Math.max(0, Date.parse(now) - Date.parse(safe_until)) : 0
}

/** A stick in somebody's pocket is where it should be. */
function isAway(
  { address, is_paused }: ChosenPlace,
  { fault }: Reach,
  plugged: PlacesAt['plugged']
): boolean {
  if (address.kind !== 'stick' || is_paused) return false
  return plugged ? !plugged.has(address.stick_id) : fault === 'away'
}

function stateOf(place: ChosenPlace, reach: Reach, behind_ms: number | null): PlaceStanding['state'] {
  const { fault } = reach
  if (place.is_paused) return 'paused'
  if (fault !== null && fault !== 'gap') return 'faulty'
  if (behind_ms === null) return 'new'
  return behind_ms > ON_ITS_WAY_MS || reach.waiting_bytes > 0 ? 'behind' : 'there'
}

/** When the last picture of the whole was made: it stands in its name. */
function newestSnapshot(folder: string): Moment | null {
  const root = spoolFolder(folder)
  for (const name of listGenerations(root).toReversed()) {
    const made = partsIn(join(root, generationFolder(name)))
    if (made.length > 0) return new Date(Math.max(...made)).toISOString()
  }
  return null
}

function partsIn(folder: string): number[] {
  try {
    const files = readdirSync(join(folder, 'snapshot'))
    return files.flatMap((file) => {
      const part = readPartFile(`snapshot/${file}`)
      return part?.is_last ? [part.at] : []
    })
  } catch {
    return [] // it has none
  }
}
