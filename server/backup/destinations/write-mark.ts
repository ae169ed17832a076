import { open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { faultOf } from './fault-of.ts'
import { syncFolder, WRITE } from './files.ts'

/** A mark is a few words; a bigger file is none of ours. */
const MOST_BYTES = 4096

/** Writes the small file by which a place is known again: whole or not at all. */
export async function writeMark(path: string, content: Record<string, unknown>): Promise<void> {
  const file = await open(`${path}.tmp`, WRITE, 0o600)
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.tmp`, path)
  await syncFolder(dirname(path))
}

/**
 * Reads a mark. @returns null when there is none, or something else has its name
 *
 * @throws {DestinationFault} when the disk does not answer
 */
export async function readMark(path: string): Promise<Record<string, unknown> | null> {
  try {
    const facts = await stat(path)
    if (!facts.isFile() || facts.size > MOST_BYTES) return null
    return asRecord(await readFile(path, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw faultOf(error, `read ${path}`)
  }
}

function asRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
