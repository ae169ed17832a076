import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { syncFolder } from '../db/sync-folder.ts'
import type { Moment } from '../values/clock.ts'
import type { Anchor } from './harm.ts'

/** Why a head was noted: a shift was closed, a day ended, or the shop was brought back to an earlier state. */
export type AnchorReason = 'z' | 'day' | 'restored'

interface Line {
  at: Moment
  event_id: number
  hash: string
  why: AnchorReason
}

/** Where the box notes heads of its ledger: beside the database and not in it. */
export function anchorFile(config: Config): string {
  return join(config.data, 'ledger-anchors.jsonl')
}

/** Adds a head to the file, and does not come back before the disk has it. */
export function noteAnchor(path: string, line: Line): void {
  const is_new = !existsSync(path)
  const handle = openSync(path, 'a', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(line)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  if (is_new) syncFolder(join(path, '..'))
}

/**
 * Reads what was noted. What a power cut left of a line is passed over. Where the shop was brought back to an earlier
 * state, what was noted on the way that was left says nothing any more.
 *
 * @returns nothing where there is no such file
 */
export function readAnchors(path: string): Anchor[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').flatMap(readLine)
  const anchors: (Line & { line: number })[] = []
  for (const [at, line] of lines.entries()) {
    if (line.why === 'restored') {
      while (anchors.length > 0 && anchors.at(-1)!.event_id >= line.event_id) anchors.pop()
    }
    anchors.push({ ...line, line: at + 1 })
  }
  return anchors.map(({ event_id, hash, at, line }) => ({ event_id, hash, at, where: `${path}:${line}` }))
}

function readLine(text: string): Line[] {
  try {
    const line = JSON.parse(text) as Partial<Line> | null
    const is_one = Number.isSafeInteger(line?.event_id) && /^[0-9a-f]{64}$/.test(line?.hash ?? '')
    return is_one ? [line as Line] : []
  } catch {
    return []
  }
}
