import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writeFileDurably } from '../backup/engine/files.ts'
import type { Config } from '../config.ts'
import type { Moment } from '../values/clock.ts'

/** Where scripts/box/settle-update keeps what it notes, on an installed box. */
const NOTES = '/opt/laci-update'

/** How far an update is, in the order in which it goes. */
const PHASES = [
  'looking',
  'copying',
  'laying',
  'rehearsing',
  'pointing',
  'switching',
  'trial',
  'returning',
  'done',
  'returned',
  'refused'
] as const
export type Phase = (typeof PHASES)[number]

/** Why an update was not done, or was taken back. */
const WHYS = [
  'gone',
  'no-room',
  'damaged',
  'unsigned',
  'other-machine',
  'not-newer',
  'not-there',
  'no-copy',
  'would-lose',
  'rehearsal',
  'migration',
  'books',
  'not-kept',
  'no-answer',
  'unwell',
  'cut',
  'asked'
] as const
export type Why = (typeof WHYS)[number]

export function isWhy(word: string): word is Why {
  return (WHYS as readonly string[]).includes(word)
}

/** What became of the last update, or how far the one is that goes on. */
export interface UpdateNote {
  phase: Phase
  why: Why | null
  from: string
  /** Empty while it is not known yet. */
  to: string
  at: Moment
  /** For how long nobody could sell, in milliseconds; null where nothing was switched. */
  shut_ms: number | null
  /** What had happened in the shop since the version that was to be left came; null where nobody asked. */
  since: { sales: number; others: number } | null
  /** What the shop was until then is kept as, in the folder of updates; null where it was not put back. */
  left: string | null
}

export const notesFolder = ({ update_notes = NOTES }: Pick<Config, 'update_notes'>): string => update_notes
/** What the box keeps of updates in its own data folder, where it may write. */
export const updateFolder = (data: string): string => join(data, 'update')

const OVER: readonly Phase[] = ['done', 'returned', 'refused']

/** Whether nothing goes on any more. */
export function isOver({ phase }: UpdateNote): boolean {
  return OVER.includes(phase)
}

/** How it stands with the last update; undefined on a box that has seen none, or is not installed. */
export function readNote(config: Pick<Config, 'update_notes'>): UpdateNote | undefined {
  return parseNote(textOf(join(notesFolder(config), 'state')))
}

/** All updates that came to an end, the newest first. */
export function readHistory(config: Pick<Config, 'update_notes'>): UpdateNote[] {
  const texts = textOf(join(notesFolder(config), 'history')).split('\n\n')
  return texts.flatMap((text) => parseNote(text) ?? []).reverse()
}

/** Whether this box is one whose versions change by a bundle: only that has what does it. */
export function isInstalled(config: Pick<Config, 'update_notes'>): boolean {
  return existsSync(join(notesFolder(config), 'settle-update'))
}

function parseNote(text: string): UpdateNote | undefined {
  const found = new Map(
    text.split('\n').map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)])
  )
  const phase = PHASES.find((one) => one === found.get('phase'))
  const at = Number(found.get('at')) * 1000
  if (!phase || !(at > 0 && at < 8.64e15)) return undefined
  const shut_ms = found.get('shut_ms')
  const [sales, others, aside] = [found.get('sales'), found.get('others'), found.get('aside')]
  return {
    phase,
    why: WHYS.find((one) => one === found.get('why')) ?? null,
    from: found.get('from') ?? '',
    to: found.get('to') ?? '',
    at: new Date(at).toISOString(),
    shut_ms: shut_ms ? Number(shut_ms) : null,
    since: sales && others ? { sales: Number(sales), others: Number(others) } : null,
    left: aside ? `${aside}.db` : null
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** What the box is asked to do. */
export type Wanted =
  /** To the version in an archive, or an unpacked one. `older` allows one that is not newer. */
  | { deed: 'to'; path: string; older?: boolean }
  /** Back to the version before. `lose` allows that what happened since is set aside. */
  | { deed: 'back'; lose?: boolean }
  /** To the version that lies there already, and was taken back. */
  | { deed: 'again' }

/**
 * Lays down what is wanted; systemd sees the file and has scripts/box/settle-update do it (laci-update.path).
 *
 * @throws {RangeError} for a path that no line of text can hold
 */
export function askForUpdate(data: string, wanted: Wanted): void {
  const path = wanted.deed === 'to' ? wanted.path : ''
  if (/[\n\0]/.test(path)) throw new RangeError('a path of one line')
  const folder = updateFolder(data)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const allows = ('older' in wanted && wanted.older) || ('lose' in wanted && wanted.lose) ? 'yes' : ''
  const text = `deed=${wanted.deed}\nallows=${allows}\npath=${path}\n`
  writeFileDurably(join(folder, 'request.new'), Buffer.from(text))
  renameSync(join(folder, 'request.new'), join(folder, 'request'))
  syncFolder(folder)
}

/** Whether something is asked that nobody has begun yet. */
export function isAsked(data: string): boolean {
  return existsSync(join(updateFolder(data), 'request'))
}
