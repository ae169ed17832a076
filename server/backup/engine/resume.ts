import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ObjectFault } from '../objects/header.ts'
import type { GenerationName } from '../objects/names.ts'
import { sumText } from '../objects/page-sum.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { Meta, Page, StartReason } from '../objects/segment.ts'
import { compare, copyInto } from './compare.ts'
import { syncFolder } from './files.ts'
import { type Head, hasSnapshot, readHead } from './head.ts'
import { LivePages } from './live-pages.ts'
import { LogFollower } from './log-follower.ts'
import { Mirror } from './mirror.ts'
import { Recorder } from './recorder.ts'
import { Redo, readRedo } from './redo.ts'
import { listGenerations, Spool, settleSpool } from './spool.ts'
import { readGeneration } from './spool-reader.ts'

/** Where everything lies, and who writes. */
export interface Surroundings {
  /** The database file. */
  database: string
  /** A handle on it that nobody closes as long as this process has it open. */
  handle: number
  /** The folder of the backup: spool, mirror and what belongs to them. */
  folder: string
  key: StoreKey
  app_version: string
  now(): number
}

/** What the box should know of how the recorder found things. */
export interface Found {
  reason: StartReason
  /** Pages that were changed since the last segment, recorded now. */
  pages: number
  /** The database holds less than was recorded of it: up to which event it goes, and up to which it went. */
  fork?: { has: number; had: number }
  /** The database is damaged: nothing of it is recorded, so that the backup stays sound. */
  damage?: string
}

/** What a restore leaves beside the database: which point of the history it is, and in which epoch it goes on. */
export interface Restored {
  epoch: number
  from: GenerationName & {
    seq: number
    /** The hash of the segment it was restored to, hex. */
    hash: string
    meta: Meta
  }
}

/** A recorder ready to go on, and the log it follows. */
export interface Resumed {
  log: LogFollower
  found: Found
  /** Undefined when the database is damaged. */
  recorder?: Recorder
}

export const spoolFolder = (folder: string): string => join(folder, 'spool')
export const restoredFile = (folder: string): string => join(folder, 'restored.json')
/** Says that the box ended as it should; the next start then need not look for damage. */
export const endedFile = (folder: string): string => join(folder, 'ended')

/**
 * Makes the recorder ready: repairs what a stop left undone, finds what changed while nobody looked by comparing the
 * database with its mirror page by page, and records it. Nothing is believed that can be looked at: neither that the
 * box ended well, nor that the mirror is what it was.
 *
 * @param why known already: what made the recorder begin anew while the box runs
 */
export function resume(at: Surroundings, why?: StartReason): Resumed {
  const spool = new Spool(spoolFolder(at.folder))
  settleSpool(spoolFolder(at.folder))
  dropUnfinished(spoolFolder(at.folder), spool)
  const last = findLast(at)
  const ended_well = takeEndedMark(at.folder)
  const log = new LogFollower(at.database)
  const opened: { close(): void }[] = [log, { close: () => spool.abandon() }]
  try {
    while (!log.readOn()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    const live = new LivePages(at.handle, log.handOver())
    const fork = last.from && forkOf(log, last.from.meta)
    const reason = why ?? reasonOf(last, ended_well, fork)
    const damage = ended_well || !last.from ? undefined : damageOf(log)
    if (damage) return { log, found: { reason, pages: 0, damage } }
    const mirror = new Mirror(join(at.folder, 'mirror'), live.page_bytes)
    opened.push(mirror)
    redoInto(mirror, at.folder, last.from)
    const { changed, from } = lookAtAll(live, mirror, last.from)
    const redo = new Redo(join(at.folder, 'mirror.redo'))
    opened.push(redo)
    redo.clear()
    const recorder = new Recorder(
      { ...at, spool, mirror, redo, log },
      { from: from ?? null, reason, epoch: last.epoch },
      { seq: (last.from?.seq ?? 0) + 1, at: Math.max(last.from?.meta.t ?? 0, last.began) }
    )
    const is_changed = changed.length > 0 || live.pages !== from?.meta.n
    // A restored shop goes on in an epoch of its own: that must stand in the spool before it is forgotten here.
    if (from && (is_changed || last.is_restored)) recorder.write(changed, live.pages)
    if (!from?.is_grounded) recorder.beginSnapshot()
    rmSync(restoredFile(at.folder), { force: true })
    const found = { reason, pages: changed.length, ...(fork && { fork }) }
    return { recorder, log, found }
  } catch (error) {
    for (const one of opened) one.close()
    throw error
  }
}

interface Last {
  from?: Head
  epoch: number
  /** When the newest generation began: the next one's folder sorts after it, whatever the clock says. */
  began: number
  is_restored: boolean
  /** There was a history, and the disk lost its end. */
  is_lost: boolean
}

function findLast({ folder, key }: Surroundings): Last {
  const { epoch, began } = listGenerations(spoolFolder(folder)).at(-1) ?? { epoch: 1, began: 0 }
  const restored = readRestored(folder)
  if (restored) return { ...restored, began, is_restored: true, is_lost: false }
  try {
    const from = readHead(spoolFolder(folder), key)
    return { ...(from && { from }), epoch, began, is_restored: false, is_lost: false }
  } catch (error) {
    if (!(error instanceof ObjectFault)) throw error
    return { epoch, began, is_restored: false, is_lost: true }
  }
}

/** Whether the box ended as it should. Asked once: if it ends otherwise from here on, the mark must not speak for it. */
function takeEndedMark(folder: string): boolean {
  const is_there = existsSync(endedFile(folder))
  if (!is_there) return false
  rmSync(endedFile(folder))
  syncFolder(folder)
  return true
}

/** Has the mirror take over again all that a stop may have cut short. */
function redoInto(mirror: Mirror, folder: string, from: Head | undefined): void {
  const path = join(folder, 'mirror.redo')
  const entries = existsSync(path) ? readRedo(path) : []
  for (const { seq, pages, db_pages } of entries) {
    if (from && seq <= from.seq) mirror.redo(pages, db_pages)
  }
  if (entries.length > 0) mirror.sync()
}

/**
 * Compares all of the database with the mirror. A mirror that is not what it should be is made anew from the database,
 * and if that is exactly what was recorded last, all is well too.
 */
function lookAtAll(live: LivePages, mirror: Mirror, from?: Head): { changed: Page[]; from?: Head } {
  const { mirror_sum, changed } = compare(live, mirror)
  if (from && changed && sumText(mirror_sum) === from.meta.s) {
    mirror.sum = mirror_sum
    return { changed, from }
  }
  copyInto(mirror, live)
  return { changed: [], ...(from && mirror.sum_text === from.meta.s && { from }) }
}

/** Whether the database lacks what was recorded of it: then the disk lost what it had said it kept. */
function forkOf(log: LogFollower, { e: had }: Meta): { has: number; had: number } | undefined {
  const newest = log.view.prepare('select max(event_id) from events').pluck().get() as number | null
  const has = newest ?? 0
  return had !== undefined && has < had ? { has, had } : undefined
}

function damageOf(log: LogFollower): string | undefined {
  const answers = log.view.pragma('quick_check(3)') as { quick_check: string }[]
  const faults = answers.map(({ quick_check }) => quick_check).filter((answer) => answer !== 'ok')
  return faults.length > 0 ? faults.join('; ') : undefined
}

function reasonOf(last: Last, ended_well: boolean, fork: object | undefined): StartReason {
  if (last.is_restored) return 'restore'
  if (last.is_lost) return 'disk-fault'
  if (!last.from) return 'first'
  if (fork) return 'fork'
  return ended_well ? 'start' : 'crash'
}

/** A picture that was not finished is of no use to anybody. */
function dropUnfinished(root: string, spool: Spool): void {
  for (const name of listGenerations(root)) {
    const files = readGeneration(root, name)
    if (files.parts.length > 0 && !hasSnapshot(files)) spool.dropSnapshot(name)
  }
}

function readRestored(folder: string): { from: Head; epoch: number } | undefined {
  if (!existsSync(restoredFile(folder))) return undefined
  const { epoch, from } = JSON.parse(readFileSync(restoredFile(folder), 'utf8')) as Restored
  const { seq, hash, meta, ...name } = from
  return { from: { name, seq, hash: Buffer.from(hash, 'hex'), meta, is_grounded: true }, epoch }
}
