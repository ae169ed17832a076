import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Backup } from '../../server/backup/backup.ts'
import { openDestination } from '../../server/backup/destinations/open-destination.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { openBox, type TestBox, type TestShop } from '../shop.ts'
import { sell } from '../trade.ts'

/** A shop that trades and is backed up to folders, each a destination. */
export interface BackedUpShop extends TestBox {
  shop: TestShop
  /** A folder that is chosen as a destination. */
  addFolder(name: string): Promise<{ destination_id: string; path: string }>
  /** Sales of now, recorded. */
  sellSome(count: number): Promise<void>
  /** Carries all there is to a destination. */
  ship(destination_id: string): Promise<void>
  /** Makes a whole picture and waits for it. */
  takeSnapshot(): Promise<void>
}

export async function openBackedUpShop(t: Test): Promise<BackedUpShop> {
  const test_box = await openBox(t)
  const shop = await test_box.setUp()
  const { box, store } = test_box
  const { backup, clock } = box.shop
  const root = mkdtempSync(join(tmpdir(), 'laci-places-'))
  t.teardown(() => rmSync(root, { recursive: true }))
  return {
    ...test_box,
    shop,
    async addFolder(name) {
      const path = join(root, name)
      mkdirSync(path)
      const address = { kind: 'folder', path } as const
      await openDestination(address, {}).prepare()
      const destination_id = newId()
      await store.commit((tx) =>
        tx.sqlite
          .prepare('insert into destinations values (?, ?, ?, ?, null, 0, ?, null)')
          .run(destination_id, name, 'folder', JSON.stringify(address), clock.now())
      )
      backup.readTargets()
      return { destination_id, path }
    },
    async sellSome(count) {
      const amounts = Array.from({ length: count }, (_, n) => 1000 * (n + 1))
      await sell(store, shop, { at: systemClock.now(), amounts, keep_open: true })
      await backup.engine.flush()
    },
    async ship(destination_id) {
      await carryFrom(backup, destination_id)
    },
    async takeSnapshot() {
      const { promise, resolve } = Promise.withResolvers<void>()
      const stop = backup.engine.onSaid(({ type }) => type === 'snapshot-made' && resolve())
      await backup.engine.takeSnapshot()
      await promise
      stop()
    }
  }
}

/** Carries all that a box recorded to a destination, or until it hears that another box took its place. */
export async function carryFrom({ engine, courier }: Backup, destination_id: string): Promise<void> {
  await engine.flush()
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = courier.onSaid((said) => {
    if (said.type !== 'reach' || said.reach.destination_id !== destination_id) return
    const { waiting_bytes, safe_until, failures, fault } = said.reach
    if (fault === 'fenced' || (waiting_bytes === 0 && safe_until && failures === 0)) resolve()
  })
  courier.go(destination_id, true)
  await promise
  stop()
  // What was brought last is told before the visit ends.
  await new Promise((resolve) => setTimeout(resolve, 50))
}

/** The files under a folder, by their whole paths, in the order of their names. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
