import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { LogFault, WalReader } from '../../../server/backup/engine/wal-reader.ts'

/** A log as SQLite left it, and the pages it holds as SQLite reads them. */
function writeLog(t: Test, page_bytes = 4096): { log: Buffer; pages: Buffer; frames: number; read: Read } {
  const folder = mkdtempSync(join(tmpdir(), 'laci-log-'))
  const path = join(folder, 'shop.db')
  const sqlite = new Database(path)
  sqlite.pragma(`page_size = ${page_bytes}`)
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('wal_autocheckpoint = 0')
  sqlite.exec('create table a (b blob)')
  const add = sqlite.prepare('insert into a values (randomblob(?))')
  for (let size = 1; size < 20_000; size += 1500) add.run(size)
  const { log: frames } = sqlite.prepare('pragma wal_checkpoint(noop)').get() as { log: number }
  const log = readFileSync(`${path}-wal`)
  const pages = sqlite.serialize()
  const opened: number[] = []
  t.teardown(() => {
    for (const handle of opened) closeSync(handle)
    sqlite.close()
    rmSync(folder, { recursive: true })
  })
  const read: Read = (bytes, until) => {
    const own = join(folder, `log-${opened.length}`)
    writeFileSync(own, bytes)
    const handle = openSync(own, 'r')
    opened.push(handle)
    return WalReader.begin(handle)?.read(until)
  }
  return { log, pages, frames, read }
}

type Read = (bytes: Buffer, until: number) => ReturnType<WalReader['read']>

t.test('A log reads as SQLite reads it', async (t) => {
  for (const page_bytes of [512, 1024, 4096, 65_536]) {
    const { log, pages, frames, read } = writeLog(t, page_bytes)
    const batch = read(log, frames)!
    t.equal(batch.db_pages * page_bytes, pages.length)
    for (const [pgno, bytes] of batch.pages) {
      t.ok(bytes.equals(pages.subarray((pgno - 1) * page_bytes, pgno * page_bytes)), `page ${pgno}`)
    }
  }
})

t.test('A log written by a machine of the other byte order reads the same', async (t) => {
  const { log, frames, read } = writeLog(t)
  const turned = inOtherOrder(log, 4096)
  t.notSame(turned, log)
  t.same(read(turned, frames), read(log, frames))
})

t.test('What is not committed yet is not read', async (t) => {
  const { log, frames, read } = writeLog(t)
  const ends = commitsOf(log, 4096)
  t.ok(ends.length > 5)
  for (const end of ends) t.equal(read(log, end)?.db_pages, dbPagesAt(log, end))
  const inside = ends.find((end, index) => end > (ends[index - 1] ?? 0) + 1)! - 1
  t.throws(() => read(log, inside), LogFault, 'a place inside a commit is no place to stop')
  t.throws(() => read(log, frames + 1), LogFault, 'nor is one behind the end')
})

t.test('A frame that is not what was written is found, whichever bit it is', async (t) => {
  const { log, frames, read } = writeLog(t)
  const held = 32 + frames * 4120
  for (let at = 0; at < held; at += 331) {
    const bent = Buffer.from(log)
    bent[at]! ^= 1 << (at % 8)
    t.equal(
      outcome(() => read(bent, frames)),
      'refused',
      `byte ${at}`
    )
  }
  for (let cut = 0; cut < held; cut += 977) {
    t.equal(
      outcome(() => read(log.subarray(0, cut), frames)),
      'refused',
      `cut at ${cut}`
    )
  }
  const moved = Buffer.concat([
    log.subarray(0, 32),
    log.subarray(32 + 4120, 32 + 8240),
    log.subarray(32, 32 + 4120),
    log.subarray(32 + 8240)
  ])
  t.equal(
    outcome(() => read(moved, frames)),
    'refused',
    'two frames in each other’s place'
  )
})

function outcome(work: () => unknown): 'read' | 'refused' {
  try {
    return work() === undefined ? 'refused' : 'read'
  } catch (error) {
    if (error instanceof LogFault) return 'refused'
    throw error
  }
}

/** The frames that end a commit, counted from 1. */
function commitsOf(log: Buffer, page_bytes: number): number[] {
  const step = 24 + page_bytes
  const frames = Math.floor((log.length - 32) / step)
  return Array.from({ length: frames }, (_, index) => index + 1).filter((frame) => dbPagesAt(log, frame) > 0)
}

function dbPagesAt(log: Buffer, frame: number): number {
  return log.readUInt32BE(32 + (frame - 1) * 4120 + 4)
}

/** Writes the checksums anew as a machine of the other byte order would have (SQLite file format, section 4.2). */
function inOtherOrder(log: Buffer, page_bytes: number): Buffer {
  const bytes = Buffer.from(log)
  const is_big = (bytes.readUInt32BE(0) & 1) === 0
  bytes.writeUInt32BE(is_big ? 0x377f0683 : 0x377f0682, 0)
  let sums: [number, number] = [0, 0]
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at += 8) {
      const one = (offset: number) =>
        is_big ? bytes.readUInt32BE(at + offset) : bytes.readUInt32LE(at + offset)
      const first = (sums[0] + one(0) + sums[1]) >>> 0
      sums = [first, (sums[1] + one(4) + first) >>> 0]
    }
  }
  const write = (at: number): void => {
    bytes.writeUInt32BE(sums[0], at)
    bytes.writeUInt32BE(sums[1], at + 4)
  }
  add(0, 24)
  write(24)
  for (let at = 32; at + 24 + page_bytes <= bytes.length; at += 24 + page_bytes) {
    add(at, at + 8)
    add(at + 24, at + 24 + page_bytes)
    write(at + 16)
  }
  return bytes
}
