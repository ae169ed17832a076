import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { openCounter, wired } from '../counter.ts'
import { freePort } from '../free-port.ts'
import { bundleOnce } from '../release/bundle-once.ts'
import type { Browser } from '../shop.ts'
import { keepSelling } from './keep-selling.ts'
import { makeMachine, type SmallMachine } from './small-machine.ts'

/** Something that a version does otherwise than this checkout. */
export interface Otherwise {
  file: string
  /** What stands there, and what stands there instead. */
  from: string
  to: string
}

/** A change of the tables that this checkout doesn't know. @param last what it does at its end */
export const addTable = (last = ''): Otherwise => ({
  file: 'server/db/migrate.js',
  from: "'20261122T2060-radar': radar",
  to: `'20261122T2060-radar': radar,
  '20991231T0000-later': { up: async (db) => {
    await db.schema.createTable('later').addColumn('n', 'integer').execute()
    ${last}
  } }`
})

/** Unpacks a real bundle of this checkout, to make versions of. */
async function unpackOnce(folder: string): Promise<string> {
  const { archive } = await bundleOnce()
  const place = join(folder, 'unpacked')
  mkdirSync(place)
  execFileSync('tar', ['-xzf', archive, '-C', place, '--strip-components=1'])
  return place
}

/** Lays a version down that is the bundle but for its number and what it does otherwise: the rest is the same files. */
function layVersion(bundle: string, place: string, version: string, otherwise: Otherwise[] = []): void {
  rmSync(place, { recursive: true, force: true })
  execFileSync('cp', ['-al', bundle, place])
  const own = (JSON.parse(readFileSync(join(bundle, 'package.json'), 'utf8')) as { version: string }).version
  const number: Otherwise = {
    file: 'package.json',
    from: `"version": "${own}"`,
    to: `"version": "${version}"`
  }
  for (const { file, from, to } of [number, ...otherwise]) {
    const path = join(place, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
    rmSync(path)
    writeFileSync(path, text.replace(from, to))
  }
}

/** A box that sells, and whoever sells by it. */
export interface SellingBox {
  machine: SmallMachine
  /** Lays a version down where the one that runs does not lie. */
  lay(version: string, otherwise: Otherwise[]): void
  url: string
  till: Browser
  owner: Browser
  cashier_id: string
  /** Sells one thing after another until told to stop, asking again for what was not answered. */
  keepSelling(): { stop(): Promise<string[]> }
  /** Resolves when the box answers as one of this version. */
  comes(version: string): Promise<void>
}

/** A shop with an open till on a small machine, its first version laid down and running. */
export async function openSellingBox(t: Test, version: string): Promise<SellingBox> {
  const port = await freePort()
  const machine = makeMachine(t, {
    LACI_PORT: String(port),
    LACI_DOOR_PORT: '0',
    LACI_LOG: 'error',
    LACI_UPDATE_POINT: '15'
  })
  const { people, shop } = await openCounter(t, { data: machine.data })
  await shop.box.stop()
  const bundle = await unpackOnce(machine.folder)
  layVersion(bundle, machine.place(1), version)
  await machine.control('start')
  const url = `http://127.0.0.1:${port}`
  const till = wired(url, people.till)
  const comes = (wanted: string) => until(async () => (await versionOf(url)) === wanted, `${wanted} answers`)
  await comes(version)
  await till.get('/till')
  const lay = (other: string, otherwise: Otherwise[]) =>
    layVersion(bundle, machine.place(2), other, otherwise)
  return {
    machine,
    lay,
    url,
    till,
    owner: wired(url, people.owner),
    cashier_id: people.cashier_id,
    comes,
    keepSelling: () => keepSelling(till)
  }
}

/** Of a box that lets tills in: it does so a moment after its version was found well. */
async function versionOf(url: string): Promise<string | undefined> {
  try {
    const ask = (path: string) => fetch(url + path, { redirect: 'manual', signal: AbortSignal.timeout(2000) })
    const health = await ask('/health')
    const { version } = (await health.json()) as { version: string }
    return health.ok && (await ask('/till')).status !== 503 ? version : undefined
  } catch {
    return undefined
  }
}

const AGAIN_MS = 50
const MOST_TRIES = 1200

/** Waits until something holds. @throws after a minute, saying what never came */
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let left = MOST_TRIES; left > 0; left--) {
    if (await holds()) return
    await pause(AGAIN_MS)
  }
  throw new Error(`never: ${what}`)
}
