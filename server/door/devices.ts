import { tokenHash } from '../auth/sessions.ts'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { DoorTables } from './tables.ts'

const byKey = question<{ key_hash: string }>()((db, { key_hash }) =>
  db.selectFrom('door_devices').select(['device_id', 'staff_id']).where('key_hash', '=', key_hash)
)

const add = change<DoorTables['door_devices']>()((db, row) =>
  db.insertInto('door_devices').values(pick(row, ['device_id', 'key_hash', 'staff_id', 'first_seen']))
)

export type DoorDevice = ReturnType<typeof byKey.read>

/** The browser that holds a key, and whose it is. */
export function findDevice(reader: Reader, key: string | undefined): DoorDevice | undefined {
  return key ? byKey.find(reader, { key_hash: tokenHash(key) }) : undefined
}

/** Keeps in mind a browser that somebody came in with for the first time. */
export function keepDevice(tx: Tx, device: DoorTables['door_devices']): void {
  add.run(tx, device)
}

const BROWSERS: [RegExp, string][] = [
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari']
]

const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux']
]

/** What kind of browser somebody uses, as they would say it: `Chrome, Android`; '' where it does not say. Whoever lies here gains nothing. */
export function nameDevice(user_agent: string | undefined): string {
  const found = [BROWSERS, SYSTEMS].flatMap((names) => {
    const hit = names.find(([pattern]) => pattern.test(user_agent ?? ''))
    return hit ? [hit[1]] : []
  })
  return found.join(', ')
}
