import { wordsIn } from '../../../views/words/words.ts'
import type { Tx } from '../../db/prepare.ts'
import type { By } from '../../events/record.ts'
import { Refusal, type RefusalCode } from '../../refusal.ts'
import { readSettings } from '../../settings/read-settings.ts'
import type { Shop } from '../../shop.ts'
import { newId } from '../../values/id.ts'
import { guideFacts } from '../backup.ts'
import { DestinationFault } from '../destinations/destination.ts'
import { faultOf } from '../destinations/fault-of.ts'
import { claimStick } from '../destinations/stick.ts'
import { hasPassphrase } from '../keys/keep-key-file.ts'
import type { StoreKey } from '../objects/seal.ts'
import { addDestination } from '../places/add-destination.ts'
import { listDestinations } from '../places/find-destinations.ts'
import { writeGuides } from './write-guides.ts'

/** A stick that carries the shop's mark. */
export interface TakenStick {
  stick_id: string
  bytes: number
}

/**
 * Makes a stick that is plugged in the shop's own, and writes on it what it is.
 *
 * @param path as the box itself found it plugged in; anything else is refused, for it may come from a form
 * @throws {Refusal} backup/no-passphrase, backup/stick-gone, backup/stick-foreign, backup/stick-not-ours
 */
export async function takeStick({ store, backup, log }: Shop, path: string): Promise<TakenStick> {
  if (!hasPassphrase(backup.folder)) throw new Refusal('backup/no-passphrase')
  const stick = backup.sticks.list().find((one) => one.path === path)
  if (!stick || stick.read_only) throw new Refusal('backup/stick-gone')
  if (stick.whose === 'foreign') throw new Refusal('backup/stick-foreign')
  const stick_id = stick.stick_id ?? newId()
  try {
    await claimStick(path, { stick_id, store_id: backup.key.store_id.toString('hex') })
    await writeGuides(path, guideFacts({ store, state: backup.state, key: backup.key }))
  } catch (error) {
    if (!(error instanceof DestinationFault) && !('code' in (error as object))) throw error
    log.warn({ err: error }, 'a stick could not be taken')
    throw new Refusal(whyNotTaken(error as Error))
  }
  return { stick_id, bytes: stick.bytes }
}

/** A file system of Linux's own says whose its top folder is, which scripts/box/hand-over-stick puts right. */
export function whyNotTaken(error: Error): RefusalCode {
  return faultOf(error, 'take a stick').kind === 'refused' ? 'backup/stick-not-ours' : 'backup/stick-gone'
}

/** Chooses a taken stick as a place of the backup; one that is chosen already stays as it is. */
export function chooseStick(tx: Tx, by: By, key: StoreKey, { stick_id, bytes }: TakenStick): void {
  const chosen = listDestinations(tx)
  if (chosen.some(({ address }) => address.kind === 'stick' && address.stick_id === stick_id)) return
  const names = new Set(chosen.map(({ name }) => name))
  addDestination(tx, by, key, {
    destination_id: newId(),
    name: freeName(wordsIn(readSettings(tx).locale).backup.sticks.name(sizeText(bytes)), names),
    address: { kind: 'stick', stick_id },
    secret: {}
  })
}

function sizeText(bytes: number): string {
  const gigabytes = bytes / 1e9
  return gigabytes < 1 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(gigabytes)} GB`
}

/** Sticks of one size are told apart by a number. */
function freeName(base: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} (${number})`
    if (!taken.has(name)) return name
  }
}
