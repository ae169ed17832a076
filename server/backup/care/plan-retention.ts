import type { Settings } from '../../settings/read-settings.ts'
import { businessDay } from '../../values/business-day.ts'
import { hasSnapshot } from '../engine/head.ts'
import type { GenerationFiles } from '../engine/spool-reader.ts'
import { lastAt } from '../restore/catalog.ts'
import { findNeeded, type Parents } from './needed.ts'

/** What is known of a place when it is decided what may go. Times are milliseconds since 1970. */
export interface RetentionFacts {
  /** All that lies there, oldest first. */
  generations: GenerationFiles[]
  parents: Parents
  /** The generations that this box wrote or came from; of others nothing is touched. */
  known: ReadonlySet<string>
  /** The generations whose snapshots a proven restoring stood on, at this place. */
  proven: ReadonlySet<string>
  keep: Settings['backup_keep']
  now: number
  /** IANA zone of the outlet: its weeks, months and years are counted. */
  zone: string
  /** Files that are still to be carried elsewhere. */
  isWaiting?: (generation: string, file: GenerationFiles['packs'][number] | null) => boolean
}

/** A file that may go. */
export interface Spare {
  generation: string
  /** Inside its generation's folder. */
  file: string
  bytes: number
}

const DAY_MS = 86_400_000
/** So many snapshots that were proven stay, whatever their age. */
const LEAST_PROVEN = 2

/**
 * Finds what a place may be relieved of: everything of the last days stays, then one snapshot a week, a month, a year;
 * beyond that nothing. Decided by what names say, never by the age of a file; what is not understood stays.
 */
export function planRetention(facts: RetentionFacts): Spare[] {
  const { generations, parents, known, keep, now, isWaiting = () => false } = facts
  const since = now - keep.days * DAY_MS
  const needed = findNeeded(generations, parents, since)
  const snapshots = keptSnapshots(facts)
  if (!needed || !snapshots) return []
  const newest = generations.at(-1)
  return generations.flatMap((files) => {
    const { generation } = files.name
    if (files === newest || !known.has(generation)) return []
    const until = needed.get(generation)
    const packs = files.packs.filter(
      (pack) =>
        pack.at < since && !(until !== undefined && pack.from <= until) && !isWaiting(generation, pack)
    )
    const is_old = until === undefined && (lastAt(files) ?? now) < since
    const parts = is_old && !snapshots.has(generation) && !isWaiting(generation, null) ? files.parts : []
    return [...packs, ...parts].map(({ file, bytes }) => ({ generation, file, bytes }))
  })
}

/** The snapshots that stay for their week, month or year; undefined while too few were proven to let any go. */
function keptSnapshots({ generations, proven, keep, now, zone }: RetentionFacts): Set<string> | undefined {
  const whole = generations
    .filter(hasSnapshot)
    .map((files) => ({ generation: files.name.generation, at: files.parts[0]!.at }))
    .toSorted((one, other) => one.at - other.at)
  const sure = whole.filter(({ generation }) => proven.has(generation))
  if (sure.length < LEAST_PROVEN) return undefined
  const kept = new Set(whole.slice(-1).map(({ generation }) => generation))
  for (const { generation } of sure.slice(-LEAST_PROVEN)) kept.add(generation)
  const spans = [
    { name: weekOf, back: keep.weeks * 7 },
    { name: (day: string) => day.slice(0, 7), back: keep.months * 31 },
    { name: (day: string) => day.slice(0, 4), back: keep.years * 366 }
  ]
  for (const { name, back } of spans) {
    const last = new Map<string, string>()
    for (const { generation, at } of whole) {
      if (at >= now - back * DAY_MS)
        last.set(name(businessDay(new Date(at).toISOString(), zone, 0)), generation)
    }
    for (const generation of last.values()) kept.add(generation)
  }
  return kept
}

/** Weeks from Monday to Sunday, counted from one long ago. */
function weekOf(day: string): string {
  return String(Math.floor((Date.parse(day) / DAY_MS + 3) / 7))
}
