import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../db/store.ts'
import type { Clock } from '../../values/clock.ts'
import type { CourierHandle } from '../courier/start-courier.ts'
import type { BackupEngine } from '../engine/start-engine.ts'
import { listDestinations } from '../places/find-destinations.ts'
import type { State } from '../state/open-state.ts'
import { type Reach, readReach } from '../state/reach.ts'
import type { AskAnswer } from './answer-asks.ts'

/** Whoever asked is told how far it came after this long; the carrying goes on. */
const MOST_MS = 120_000
const LOOK_EVERY_MS = 200

/** Faults that no trying again mends: the visit that finds them is over. */
const FINAL: ReadonlySet<Reach['fault']> = new Set(['foreign-writer', 'fenced', 'gap'])

export interface Carrying {
  store: Store
  state: State
  engine: Pick<BackupEngine, 'flush'>
  courier: Pick<CourierHandle, 'go'>
  clock: Clock
}

/** Brings all places what they lack and waits until each is done, one way or another. */
export async function carryNow({ store, state, engine, courier, clock }: Carrying): Promise<AskAnswer> {
  await engine.flush()
  const places = listDestinations(store).filter(({ is_paused }) => !is_paused)
  const before = new Map(
    places.map((place) => [place.destination_id, readReach(state, place.destination_id)])
  )
  const asked_at = clock.now()
  courier.go(undefined, true)
  const deadline = performance.now() + MOST_MS
  const isOver = ({ destination_id }: { destination_id: string }): boolean =>
    isDone(readReach(state, destination_id), before.get(destination_id)!, asked_at)
  while (!places.every(isOver) && performance.now() < deadline) await pause(LOOK_EVERY_MS)
  return {
    places: places.map((place) => {
      const { waiting_bytes, fault } = readReach(state, place.destination_id)
      return { name: place.name, ok: isOver(place) && fault === null, waiting_bytes, fault }
    })
  }
}

function isDone(reach: Reach, before: Reach, asked_at: string): boolean {
  if (reach.tried_at === null || reach.tried_at < asked_at) return false
  if (reach.failures > before.failures || FINAL.has(reach.fault)) return true
  return reach.fault === null && reach.waiting_bytes === 0
}
