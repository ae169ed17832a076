import { createHash } from 'node:crypto'
import type { Destination } from '../backup/destinations/destination.ts'
import type { Program } from './programs.ts'
import {
  FACTS,
  PROGRAM_LIST,
  PROGRAMS,
  RESCUE_FOLDER,
  type RescueFacts,
  SETS,
  SETTINGS,
  SUMS,
  setFolder
} from './stick-files.ts'

/** A piece is written, brought to the stick and read back from it before the next: as much as is lost when it is pulled. */
const PIECE_BYTES = 8 << 20

/** What one making puts on a stick. */
export interface RescueSet {
  programs: Program[]
  /** Sealed. */
  settings: string
  facts: Omit<RescueFacts, 'archs' | 'version'>
}

export interface Progress {
  /** Told how much of the program is on the stick, 0 to 1. */
  progress(part: number): void
  /** @throws when it is to end */
  check(): void
}

/** Room is short by so much. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'
  readonly needed_bytes: number
  constructor(needed_bytes: number) {
    super(`${needed_bytes} bytes are needed`)
    this.needed_bytes = needed_bytes
  }
}

/**
 * Puts programs and settings on a stick, each file read back from it, and lets go of the set before. Cut short anywhere,
 * the set before is whole; begun anew, what is there already is only read.
 *
 * @param stick what is kept once under a name is never changed: see `Destination`
 * @throws {DestinationFault} {NoRoom}
 */
export async function putSet(stick: Destination, set: RescueSet, watch: Progress): Promise<RescueFacts> {
  await checkRoom(stick, set.programs)
  const sums: string[] = []
  for (const program of set.programs) sums.push(...(await putProgram(stick, program, watch)))
  const facts = {
    ...set.facts,
    version: set.programs[0]!.version,
    archs: set.programs.map(({ arch }) => arch)
  }
  const folder = setFolder(Date.parse(facts.made_at))
  const files = {
    [SETTINGS]: set.settings,
    [PROGRAM_LIST]: set.programs.map(({ arch, name }) => `${arch} ${name}`).join('\n'),
    [FACTS]: JSON.stringify(facts, null, 2)
  }
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(`${text}\n`)
    await stick.put(`${folder}/${name}`, bytes)
    sums.push(sumLine(`${folder}/${name}`, bytes))
  }
  await stick.put(`${folder}/${SUMS}`, Buffer.from(sums.map((line) => `${line}\n`).join('')))
  await dropOthers(stick, folder, set.programs)
  return facts
}

async function putProgram(
  stick: Destination,
  program: Program,
  { progress, check }: Progress
): Promise<string[]> {
  const sums: string[] = []
  let done = 0
  for await (const piece of inPieces(program.read())) {
    check()
    const name = `${PROGRAMS}/${program.name}/${String(sums.length + 1).padStart(4, '0')}`
    await stick.put(name, piece)
    sums.push(sumLine(name, piece))
    done += piece.length
    progress(Math.min(0.99, done / program.bytes_about))
  }
  return sums
}

/** What lies there already of this very program needs no room again. */
async function checkRoom(stick: Destination, programs: Program[]): Promise<void> {
  let needed = PIECE_BYTES
  for (const { name, bytes_about } of programs) {
    const there = await stick.list(`${PROGRAMS}/${name}`)
    needed += Math.max(0, bytes_about - there.reduce((sum, { bytes }) => sum + bytes, 0))
  }
  const { free_bytes } = await stick.learned()
  if (free_bytes !== null && free_bytes < needed) throw new NoRoom(needed - free_bytes)
}

async function dropOthers(stick: Destination, folder: string, programs: Program[]): Promise<void> {
  const keep = [folder, ...programs.map(({ name }) => `${PROGRAMS}/${name}`)]
  const sets = await stick.list(SETS)
  // The sums go first: what is not whole any more does not say that it is.
  const old = [...sets.toSorted((one) => (one.name.endsWith(SUMS) ? -1 : 1)), ...(await stick.list(PROGRAMS))]
  for (const { name } of old) {
    if (!keep.some((kept) => name.startsWith(`${kept}/`))) await stick.delete(name)
  }
}

async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const some of bytes) {
    waiting.push(some)
    length += some.length
    while (length >= PIECE_BYTES) {
      const all = Buffer.concat(waiting)
      yield all.subarray(0, PIECE_BYTES)
      waiting = [all.subarray(PIECE_BYTES)]
      length = all.length - PIECE_BYTES
    }
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** As `sha256sum` reads it in the folder `rescue`. */
function sumLine(name: string, bytes: Buffer): string {
  const sum = createHash('sha256').update(bytes).digest('hex')
  return `${sum}  ${name.slice(RESCUE_FOLDER.length + 1)}`
}
