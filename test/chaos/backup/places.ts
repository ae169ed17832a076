import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import type { Target } from '../../../server/backup/courier/courier.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { folderSource } from '../../../server/backup/restore/folder-source.ts'
import type { Source } from '../../../server/backup/restore/source.ts'
import { type Line, openLine } from '../../backup/destinations/fault-proxy.ts'
import { s3Address, startS3 } from '../../backup/destinations/s3-peer.ts'
import type { Chances } from '../chances.ts'

/** A place that the backup is carried to, and what was fetched from it so far. */
export class Place {
  readonly target: Target
  /** What was fetched, as a restore sees it. */
  readonly source: Source
  readonly #line: Line | undefined
  readonly #direct: Target
  readonly #fetched: string

  constructor(root: string, target: Target, direct: Target, line?: Line) {
    this.target = target
    this.#direct = direct
    this.#line = line
    this.#fetched = mkdtempSync(join(root, `of-${target.destination_id}-`))
    this.source = folderSource(this.#fetched)
  }

  /** Breaks the way there somehow; nothing for a folder, whose way is the system's. */
  trouble(chances: Chances): void {
    if (!this.#line) return
    const way = chances.below(4)
    if (way === 0) this.#line.faults = { cut_after: chances.below(40_000) }
    if (way === 1) this.#line.faults = { heard_after: chances.below(3000) }
    if (way === 2) this.#line.faults = { silent: true }
    if (way === 3) this.#line.faults = { drops: 1 + chances.below(200) }
  }

  mend(): void {
    if (this.#line) this.#line.faults = {}
  }

  /** Fetches what is new there. @returns the folder with a generation's folder for each */
  async fetch(store_id: string): Promise<string> {
    const destination = openDestination(this.#direct.address, this.#direct.secret)
    const root = `laci/${store_id}`
    const here = join(this.#fetched, root)
    mkdirSync(here, { recursive: true })
    try {
      const has = new Set(readdirSync(here, { recursive: true, encoding: 'utf8' }))
      for (const { name } of await destination.list(root)) {
        if (!name.endsWith('.lac') || has.has(name.slice(root.length + 1))) continue
        const path = join(this.#fetched, name)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, await destination.get(name))
      }
      return here
    } finally {
      await destination.close()
    }
  }
}

/** A folder, as a share of the network is one. */
export async function folderPlace(root: string, name: string): Promise<Place> {
  const path = join(root, name)
  const target: Target = {
    destination_id: name,
    address: { kind: 'folder', path },
    secret: {},
    is_paused: false
  }
  const destination = openDestination(target.address, {})
  await destination.prepare()
  await destination.close()
  return new Place(root, target, target)
}

/** A bucket behind a line that breaks. */
export async function bucketPlace(root: string, ends: (() => unknown)[]): Promise<Place> {
  const t = {
    teardown: (end: () => unknown) => ends.push(end),
    testdir: () => mkdtempSync(join(root, 's3-'))
  }
  const { port, secret } = await startS3(t as unknown as Test)
  const line = await openLine(t as unknown as Test, port)
  const target = (at: number): Target => ({
    destination_id: 'bucket',
    address: s3Address(at),
    secret,
    is_paused: false
  })
  return new Place(root, target(line.port), target(port), line)
}
