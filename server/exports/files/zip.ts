import { constants, crc32, deflateRawSync } from 'node:zlib'
import type { FileWriter } from './file-writer.ts'

/** More than this needs another form of archive, which some programs can't open. */
const MOST_BYTES = 0xffff_ffff

/** Collected before it is pressed: enough to press well, and too little to take memory. */
const PIECE_BYTES = 256 * 1024

const DEFLATED = 8
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800

/** An archive came to hold more than an archive can. */
export class ArchiveFull extends Error {
  override readonly name = 'ArchiveFull'
}

/** An archive that is written one file after another. */
export interface Archive {
  /** Writes one file from pieces of text or of bytes; whatever its length, little of it is in memory. */
  add(name: string, pieces: Iterable<string | Uint8Array>): void
  /** Writes the list of what it holds. */
  finish(): void
}

interface Entry {
  name: Buffer
  crc: number
  pressed: number
  bytes: number
  at: number
}

/**
 * Writes a ZIP archive (PKWARE APPNOTE 6.3): Node presses and sums, so all that is left to write are its two kinds of
 * header. Each piece is pressed by itself up to a byte's edge, which makes a valid stream when they are put together;
 * so nothing is awaited and memory stays as it is.
 *
 * @param stamped the date on its files: the outlet's own, as milliseconds since 1970
 * @throws {ArchiveFull} beyond 4 GB
 */
export function openArchive(file: FileWriter, stamped: number): Archive {
  const entries: Entry[] = []
  const when = dosTime(stamped)

  function add(name: string, pieces: Iterable<string | Uint8Array>): void {
    const entry: Entry = { name: Buffer.from(name), crc: 0, pressed: 0, bytes: 0, at: file.bytes }
    const head = headOf(entry)
    file.write(head)
    file.write(entry.name)
    const press = (plain: Uint8Array, finishFlush: number): void => {
      const pressed = deflateRawSync(plain, { level: 4, finishFlush })
      entry.crc = crc32(plain, entry.crc)
      entry.bytes += plain.length
      entry.pressed += pressed.length
      if (entry.bytes > MOST_BYTES || file.bytes > MOST_BYTES - pressed.length) throw new ArchiveFull(name)
      file.write(pressed)
    }
    let text = ''
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece
      else press(piece, constants.Z_FULL_FLUSH)
      if (text.length < PIECE_BYTES) continue
      press(Buffer.from(text), constants.Z_FULL_FLUSH)
      text = ''
    }
    press(Buffer.from(text), constants.Z_FINISH)
    file.mend(headOf(entry), entry.at)
    entries.push(entry)
  }

  /** The header before a file; its sums are known and put right when all of it was read. */
  function headOf({ name, crc, pressed, bytes }: Entry): Buffer {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(VERSION, 4)
    factsOf({ name, crc, pressed, bytes }).copy(head, 6)
    return head
  }

  /** What both headers say of a file, from its flags to the length of its name; 24 bytes. */
  function factsOf({ name, crc, pressed, bytes }: Omit<Entry, 'at'>): Buffer {
    const facts = Buffer.alloc(24)
    facts.writeUInt16LE(FLAGS, 0)
    facts.writeUInt16LE(DEFLATED, 2)
    facts.writeUInt32LE(when, 4)
    facts.writeUInt32LE(crc, 8)
    facts.writeUInt32LE(pressed, 12)
    facts.writeUInt32LE(bytes, 16)
    facts.writeUInt16LE(name.length, 20)
    return facts
  }

  function finish(): void {
    const from = file.bytes
    for (const entry of entries) {
      const line = Buffer.alloc(46)
      line.writeUInt32LE(0x02014b50, 0)
      line.writeUInt16LE(VERSION, 4)
      line.writeUInt16LE(VERSION, 6)
      factsOf(entry).copy(line, 8)
      line.writeUInt32LE(entry.at, 42)
      file.write(line)
      file.write(entry.name)
    }
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(entries.length, 8)
    end.writeUInt16LE(entries.length, 10)
    end.writeUInt32LE(file.bytes - from, 12)
    end.writeUInt32LE(from, 16)
    file.write(end)
  }

  return { add, finish }
}

/** Date and time as DOS kept them: two halves, seconds by twos, years from 1980. */
function dosTime(stamped: number): number {
  const at = new Date(stamped)
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return ((date << 16) | time) >>> 0
}
