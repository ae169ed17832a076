import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Found } from './finding.ts'
import { type Disk, diskOf, isVirtual, mountOf, readLine } from './kernel-files.ts'
import type { Patient } from './patient.ts'

export type SyncFinding = Found<
  'passed_on',
  'refused' | 'in_memory' | 'switched_off' | 'kept_back' | 'no_flush' | 'too_fast' | 'virtual' | 'no_disk',
  SyncFacts
>

/** What was measured: a hint of speed, and what of it the kernel saw reach the disk. */
type SyncFacts = {
  /** `ext4`, `tmpfs`, … */
  file_system: string
  disk?: string
  /** How many saves were tried, and the middle one's time, in milliseconds. */
  saves: number
  middle_ms: number
  /** How many writes and how many orders to really write the disk got meanwhile; undefined where nobody counts. */
  writes?: number | undefined
  flushes?: number | undefined
  /** Whether the disk says that it keeps nothing back; then the kernel gives it no such orders. */
  keeps_nothing_back?: boolean
  code?: string
}

const SAVES = 40
/** It ends earlier on a slow disk: a till's sale waits behind each save. */
const LONGEST_MS = 1500
const BLOCK = Buffer.alloc(4096, 'laci')

/** File systems that live in memory: a power cut takes all. */
const IN_MEMORY = new Set(['tmpfs', 'ramfs', 'rootfs'])
/** These give an order to flush with each save. */
const FLUSHING = new Set(['ext3', 'ext4', 'xfs', 'btrfs'])
/** A disk that turns 7,200 times a minute can't save more than 120 times a second, and a card not thousands. */
const TURNING_MS = 2
const CARD_MS = 0.15

/**
 * Saves small blocks as a sale is saved, and looks at what the disk was given meanwhile. It finds a system that only
 * pretends to save: a folder in memory, protection that was switched off, a library that leaves the saving out, a disk
 * faster than such a disk can be. That a disk which takes the order obeys it, nothing but a pulled plug can prove.
 */
export async function checkSync({ data, sys, proc }: Patient): Promise<SyncFinding> {
  const mount = mountOf(data, proc)
  const disk = diskOf(data, sys)
  const before = disk && countsOf(disk)
  const file_system = mount?.kind ?? ''
  let times: number[]
  try {
    times = await save(data)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return { verdict: 'bad', says: 'refused', facts: { file_system, saves: 0, middle_ms: 0, code } }
  }
  const after = disk && countsOf(disk)
  return judgeSync({
    disk,
    options: mount?.options ?? [],
    facts: {
      file_system,
      saves: times.length,
      middle_ms: times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!,
      ...(disk && {
        disk: disk.name,
        writes: risen(before?.writes, after?.writes),
        flushes: risen(before?.flushes, after?.flushes),
        keeps_nothing_back: readLine(disk.whole, 'queue/write_cache') === 'write through'
      })
    }
  })
}

function judgeSync({
  disk,
  options,
  facts
}: {
  disk: Disk | undefined
  options: readonly string[]
  facts: SyncFacts
}): SyncFinding {
  const { file_system, saves, middle_ms, writes, flushes, keeps_nothing_back } = facts
  const most = saves / 2 // somebody else's save may have carried one of ours along
  if (IN_MEMORY.has(file_system)) return { verdict: 'bad', says: 'in_memory', facts }
  if (options.includes('nobarrier') || options.includes('barrier=0')) {
    return { verdict: 'bad', says: 'switched_off', facts }
  }
  if (!disk) return { verdict: 'unknown', says: 'no_disk', facts }
  if (writes !== undefined && writes < most) return { verdict: 'bad', says: 'kept_back', facts }
  if (FLUSHING.has(file_system) && !keeps_nothing_back && flushes !== undefined && flushes < most) {
    return { verdict: 'bad', says: 'no_flush', facts }
  }
  if (isVirtual(disk)) return { verdict: 'unknown', says: 'virtual', facts }
  if (middle_ms < fastest(disk)) return { verdict: 'watch', says: 'too_fast', facts }
  return { verdict: 'good', says: 'passed_on', facts }
}

/** Faster than this no disk of its kind saves honestly, in milliseconds; 0 where one can't tell. */
function fastest({ name, whole }: Disk): number {
  if (readLine(whole, 'queue/rotational') === '1') return TURNING_MS
  return name.startsWith('mmcblk') ? CARD_MS : 0
}

/** Saves one block after another, resting as long as each took, so that a sale finds its turn. @returns each one's time in ms */
async function save(folder: string): Promise<number[]> {
  const own = mkdtempSync(join(folder, '.doctor-'))
  const file = openSync(join(own, 'save'), 'w', 0o600)
  try {
    const times: number[] = []
    const began = performance.now()
    while (times.length < SAVES && (times.length === 0 || performance.now() - began < LONGEST_MS)) {
      const start = performance.now()
      writeSync(file, BLOCK)
      fsyncSync(file)
      times.push(performance.now() - start)
      await pause(times.at(-1))
    }
    return times
  } finally {
    closeSync(file)
    rmSync(own, { recursive: true })
  }
}

/** @see https://www.kernel.org/doc/html/latest/block/stat.html: the fifth figure counts writes, the sixteenth flushes */
function countsOf({ whole }: Disk): { writes?: number; flushes?: number } {
  const figures = (readLine(whole, 'stat') ?? '').split(/\s+/).map(Number)
  return {
    ...(figures[4] !== undefined && { writes: figures[4] }),
    ...(figures[15] !== undefined && { flushes: figures[15] })
  }
}

function risen(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before
}
