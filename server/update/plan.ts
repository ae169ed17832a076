import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writeFileDurably } from '../backup/engine/files.ts'
import { updateFolder } from './notes.ts'

/** An update that waits until the shop has closed. */
export interface Plan {
  path: string
  version: string
}

const planFile = (data: string): string => join(updateFolder(data), 'tonight.json')

/** Keeps what is to be done tonight, in the place of what was. */
export function keepPlan(data: string, plan: Plan): void {
  const folder = updateFolder(data)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileDurably(`${planFile(data)}.new`, Buffer.from(JSON.stringify(plan)))
  renameSync(`${planFile(data)}.new`, planFile(data))
  syncFolder(folder)
}

export function dropPlan(data: string): void {
  rmSync(planFile(data), { force: true })
}

/** What is to be done tonight; a file that says nothing sensible plans nothing. */
export function readPlan(data: string): Plan | undefined {
  try {
    const { path, version } = JSON.parse(readFileSync(planFile(data), 'utf8')) as Partial<Plan>
    return typeof path === 'string' && typeof version === 'string' ? { path, version } : undefined
  } catch {
    return undefined
  }
}
