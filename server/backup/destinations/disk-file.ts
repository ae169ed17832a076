import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { DestinationFault, MOST_FILE_BYTES } from './destination.ts'

/** What O_DIRECT asks of a buffer's address and length on every disk in use. */
const ALIGNMENT = 4096
const PIECE = 1024 * 1024
/** A link could lead out of the place. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW

type Progress = (bytes: number) => void

/** Writes all of it: on a disk that fills up a write may take a part of what it is given and call that a success. */
export async function writeAll(file: FileHandle, bytes: Buffer, progress: Progress): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, Math.min(PIECE, bytes.length - at), at)
    if (bytesWritten === 0) throw Object.assign(new Error('the disk takes no more'), { code: 'ENOSPC' })
    at += bytesWritten
    progress(bytesWritten)
  }
}

/** Reads a file through the kernel. */
export async function readPlainly(path: string, progress: Progress): Promise<Buffer> {
  const file = await open(path, READ)
  try {
    return await readAll(file, Buffer.allocUnsafeSlow(PIECE), 1, progress)
  } finally {
    await file.close()
  }
}

/**
 * Reads a file as the disk has it, past what the kernel remembers of it: that is what gives away a stick of false size,
 * or a dying one. File systems that can't (some by FUSE) are read through the kernel.
 */
export async function readFromDisk(path: string, progress: Progress): Promise<Buffer> {
  const file = await open(path, READ | constants.O_DIRECT).catch(nullIfInvalid)
  if (file === null) return await readPlainly(path, progress)
  try {
    const into = await findBuffer(file)
    if (into !== null) return await readAll(file, into, ALIGNMENT, progress)
  } finally {
    await file.close()
  }
  return await readPlainly(path, progress)
}

/** A read that ends off the alignment has come to the end of the file; one from there would be refused. */
async function readAll(
  file: FileHandle,
  into: Buffer,
  alignment: number,
  progress: Progress
): Promise<Buffer> {
  const read: Buffer[] = []
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(into, 0, into.length, at)
    read.push(Buffer.from(into.subarray(0, bytesRead)))
    at += bytesRead
    if (at > MOST_FILE_BYTES) throw new DestinationFault('nonsense', 'a file without end')
    progress(bytesRead)
    if (bytesRead === 0 || bytesRead % alignment !== 0) return Buffer.concat(read)
  }
}

/** A buffer that suits direct reading. Where it lies in memory can only be found out by trying. */
async function findBuffer(file: FileHandle): Promise<Buffer | null> {
  const room = Buffer.allocUnsafeSlow(PIECE + ALIGNMENT)
  for (let skip = 0; skip < ALIGNMENT; skip += 16) {
    const into = room.subarray(skip, skip + PIECE)
    if ((await file.read(into, 0, ALIGNMENT, 0).catch(nullIfInvalid)) !== null) return into
  }
  return null
}

function nullIfInvalid(error: NodeJS.ErrnoException): null {
  if (error.code === 'EINVAL') return null
  throw error
}
