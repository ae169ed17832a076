import { hostname, type NetworkInterfaceInfo } from 'node:os'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import { isHostName } from '../values/host-name.ts'
import { isOwnAddress } from './constraints.ts'

/** What the box is called in the shop's network unless another box has the name already. */
export const USUAL_NAME = 'laci'

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

const newestName = question()((db) =>
  db.selectFrom('box_names').select('name').orderBy('name_no', 'desc').limit(1)
)

const addName = change<{ name: string; claimed_at: Moment }>()((db, row) =>
  db.insertInto('box_names').values(pick(row, ['name', 'claimed_at']))
)

/** The name that the box had the last time, without `.local`: it keeps it, or devices would look for another (RFC 6762, 9). */
export function findBoxName(reader: Reader): string {
  return newestName.find(reader, {})?.name ?? USUAL_NAME
}

/** Keeps the name that was free. */
export function keepBoxName(tx: Tx, name: string, claimed_at: Moment): void {
  if (findBoxName(tx) !== name) addName.run(tx, { name, claimed_at })
}

/**
 * Every name of the box, the best first: what it announces, what the technician configured, what the machine is called.
 *
 * @param announced without `.local`; undefined when nothing is announced
 */
export function namesOf(announced: string | undefined, configured: readonly string[]): string[] {
  const machine = hostname().toLowerCase()
  const label = machine.split('.')[0]!
  const names = [announced && `${announced}.local`, ...configured, machine, `${label}.local`, 'localhost']
  return [...new Set(names.filter((name): name is string => name !== undefined && isHostName(name)))]
}

/** Where the box is in the shop's network: private addresses, those of IPv4 first. */
export function addressesOf(interfaces: Interfaces): string[] {
  const found = Object.values(interfaces).flatMap((all) => all ?? [])
  const outside = found.filter(
    ({ internal, address }) => !internal && !address.startsWith('fe80') && isOwnAddress(address)
  )
  return outside
    .sort((a, b) => (a.family === b.family ? 0 : a.family === 'IPv4' ? -1 : 1))
    .map(({ address }) => address)
}

/** The names that an authority made now would have to know: the configured ones and the machine's. */
export function ownNames(configured: readonly string[]): string[] {
  return namesOf(undefined, configured).filter((name) => name !== 'localhost')
}
