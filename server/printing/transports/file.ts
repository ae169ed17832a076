import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Line, LineFault, type Transport, type TroubleCode } from './transport.ts'

/** The newest files are kept; that is some weeks of slips, at a few kilobytes each. */
const KEPT = 1000
/** `20261122T143916.123Z-0.prn`: by name is by time. */
const OURS = /^\d{8}T\d{6}\.\d{3}Z-\d+\.prn(\.part)?$/

/** With less room than this nothing is begun: the shop's books come first. */
const LEAST_ROOM_BYTES = 1_000_000

/**
 * A printer that keeps each job as a file in a folder: to try things, or to be printed elsewhere. A job is there whole
 * and for good, or not at all.
 */
export function fileTransport(folder: string): Transport {
  return {
    can_hear: false,
    open: async () => {
      const { bavail, bsize } = await inWords(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        return await statfs(folder)
      })
      if (bavail * bsize < LEAST_ROOM_BYTES) throw new LineFault('disk-full')
      return new FileLine(folder)
    }
  }
}

class FileLine implements Line {
  readonly gone: Promise<TroubleCode>
  readonly #folder: string
  readonly #pieces: Buffer[] = []
  readonly #ended = Promise.withResolvers<TroubleCode>()
  #is_dropped = false

  constructor(folder: string) {
    this.#folder = folder
    this.gone = this.#ended.promise
  }

  onHeard(): void {}

  async send(bytes: Buffer): Promise<void> {
    this.#pieces.push(bytes)
  }

  async finish(): Promise<void> {
    await inWords(async () => {
      await keep(this.#folder, Buffer.concat(this.#pieces), () => !this.#is_dropped)
      await tidy(this.#folder)
    }).finally(() => this.#ended.resolve('disconnected'))
  }

  drop(): void {
    this.#is_dropped = true
    this.#ended.resolve('stopped')
  }
}

/**
 * Written aside and then given its name, so that nobody takes half a slip for a whole one.
 *
 * @param is_wanted asked at the last moment
 */
async function keep(folder: string, bytes: Buffer, is_wanted: () => boolean): Promise<void> {
  const path = join(folder, nextName())
  const part = `${path}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    if (!is_wanted()) throw new LineFault('stopped')
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  const around = await open(folder)
  await around.sync().finally(() => around.close())
}

/** Tells the jobs of one moment apart. */
let count = 0

function nextName(): string {
  count++
  return `${new Date().toISOString().replace(/[-:]/g, '')}-${count}.prn`
}

async function tidy(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => OURS.test(name)).sort()
  const finished = names.filter((name) => name.endsWith('.prn'))
  const old = [...names.filter((name) => name.endsWith('.part')), ...finished.slice(0, -KEPT)]
  for (const name of old) await rm(join(folder, name), { force: true })
}

const TROUBLES: Record<string, TroubleCode> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission'
}

/** @throws {LineFault} for whatever the system says */
async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LineFault) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw new LineFault(TROUBLES[code] ?? 'unknown', { cause: error })
  }
}
