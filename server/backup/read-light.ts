import type { BackupStanding, PlaceStanding } from './read-standing.ts'

/** One light for the whole backup, and which sentence it says. */
export interface BackupLight {
  colour: 'green' | 'yellow' | 'red'
  /** What is the matter: a sentence of the words' table, or a trouble of the recording. */
  says:
    | { because: 'trouble'; kind: string }
    | {
        because:
          | 'no_passphrase'
          | 'no_place'
          | 'nowhere'
          | 'paused'
          | 'one_place'
          | 'all_there'
          | 'behind'
          | 'faulty'
        place?: PlaceStanding
      }
}

type Facts = Pick<BackupStanding, 'places' | 'has_passphrase' | 'trouble'>

/** A place may be as far behind as this before the owner is asked to look. */
const MUCH_BEHIND_MS = 86_400_000

/** How it stands, in one light: red where the shop could be lost, yellow where somebody should look. */
export function lightOf({ places, has_passphrase, trouble }: Facts): BackupLight {
  if (trouble) return { colour: 'red', says: { because: 'trouble', kind: trouble } }
  if (!has_passphrase) return { colour: 'red', says: { because: 'no_passphrase' } }
  if (places.length === 0) return { colour: 'red', says: { because: 'no_place' } }
  if (places.every(({ state }) => state === 'paused')) return { colour: 'red', says: { because: 'paused' } }
  if (!places.some(holdsMuch)) return { colour: 'red', says: { because: 'nowhere' } }
  const faulty = places.find(({ state }) => state === 'faulty' || state === 'unreadable')
  if (faulty) return { colour: 'yellow', says: { because: 'faulty', place: faulty } }
  const late = places.find(({ behind_ms, state }) => state !== 'paused' && (behind_ms ?? 0) > MUCH_BEHIND_MS)
  if (late) return { colour: 'yellow', says: { because: 'behind', place: late } }
  const there = places.filter(({ state }) => state === 'there')
  if (there.length > 1) return { colour: 'green', says: { because: 'all_there' } }
  return { colour: 'green', says: { because: 'one_place', place: there[0] ?? places.find(holdsMuch)! } }
}

/** Whether the shop could be restored from it without losing more than the last hours. */
function holdsMuch({ state, behind_ms }: PlaceStanding): boolean {
  return state !== 'unreadable' && behind_ms !== null && behind_ms < MUCH_BEHIND_MS
}
