import type { RoomLevel } from '../../db/room.ts'
import type { Moment } from '../../values/clock.ts'
import type { DestinationKind } from '../destinations/destination.ts'
import { PAGE_DAMAGED } from '../state/troubles.ts'
import type { StateTables } from '../tables.ts'
import { LEDGER_ALTERED } from './note-ledger.ts'

/** How it stands with the backup, as the owner needs to know it. Plain data. */
export interface Light {
  colour: 'green' | 'yellow' | 'red'
  /** When it was looked. */
  now: Moment
  /** When a restoring from a destination was last proven, and from which; null: never. */
  proven: { at: Moment; name: string } | null
  /** How many sales would be lost with the box, this moment; null while there is no destination. */
  at_risk: number | null
  /** What is to be done, the worst first. */
  reminders: Reminder[]
}

/** Something that the owner should do. What is red can't be put off. */
export interface Reminder {
  code: ReminderCode
  level: 'yellow' | 'red'
  /** Which destination it is about; '' for none. */
  place: string
  /** As the owner called it. */
  name: string
  /** Hours, days or megabytes, as its sentence says; 0 where it says none. */
  count: number
  /** Where it is done. */
  href: string
  /** Put off until tomorrow: not to be shown by itself. The light stays as it is. */
  is_put_off: boolean
}

export type ReminderCode =
  | 'database-damaged'
  | 'page-damaged'
  | 'disk-out'
  | 'ledger-altered'
  | 'not-recorded'
  | 'nothing-safe'
  | 'proof-failed'
  | 'fenced'
  | 'no-place'
  | 'one-place'
  | 'never-proven'
  | 'proof-old'
  | 'behind'
  | 'stick-away'
  | 'place-faulty'
  | 'all-paused'
  | 'stored-damaged'
  | 'foreign-writer'
  | 'place-full'
  | 'disk-full'
  | 'no-passphrase'
  | 'no-sheet'

export interface LightFacts {
  now: Moment
  /** The shop's first sale; null: none yet. */
  first_sale_at: Moment | null
  places: PlaceFacts[]
  /** Sales that no destination holds, and when the first of them was made. */
  at_risk: { count: number; since: Moment | null }
  /** Names of what is wrong and not right again. */
  troubles: ReadonlySet<string>
  has_passphrase: boolean
  has_sheet: boolean
  free_bytes: number | null
  /** How it stands with the room on the box's own disk. */
  room: RoomLevel
  /** `code/place` of what was put off and is not due again. */
  put_off: ReadonlySet<string>
}

export interface PlaceFacts {
  place: string
  name: string
  kind: DestinationKind
  is_paused: boolean
  added_at: Moment
  reached_at: Moment | null
  safe_until: Moment | null
  waiting_bytes: number
  fault: StateTables['backup_reach']['fault']
  proven_at: Moment | null
  /** Whether the last restoring that was tried from there failed. */
  is_failed: boolean
  free_bytes: number | null
}

/** What a person must put right at a place; what passes by itself is none of it. */
const FAULTY: ReadonlySet<string> = new Set([
  'refused',
  'not-itself',
  'read-only',
  'no-such-place',
  'other-content',
  'not-kept',
  'clock',
  'nonsense',
  'no-program'
])

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAY_HOURS = 24
/** So old may a proven restoring be, and so long may a stick be away, in days. */
const PROOF_DAYS = 3
const STICK_DAYS = 7
const LITTLE_BYTES = 1_000_000_000
const MEGABYTE = 1_000_000

/** Says what the facts come to. */
export function judgeLight(facts: LightFacts): Light {
  const places = facts.places.filter(({ is_paused }) => !is_paused)
  const found = [...judgeBox(facts), ...judgePlaces(facts, places)]
  const reminders = found
    .map((reminder) => ({ ...reminder, is_put_off: isPutOff(reminder, facts) }))
    .toSorted((one, other) => rank(one) - rank(other))
  const proven = places
    .flatMap(({ proven_at, name }) => (proven_at ? [{ at: proven_at, name }] : []))
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0]
  return {
    colour: reminders.some(({ level }) => level === 'red')
      ? 'red'
      : reminders.length > 0
        ? 'yellow'
        : 'green',
    now: facts.now,
    proven: proven ?? null,
    at_risk: facts.places.length === 0 ? null : facts.at_risk.count,
    reminders
  }
}

type Found = Omit<Reminder, 'is_put_off'>

function judgeBox({ troubles, has_passphrase, has_sheet, free_bytes, room }: LightFacts): Found[] {
  const found: Found[] = []
  if (troubles.has('database-damaged')) found.push(red('database-damaged'))
  if (troubles.has(PAGE_DAMAGED)) found.push(red('page-damaged', { href: '/backup/restore' }))
  if (room === 'out') found.push(red('disk-out'))
  if (troubles.has(LEDGER_ALTERED)) found.push(red('ledger-altered', { href: '/ledger' }))
  if (troubles.has('disk-full') || troubles.has('disk-fault')) found.push(red('not-recorded'))
  if (!has_passphrase) found.push(yellow('no-passphrase', { href: '/backup/passphrase' }))
  else if (!has_sheet) found.push(yellow('no-sheet', { href: '/backup/sheet' }))
  if (room === 'tight' || room === 'short') {
    found.push(yellow('disk-full', { count: Math.round((free_bytes ?? 0) / MEGABYTE) }))
  }
  return found
}

function judgePlaces(facts: LightFacts, places: PlaceFacts[]): Found[] {
  const { now, at_risk, first_sale_at } = facts
  const found: Found[] = places.flatMap((place) => judgePlace(place, facts))
  const unsafe_ms = at_risk.since ? age(now, at_risk.since) : 0
  if (unsafe_ms > DAY_MS) found.push(red('nothing-safe', { count: Math.floor(unsafe_ms / HOUR_MS) }))
  // A shop that has sold for a day and has nowhere to be saved to could be lost any moment.
  const has_sold_long = first_sale_at !== null && age(now, first_sale_at) > DAY_MS
  if (facts.places.length === 0)
    found.push((has_sold_long ? red : yellow)('no-place', { href: '/backup/places/new' }))
  else if (places.length === 0) found.push(yellow('all-paused'))
  if (places.length === 1)
    found.push(yellow('one-place', { name: places[0]!.name, href: '/backup/places/new' }))
  return [...found, ...judgeProof(now, places, first_sale_at)]
}

function judgePlace(place: PlaceFacts, { now, troubles }: LightFacts): Found[] {
  const about = { place: place.place, name: place.name }
  const found: Found[] = []
  if (place.fault === 'fenced') found.push(red('fenced', about))
  if (place.fault === 'foreign-writer') found.push(yellow('foreign-writer', about))
  if (place.is_failed) found.push(red('proof-failed', about))
  if (troubles.has(`stored-damaged/${place.place}`)) found.push(yellow('stored-damaged', about))
  if (place.fault === 'full' || (place.free_bytes !== null && place.free_bytes < LITTLE_BYTES)) {
    found.push(yellow('place-full', about))
  }
  if (place.fault !== null && FAULTY.has(place.fault)) found.push(yellow('place-faulty', about))
  const away_ms = age(now, place.reached_at ?? place.added_at)
  if (place.kind === 'stick') {
    const days = Math.floor(away_ms / DAY_MS)
    if (days >= STICK_DAYS) found.push(yellow('stick-away', { ...about, count: days }))
  } else {
    const hours = Math.floor(Math.max(away_ms, behind(place, now)) / HOUR_MS)
    if (hours >= DAY_HOURS) found.push(yellow('behind', { ...about, count: hours }))
  }
  return found
}

/** How long a destination has lacked something, in milliseconds. */
function behind({ waiting_bytes, safe_until, added_at }: PlaceFacts, now: Moment): number {
  return waiting_bytes > 0 ? age(now, safe_until ?? added_at) : 0
}

function judgeProof(now: Moment, places: PlaceFacts[], first_sale_at: Moment | null): Found[] {
  if (places.length === 0 || first_sale_at === null) return []
  const newest = places.reduce(
    (newest, { proven_at }) => ((proven_at ?? '') > newest ? proven_at! : newest),
    ''
  )
  if (newest === '') return [yellow('never-proven')]
  const days = Math.floor(age(now, newest) / DAY_MS)
  return days >= PROOF_DAYS ? [yellow('proof-old', { count: days })] : []
}

const NOTHING = { place: '', name: '', count: 0, href: '/backup' }

function red(code: ReminderCode, about: Partial<Found> = {}): Found {
  return { code, level: 'red', ...NOTHING, ...about }
}

function yellow(code: ReminderCode, about: Partial<Found> = {}): Found {
  return { code, level: 'yellow', ...NOTHING, ...about }
}

function age(now: Moment, then: Moment): number {
  return Date.parse(now) - Date.parse(then)
}

function isPutOff({ code, place, level }: Found, { put_off }: LightFacts): boolean {
  return level === 'yellow' && put_off.has(`${code}/${place}`)
}

/** What can't wait first, then what nobody has put off. */
function rank({ level, is_put_off }: Reminder): number {
  return level === 'red' ? 0 : is_put_off ? 2 : 1
}
