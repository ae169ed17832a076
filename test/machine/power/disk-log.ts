import { appendFileSync, readFileSync } from 'node:fs'

/** One thing a program asked of the disk, or said aloud; see recorder.c. */
export interface Entry {
  kind:
    | 'create'
    | 'make-folder'
    | 'write'
    | 'truncate'
    | 'sync'
    | 'failed-sync'
    | 'drop'
    | 'unlink'
    | 'rename'
    | 'acknowledge'
  /** Relative to the recorded folder; the folder itself is `.`. */
  name: string
  /** Where a write begins, or the length a file is cut to. */
  offset: number
  /** What was written or said; of a rename the old name. */
  data: Buffer
}

const KINDS: Record<string, Entry['kind']> = {
  C: 'create',
  M: 'make-folder',
  W: 'write',
  T: 'truncate',
  S: 'sync',
  F: 'failed-sync',
  D: 'drop',
  U: 'unlink',
  R: 'rename',
  A: 'acknowledge'
}

const HEAD_BYTES = 15

/** Reads what recorder.c wrote down. */
export function readDiskLog(path: string): Entry[] {
  const log = readFileSync(path)
  const entries: Entry[] = []
  for (let at = 0; at < log.length; ) {
    const kind = KINDS[String.fromCharCode(log.readUInt8(at))]
    if (!kind) throw new Error(`not a record at byte ${at}`)
    const nameEnd = at + HEAD_BYTES + log.readUInt16LE(at + 1)
    const end = nameEnd + log.readUInt32LE(at + 11)
    entries.push({
      kind,
      name: log.toString('utf8', at + HEAD_BYTES, nameEnd),
      offset: Number(log.readBigUInt64LE(at + 3)),
      data: log.subarray(nameEnd, end)
    })
    at = end
  }
  return entries
}

/** Adds to a log, in its place among all else, that somebody was told something. */
export function acknowledge(path: string, said: string): void {
  const data = Buffer.from(`${said}\n`)
  const head = Buffer.alloc(HEAD_BYTES)
  head.write('A')
  head.writeUInt32LE(data.length, 11)
  appendFileSync(path, Buffer.concat([head, data]))
}

/** The receipt numbers among some entries that were acknowledged: what cashiers have seen. */
export function acknowledged(entries: readonly Entry[]): string[] {
  return entries
    .filter(({ kind }) => kind === 'acknowledge')
    .flatMap(({ data }) => data.toString().split('\n').filter(Boolean))
}
