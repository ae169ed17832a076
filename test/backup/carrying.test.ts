import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { type Bag, type Visit, visit } from '../../server/backup/courier/carry.ts'
import { Lineage } from '../../server/backup/courier/lineage.ts'
import type { Destination } from '../../server/backup/destinations/destination.ts'
import { openDestination } from '../../server/backup/destinations/open-destination.ts'
import { SpoolIndex } from '../../server/backup/engine/spool-index.ts'
import { readCatalog } from '../../server/backup/restore/catalog.ts'
import { folderSource } from '../../server/backup/restore/folder-source.ts'
import { restoreTo } from '../../server/backup/restore/restore.ts'
import { openShelf } from '../../server/backup/restore/shelf.ts'
import { readCursors } from '../../server/backup/state/cursors.ts'
import { openState } from '../../server/backup/state/open-state.ts'
import { startS3 } from './destinations/s3-peer.ts'
import { openRecordedShop, type RecordedShop, scratch } from './restore/recorded-shop.ts'

interface Place {
  id: string
  path: string
  destination: Destination
}

async function openPlace(t: Test, id: string): Promise<Place> {
  const path = join(scratch(t), id)
  mkdirSync(path)
  const destination = openDestination({ kind: 'folder', path }, {})
  t.teardown(() => destination.close())
  await destination.prepare()
  return { id, path, destination }
}

/** What a courier has at hand, on a box whose own state begins anew. */
function packBag(t: Test, { spool, key }: RecordedShop): Bag {
  const index = new SpoolIndex(spool)
  const state = openState(scratch(t))
  t.teardown(() => state.close())
  const lineage = new Lineage(index, key)
  const now = (): string => new Date().toISOString()
  return { index, lineage, key, state, keyFiles: () => [], keys_brought: new Map(), now }
}

interface Told extends Visit {
  safe_until: number | undefined
  /** How many pieces were brought. */
  pieces: number
}

/** @param most_pieces the visit is ended after so many */
async function carry(
  bag: Bag,
  { id, destination }: Place,
  most_pieces = Number.POSITIVE_INFINITY
): Promise<Told> {
  let safe_until: number | undefined
  let tells = 0
  const visited = await visit(bag, id, destination, (carried) => {
    safe_until = carried.safe_until
    return tells++ < most_pieces
  })
  return { ...visited, safe_until, pieces: Math.min(most_pieces, tells - 1) }
}

/** What comes out of a place is the shop as it was recorded last. */
async function isWhole(t: Test, shop: RecordedShop, { path, id }: Place): Promise<void> {
  const source = folderSource(path)
  const { stores } = await readCatalog(source)
  const file = join(scratch(t), 'restored.db')
  const { is_complete } = await restoreTo(openShelf(source, stores[0]!, shop.key), 'latest', file)
  t.equal(is_complete, true, `${id} is whole`)
  t.ok(readFileSync(file).equals(shop.moments.at(-1)!.image), `${id} holds the newest`)
}

/** Leaves a spool with nothing but what was written after a restore, as on a box that was bare. */
function keepNewest(shop: RecordedShop, count: number): void {
  const folders = readdirSync(shop.spool).toSorted()
  for (const folder of folders.slice(0, folders.length - count)) {
    rmSync(join(shop.spool, folder), { recursive: true })
  }
}

t.test(
  'A box that was restored and has written nothing yet is not taken for the one it replaces',
  async (t) => {
    const shop = await openRecordedShop(t)
    await shop.trade()
    const place = await openPlace(t, 'nas')
    await carry(packBag(t, shop), place)
    await shop.rewind('latest')
    keepNewest(shop, 0)
    const { other, plan } = await carry(packBag(t, shop), place)
    t.equal(other, undefined)
    t.equal(plan.needs_snapshot, false)
  }
)

t.test('A restored box goes on where its history lies, and brings the others a picture', async (t) => {
  const shop = await openRecordedShop(t)
  await shop.trade()
  await shop.trade()
  const [nas, stick, late] = await Promise.all(['nas', 'stick', 'late'].map((id) => openPlace(t, id)))
  const old = packBag(t, shop)
  await carry(old, nas!)
  await carry(old, late!)
  await shop.rewind('latest')
  const kept = readdirSync(shop.spool).length
  await shop.trade()
  keepNewest(shop, readdirSync(shop.spool).length - kept + 1)
  const bag = packBag(t, shop)

  t.equal((await carry(bag, nas!)).pieces, 1, 'what it holds is not sent twice')
  await isWhole(t, shop, nas!)
  t.equal((await carry(bag, stick!)).plan.needs_snapshot, true, 'what holds nothing must have a picture')
  shop.takeSnapshot()
  await carry(bag, stick!)
  await isWhole(t, shop, stick!)

  await shop.trade()
  const [first] = readdirSync(shop.spool).toSorted()
  await carry(bag, late!, 1)
  t.ok(
    readdirSync(join(late!.path, 'laci', shop.key.store_id.toString('hex'))).includes(first!),
    'and one that was away meanwhile is brought the newest sales first, not the picture'
  )
  for (const place of [nas!, stick!, late!]) {
    await carry(bag, place)
    await isWhole(t, shop, place)
  }
})

t.test('What the spool was relieved of meanwhile leaves no hole: the place begins anew', async (t) => {
  const shop = await openRecordedShop(t)
  await shop.trade()
  const place = await openPlace(t, 'nas')
  const bag = packBag(t, shop)
  await carry(bag, place)
  const { generation } = shop.moments[0]!
  const paused_at = readCursors(bag.state, place.id).segments.get(generation.generation)

  await shop.trade()
  await shop.restart()
  await shop.trade()
  await shop.restart()
  await shop.trade()
  shop.takeSnapshot()
  await shop.trade()
  const middle = readdirSync(shop.spool).find((name) =>
    name.endsWith(shop.moments[2]!.generation.generation)
  )!
  rmSync(join(shop.spool, middle, 'log'), { recursive: true })

  const { safe_until } = await carry(bag, place)
  const cursors = readCursors(bag.state, place.id).segments
  t.equal(cursors.get(generation.generation), paused_at, 'nothing is brought that would lead nowhere')
  t.equal(safe_until, shop.moments.at(-1)!.at)
  await isWhole(t, shop, place)
})

t.test('A box that forgot how far a place is sends it again what it holds, and both are one', async (t) => {
  const shop = await openRecordedShop(t)
  const place = await openPlace(t, 'nas')
  const first = packBag(t, shop)
  await shop.trade()
  await carry(first, place)
  await shop.trade()
  await carry(first, place)
  await shop.trade()
  const anew = packBag(t, shop)
  t.equal((await carry(anew, place)).other, undefined)
  await isWhole(t, shop, place)
  await shop.restart()
  await shop.trade()
  await carry(anew, place)
  await isWhole(t, shop, place)
})

t.test(
  'A box sees that another has taken its place, also where a service hides folders of folders',
  async (t) => {
    const shop = await openRecordedShop(t)
    await shop.trade()
    const { address, secret } = await startS3(t)
    const destination = openDestination(address, secret)
    t.teardown(() => destination.close())
    const places = [await openPlace(t, 'nas'), { id: 's3', path: '', destination }]
    const spool = join(scratch(t), 'spool')
    cpSync(shop.spool, spool, { recursive: true })
    const replaced = packBag(t, { ...shop, spool })
    for (const place of places) await carry(replaced, place)
    await shop.rewind('latest')
    await shop.trade()
    const bag = packBag(t, shop)
    for (const place of places) t.equal((await carry(bag, place)).other, undefined)
    for (const place of places) t.equal((await carry(replaced, place)).other, 'fenced', place.id)
  }
)
