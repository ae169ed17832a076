import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Config } from '../config.ts'
import { syncFolder } from '../db/sync-folder.ts'
import { later, type Moment } from '../values/clock.ts'

/** What is being written; nobody takes it for a file that is whole. */
const UNFINISHED = /^\.laci-.*\.part$/
const OURS = /^Backup_[\w.-]+$/

/** How long a file stays in the box. */
export const KEPT_DAYS = 7
const KEPT_MS = KEPT_DAYS * 86_400_000

/** A file that was handed out, as it lies in the box. */
export interface ExportFile {
  name: string
  bytes: number
  made_at: Moment
}

/** Where the box keeps what it handed out. */
export function exportFolder({ data }: Pick<Config, 'data'>): string {
  return join(data, 'exports')
}

/** What a file is called in a folder while it is written. The folder is made when missing. */
export function unfinishedFile(folder: string, export_id: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, `.laci-${export_id}.part`)
}

/**
 * Gives a written file its name, or one with a number behind it where that is taken: nothing is ever written over.
 *
 * @returns the name it got
 */
export function nameFinished(path: string, folder: string, name: string): string {
  for (let no = 1; ; no++) {
    const free = no === 1 ? name : numbered(name, no)
    if (!take(path, join(folder, free))) continue
    syncFolder(folder)
    return free
  }
}

/** The files of a folder that were handed out, the newest first. */
export function listFiles(folder: string): ExportFile[] {
  return namesIn(folder)
    .filter((name) => OURS.test(name))
    .map((name) => {
      const { size, mtime } = statSync(join(folder, name))
      return { name, bytes: size, made_at: mtime.toISOString() }
    })
    .sort((one, other) => (one.made_at < other.made_at ? 1 : -1))
}

/** A file by its name, if it is one of ours and there. */
export function findFile(folder: string, name: string): ExportFile | undefined {
  return listFiles(folder).find((file) => file.name === name)
}

export function deleteFile(folder: string, { name }: ExportFile): void {
  rmSync(join(folder, name), { force: true })
}

/** Takes away what has lain here for a week, and what a box that stopped in the middle left unfinished. */
export function tidyFolder(folder: string, now: Moment, is_start: boolean): void {
  for (const file of listFiles(folder)) {
    if (file.made_at < later(now, -KEPT_MS)) deleteFile(folder, file)
  }
  if (!is_start) return
  for (const name of namesIn(folder)) if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true })
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Moves a file to a name that nobody has. @returns false when somebody has it */
function take(path: string, to: string): boolean {
  if (existsSync(to)) return false
  try {
    linkSync(path, to)
    rmSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // The file systems of sticks know no second name for a file.
    renameSync(path, to)
  }
  return true
}

function numbered(name: string, no: number): string {
  const ending = /(\.laci)?\.\w+$/.exec(name)?.[0] ?? extname(name)
  return `${name.slice(0, name.length - ending.length)}_${no}${ending}`
}
