import { question, type Reader } from '../../db/prepare.ts'
import { judgeRoom, readRoom } from '../../db/room.ts'
import { readSettings } from '../../settings/read-settings.ts'
import { addDays, businessDay } from '../../values/business-day.ts'
import type { Clock, Moment } from '../../values/clock.ts'
import { lookForKeyFile } from '../keys/keep-key-file.ts'
import { readLastDrills } from '../state/drills.ts'
import { readReach } from '../state/reach.ts'
import { readRoom as readRoomOfPlaces } from '../state/room.ts'
import { listPutOff } from '../state/snoozes.ts'
import { listTroubles } from '../state/troubles.ts'
import { judgeLight, type Light, type LightFacts, type PlaceFacts } from './judge-light.ts'

const chosen = question()((db) =>
  db
    .selectFrom('destinations')
    .select(['destination_id', 'name', 'kind', 'is_paused', 'added_at'])
    .orderBy('added_at')
    .orderBy('destination_id')
)

/** The index of sales goes by the business day first, so that is where the search begins. */
const salesSince = question<{ day: string; moment: Moment }>()((db, { day, moment }) =>
  db
    .selectFrom('sales')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<Moment | null>('sold_at').as('since')])
    .where('business_day', '>=', day)
    .where('sold_at', '>', moment)
)

const firstSale = question()((db) =>
  db.selectFrom('sales').select('sold_at').orderBy('business_day').orderBy('sold_at').limit(1)
)

/** What the light is read from: a box that runs, or its files. */
export interface LightSources {
  store: Reader
  backup: { state: Reader; folder: string }
  clock: Clock
}

/** How it stands with the shop's backup, this moment: one colour, one sentence, and what is to be done. */
export function readLight(sources: LightSources): Light {
  return judgeLight(readFacts(sources))
}

function readFacts({ store, backup, clock }: LightSources): LightFacts {
  const now = clock.now()
  const settings = readSettings(store)
  const { state, folder } = backup
  const places = readPlaces(backup, chosen.list(store, {}))
  const safe_until = places.reduce<Moment>(
    (safe, { safe_until: own }) => ((own ?? '') > safe ? own! : safe),
    ''
  )
  const day = safe_until ? addDays(businessDay(safe_until, settings.zone, settings.day_starts_at), -1) : ''
  const room = readRoom(folder)
  const troubles = listTroubles(state).filter(({ ended_at }) => ended_at === null)
  return {
    now,
    first_sale_at: firstSale.find(store, {})?.sold_at ?? null,
    places,
    // Without any place it is everything, and nobody need count it.
    at_risk:
      places.length > 0 ? salesSince.read(store, { day, moment: safe_until }) : { count: 0, since: null },
    troubles: new Set(troubles.map(({ kind }) => kind)),
    has_passphrase: lookForKeyFile(folder).file?.slots.some(({ kind }) => kind === 'passphrase') ?? false,
    has_sheet: settings.backup_sheet_at !== null,
    free_bytes: room.free_bytes,
    room: judgeRoom(room),
    put_off: listPutOff(state, now)
  }
}

function readPlaces({ state }: LightSources['backup'], rows: ReturnType<typeof chosen.list>): PlaceFacts[] {
  const drills = readLastDrills(state)
  const room = readRoomOfPlaces(state)
  return rows.map(({ destination_id, name, kind, is_paused, added_at }) => {
    const { reached_at, safe_until, waiting_bytes, fault } = readReach(state, destination_id)
    const { last, proven } = drills.get(destination_id) ?? {}
    return {
      place: destination_id,
      name,
      kind,
      is_paused: is_paused === 1,
      added_at,
      reached_at,
      safe_until,
      waiting_bytes,
      fault,
      proven_at: proven?.ended_at ?? null,
      is_failed: last?.is_proven === 0,
      free_bytes: room.get(destination_id)?.free_bytes ?? null
    }
  })
}
