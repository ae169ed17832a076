import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { findSticks } from '../backup/destinations/find-sticks.ts'
import type { Config } from '../config.ts'
import { updateFolder } from './notes.ts'
import { isNewer } from './versions.ts'

/** A new version that lies somewhere, by what its name says; what is in it is only known once it was checked. */
export interface FoundBundle {
  path: string
  name: string
  version: string
  bytes: number
  where: 'stick' | 'source' | 'sent'
}

const NAME = /^laci-(\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)-linux-(x64|arm64)\.tar\.gz$/

/** The version that a file is of, by its name. @returns undefined for anything but a bundle for this machine */
export function versionIn(name: string): string | undefined {
  const [, version, arch] = NAME.exec(name) ?? []
  return arch === process.arch ? version : undefined
}

/** Where what was sent to the box from a browser is kept. */
export const inboxFolder = (data: string): string => join(updateFolder(data), 'inbox')

/** Looks for bundles on what is plugged in, in the folder that was named, and among what was sent: the newest first. */
export async function findBundles(config: Config): Promise<FoundBundle[]> {
  const sticks = await findSticks(config.stick_folders)
  const found = await Promise.all([
    ...sticks.flatMap(({ path }) => [lookIn(path, 'stick'), lookIn(join(path, 'laci'), 'stick')]),
    ...(config.update_source ? [lookIn(config.update_source, 'source')] : []),
    lookIn(inboxFolder(config.data), 'sent')
  ])
  return found.flat().toSorted((one, other) => (isNewer(one.version, other.version) ? -1 : 1))
}

/** The bundles in a folder; one that does not answer holds none. */
export async function lookIn(folder: string, where: FoundBundle['where']): Promise<FoundBundle[]> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(names.map((name) => look(folder, name, where)))
  return found.filter((one) => one !== undefined)
}

async function look(
  folder: string,
  name: string,
  where: FoundBundle['where']
): Promise<FoundBundle | undefined> {
  const version = versionIn(name)
  if (version === undefined) return undefined
  const path = join(folder, name)
  const facts = await stat(path).catch(() => undefined)
  return facts?.isFile() ? { path, name, version, bytes: facts.size, where } : undefined
}
