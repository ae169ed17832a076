import { DestinationFault } from './destination.ts'
import { checkName, partName } from './names.ts'

/** What a place must be able to do so that a file is kept there wholly or not at all. Names are from its root. */
export interface Shelf {
  /** A whole file, or null when there is none of this name. */
  read(name: string): Promise<Buffer | null>
  /** Writes a file and makes the folders that lead to it. May leave half of it behind. */
  write(name: string, bytes: Buffer): Promise<void>
  /** Gives a file its name for good; where something has that name already it stays. @returns whether it was moved */
  move(from: string, to: string): Promise<boolean>
  /** Takes a file away; one that is not there is as good as taken away. */
  remove(name: string): Promise<void>
}

/**
 * Keeps a file: written under a part's name, read back, compared, and only then named.
 *
 * @throws {DestinationFault} `other-content` when the name holds something else, `not-kept` when what is read back is
 *   not what was written; in both cases nothing under this name was touched.
 */
export async function keepOnce(shelf: Shelf, name: string, bytes: Buffer): Promise<void> {
  checkName(name)
  if (await isKept(shelf, name, bytes)) return
  const part = partName(name, bytes)
  try {
    await shelf.write(part, bytes)
    const kept = await shelf.read(part)
    if (!kept?.equals(bytes)) throw notKept(name, bytes, kept)
    if (await shelf.move(part, name)) return
  } catch (error) {
    // Half a file takes room that may be short. When it can't go now, the next try of this file writes over it.
    await shelf.remove(part).catch(() => undefined)
    throw error
  }
  // Somebody was quicker, or an earlier try of ours got through without our hearing of it.
  await shelf.remove(part)
  if (await isKept(shelf, name, bytes)) return
  throw new DestinationFault('not-kept', `${name} could not be given its name`)
}

/** @throws {DestinationFault} `other-content` */
export async function isKept(shelf: Pick<Shelf, 'read'>, name: string, bytes: Buffer): Promise<boolean> {
  const present = await shelf.read(name)
  if (present === null) return false
  if (present.equals(bytes)) return true
  throw new DestinationFault('other-content', `${name} is there with ${present.length} other bytes`)
}

/** What was read back is not what was written. */
export function notKept(name: string, bytes: Buffer, kept: Buffer | null): DestinationFault {
  const found = kept === null ? 'nothing' : `${kept.length} bytes`
  return new DestinationFault('not-kept', `${name}: ${bytes.length} bytes written, ${found} read back`)
}
