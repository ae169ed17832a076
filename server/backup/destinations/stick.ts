import { join } from 'node:path'
import { type Destination, DestinationFault } from './destination.ts'
import { faultOf } from './fault-of.ts'
import { openFiles, type Root, rootAt } from './files.ts'
import { findSticks, STICK_MARK } from './find-sticks.ts'
import { readMark, writeMark } from './write-mark.ts'

/** Whose a stick is. */
export interface StickFacts {
  stick_id: string
  store_id: string
}

/**
 * A USB stick, found anew for each errand by its own mark. It may be pulled at any moment: what was kept is whole, and
 * what was being written is not to be seen.
 *
 * @param folders where else to look, as for {@link findSticks}
 */
export function openStick(stick_id: string, folders: readonly string[], patience_ms: number): Destination {
  const find = (): Promise<Root> => findStick(stick_id, folders)
  const check = (path: string): Promise<Root> => checkStick(stick_id, path)
  const prepare = async (): Promise<void> => void (await find())
  return openFiles({ id: stick_id, find, check, prepare, mark: STICK_MARK }, patience_ms)
}

/**
 * Makes a stick the shop's own, by a mark on it. One that carries the same mark is left as it is.
 *
 * @param path its root, as {@link findSticks} names it
 * @throws {DestinationFault} `not-itself` when it is another shop's, or has another id already
 */
export async function claimStick(path: string, { stick_id, store_id }: StickFacts): Promise<void> {
  const mark = join(path, STICK_MARK)
  const present = await readMark(mark)
  if (present?.['stick_id'] === stick_id && present['store_id'] === store_id) return
  if (present !== null) throw new DestinationFault('not-itself', `${path} carries the mark of another`)
  try {
    await writeMark(mark, { stick_id, store_id })
  } catch (error) {
    throw faultOf(error, `mark ${path}`)
  }
}

async function findStick(stick_id: string, folders: readonly string[]): Promise<Root> {
  const sticks = await findSticks(folders)
  const stick = sticks.find((one) => one.stick_id === stick_id)
  if (stick === undefined)
    throw new DestinationFault('away', `none of ${sticks.length} sticks is ${stick_id}`)
  return await rootAt(stick.path)
}

async function checkStick(stick_id: string, path: string): Promise<Root> {
  if ((await readMark(join(path, STICK_MARK)))?.['stick_id'] === stick_id) return await rootAt(path)
  throw new DestinationFault('away', `${path} is not ${stick_id} any more`)
}
