import { hashSecret } from '../auth/hash-secret.ts'
import { hireStaff, type NewStaff } from '../auth/hire-staff.ts'
import { tokenHash } from '../auth/sessions.ts'
import type { Role } from '../auth/tables.ts'
import { question, type Tx } from '../db/prepare.ts'
import type { Store } from '../db/store.ts'
import type { By } from '../events/record.ts'
import { addPrinter, PLAIN_PRINTER } from '../printing/save-printer.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { type Locale, readSettings } from '../settings/read-settings.ts'
import { assignPrinter, pairTerminal } from '../terminals/pair-terminal.ts'
import { businessDay } from '../values/business-day.ts'
import { later, type Moment } from '../values/clock.ts'
import { newId, newToken } from '../values/id.ts'
import { dice } from './dice.ts'
import { dressShop } from './dress-shop.ts'
import { PEOPLE, type PersonKey, PRINTER, SETTINGS, TILLS } from './example.ts'
import { readCustomers, readGoods } from './goods.ts'
import { planWeek } from './plan-week.ts'
import { newPassword, newPin } from './secrets.ts'
import { stockShelves } from './stock-shelves.ts'
import { trade } from './trade.ts'

const DAY_MS = 86_400_000
/** Any number does; the same one makes the same week. */
const SEED = 5224

/** How somebody of the example shop signs in. Said once, kept nowhere. */
export interface Secret {
  name: string
  role: Role
  signs_in_by: 'password' | 'pin'
  secret: string
}

export interface Seeding {
  now: Moment
  locale: Locale
  /** Told after each day of trade, which is 1 for the first, how many days there are. */
  progress(day: number, of: number): void
}

const anyEvent = question()((db) => db.selectFrom('events').select('event_id').limit(1))

/**
 * Fills an empty box with an example shop: people, goods, and a week of trade up to now. All of it in one
 * transaction, so that a seeding cut short leaves the box as empty as it was.
 *
 * @returns how each of its people signs in: made at random, and written down nowhere else.
 * @throws {Refusal} setup/done when anything ever happened in this shop.
 */
export async function seedShop(store: Store, seeding: Seeding): Promise<Secret[]> {
  refuseWhenUsed(store)
  const people = await Promise.all(
    Object.entries(PEOPLE).map(async ([key, person]) => {
      const secret = person.signs_in_by === 'pin' ? newPin() : newPassword()
      return { ...person, key: key as PersonKey, staff_id: newId(), secret, hash: await hashSecret(secret) }
    })
  )
  await store.commit((tx) => {
    refuseWhenUsed(tx)
    const staff = new Map(people.map(({ key, staff_id }) => [key, staff_id]))
    const by: By & { staff_id: string } = {
      at: later(seeding.now, -9 * DAY_MS),
      staff_id: staff.get('owner')!,
      terminal_id: null,
      request_id: null
    }
    changeSettings(tx, by, { ...SETTINGS, locale: seeding.locale })
    // By nobody: the first of them is hired before anybody is there.
    for (const person of people) hireStaff(tx, { ...by, staff_id: null }, staffRow(person))
    openForTrade(tx, by, staff, seeding)
  })
  return people.map(({ name, role, signs_in_by, secret }) => ({ name, role, signs_in_by, secret }))
}

function refuseWhenUsed(reader: Store | Tx): void {
  if (anyEvent.find(reader, {})) throw new Refusal('setup/done')
}

function staffRow(person: Omit<Secret, 'secret'> & { staff_id: string; hash: string }): NewStaff {
  const { staff_id, name, role, signs_in_by, hash } = person
  const by_pin = signs_in_by === 'pin'
  return { staff_id, name, role, password_hash: by_pin ? null : hash, pin_hash: by_pin ? hash : null }
}

/** Goods, tills, a week of trade; the printer comes last, so that no slip of the past is printed today. */
function openForTrade(
  tx: Tx,
  by: By & { staff_id: string },
  staff: ReadonlyMap<PersonKey, string>,
  { now, progress }: Seeding
): void {
  const chance = dice(SEED)
  const { zone, day_starts_at } = readSettings(tx)
  const goods = readGoods()
  const shifts = planWeek({ now, zone, day_starts_at }, readCustomers(goods, chance), chance)
  const items = stockShelves(tx, by, goods, shifts)
  const known = dressShop(tx, by, shifts[0]?.day ?? businessDay(by.at, zone, day_starts_at))
  const tills = TILLS.map((name) => pairTill(tx, by, name))

  const days = Map.groupBy(shifts, ({ day }) => day)
  let done = 0
  for (const worked of days.values()) {
    const post = ({ who, till }: { who: PersonKey; till: number }) => ({
      staff_id: staff.get(who)!,
      terminal_id: tills[till]!
    })
    trade(tx, worked, { post, item: (good) => items.get(good)!, known, lender: by.staff_id }, chance)
    progress(++done, days.size)
  }
  addScreenPrinter(tx, { ...by, at: now }, tills)
}

/** A till whose device is not here yet: nobody holds the key. */
function pairTill(tx: Tx, by: By & { staff_id: string }, name: string): string {
  const terminal_id = newId()
  pairTerminal(tx, by, { terminal_id, name, key_hash: tokenHash(newToken()), printer_id: null })
  return terminal_id
}

function addScreenPrinter(tx: Tx, by: By, tills: string[]): void {
  const printer_id = newId()
  addPrinter(tx, by, {
    printer_id,
    name: PRINTER,
    transport: 'preview',
    address: '',
    ...PLAIN_PRINTER,
    columns: SETTINGS.columns
  })
  for (const terminal_id of tills) assignPrinter(tx, by, { terminal_id, printer_id })
}
