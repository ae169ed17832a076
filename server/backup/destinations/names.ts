import { createHash } from 'node:crypto'
import { DestinationFault } from './destination.ts'

const PART = /\.part-[0-9a-f]{12}$/

/**
 * Refuses a name that could lead out of the destination's root, or that no place keeps as it stands: an absolute one,
 * `..`, a backslash (a slash to some servers), a control character. The name may come from elsewhere, out of a
 * manifest that someone else wrote.
 *
 * @throws {DestinationFault} `nonsense`
 */
export function checkName(name: string): void {
  if (isSound(name) && !PART.test(name)) return
  throw new DestinationFault('nonsense', `${JSON.stringify(name)} is no name for a file here`)
}

/** The same for a folder, where '' is the root. */
export function checkFolder(folder: string): void {
  if (folder !== '') checkName(folder)
}

/**
 * The name under which a file is written before it is whole. The same bytes are tried again under the same one, so that
 * what an interruption leaves behind is written over, and two boxes never write into each other's.
 */
export function partName(name: string, bytes: Buffer): string {
  return `${name}.part-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`
}

/** Whether a listing may show this name: nothing half-written, and nothing that can't have been put here by us. */
export function isOurs(name: string): boolean {
  return isSound(name) && !PART.test(name)
}

/**
 * Refuses what no honest place says when it lists a folder.
 *
 * @throws {DestinationFault} `nonsense`
 */
export function checkEntry(entry: string): void {
  if (entry !== '' && entry !== '.' && entry !== '..' && !/[/\0]/.test(entry)) return
  throw new DestinationFault('nonsense', `a listing names ${JSON.stringify(entry)}`)
}

/** Names put together with slashes; '' adds nothing. */
export function under(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('/')
}

/** All folders that lead to a file, the outermost first. */
export function foldersTo(name: string): string[] {
  const parts = name.split('/').slice(0, -1)
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'))
}

function isSound(name: string): boolean {
  return (
    Buffer.byteLength(name) <= 1024 &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    !/[\\\x00-\x1f\x7f]/.test(name) &&
    name
      .split('/')
      .every((part) => part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= 255)
  )
}
