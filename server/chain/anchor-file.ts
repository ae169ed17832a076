import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Reader } from '../db/prepare.ts'
import { syncFolder } from '../db/sync-folder.ts'
import { findChain, findHead, type LedgerHead } from '../events/find-head.ts'
import type { Moment } from '../values/clock.ts'
import type { Anchor } from './harm.ts'

/** Why a head was noted: a shift was closed, a day ended, or the shop was brought back to an earlier state. */
export type AnchorReason = 'z' | 'day' | 'restored'

interface Line {
  at: Moment
  event_id: number
  hash: string
  /** Whose chain: another shop may be restored over this one. */
  chain: string
  /** A box that is restored from the backup is in a higher one than all before it. */
  epoch: number
  why: AnchorReason
}

/** Where the box notes heads of its ledger: beside the database and not in it. */
export function anchorFile(config: Config): string {
  return join(config.data, 'ledger-anchors.jsonl')
}

/** Notes the ledger's head, if there is one, and does not come back before the disk has it. */
export function noteHead(
  path: string,
  reader: Reader,
  { at, why, head = findHead(reader) }: Pick<Line, 'at' | 'why'> & { head?: LedgerHead | undefined }
): void {
  const chain = findChain(reader)
  if (head && chain) addLine(path, { at, ...head, ...chain, why })
}

/** On a line of its own, also where a power cut left only part of the line before. */
function addLine(path: string, line: Line): void {
  const is_new = !existsSync(path)
  const handle = openSync(path, 'a+', 0o600)
  try {
    writeSync(handle, `${endsInALine(handle) ? '' : '\n'}${JSON.stringify(line)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  if (is_new) syncFolder(join(path, '..'))
}

function endsInALine(handle: number): boolean {
  const { size } = fstatSync(handle)
  const last = Buffer.alloc(1)
  return size === 0 || (readSync(handle, last, 0, 1, size - 1) === 1 && last.toString() === '\n')
}

/**
 * Reads what was noted. What a power cut left of a line is passed over. Where the shop was brought back to an earlier
 * state, what was noted on the way that was left says with which event that was.
 *
 * @param is_own the box's own file: it knows of each restoring, and what it does not say was none
 * @returns nothing where there is no such file
 */
export function readAnchors(path: string, is_own = false): Anchor[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').flatMap(readLine)
  return lines.map(({ event_id, hash, chain, epoch, at }, index) => {
    const left = lines.find(
      (line, other) =>
        other > index && line.why === 'restored' && (line.event_id <= event_id || line.chain !== chain)
    )
    const left_at = left ? left.event_id : is_own ? null : undefined
    const where = `${path}:${index + 1}`
    return { event_id, hash, at, where, epoch, ...(left_at !== undefined && { left_at }) }
  })
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
