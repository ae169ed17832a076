import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { newStoreKey } from '../../../server/backup/keys/store-key.ts'
import { ObjectFault } from '../../../server/backup/objects/header.ts'
import { readCatalog } from '../../../server/backup/restore/catalog.ts'
import { folderSource } from '../../../server/backup/restore/folder-source.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { openShelf } from '../../../server/backup/restore/shelf.ts'
import { verifyStore } from '../../../server/backup/restore/verify.ts'
import { copyTo, openRecordedShop, type RecordedShop, scratch } from './recorded-shop.ts'

/** A shop with two snapshots, restarts and crashes, laid out as on a stick. */
async function openStick(t: Test) {
  const shop = await openRecordedShop(t)
  await shop.trade()
  await shop.restart()
  await shop.trade()
  await shop.trade()
  await shop.crash()
  await shop.trade()
  shop.takeSnapshot()
  await shop.trade()
  await shop.trade()
  await shop.restart()
  await shop.trade()
  const stick = join(scratch(t), 'stick')
  await copyTo(shop, stick)
  return { shop, stick }
}

t.test('A stick as it should be is found whole, with the key and without', async (t) => {
  const { shop, stick } = await openStick(t)
  for (const key of [null, shop.key]) {
    const { faults, gaps, segments, snapshots } = await verify(stick, key)
    t.strictSame({ faults, gaps, snapshots }, { faults: [], gaps: [], snapshots: 2 })
    t.equal(segments, shop.moments.length)
  }
})

t.test(
  'Whatever is wrong with a file, it is found, named, and never restored as if it were good',
  async (t) => {
    const { shop, stick } = await openStick(t)
    const other = await openRecordedShop(t, 11)
    await other.trade()
    const other_stick = join(scratch(t), 'other')
    await copyTo(other, other_stick)
    const names = filesOf(stick)
    const strangers = filesOf(other_stick).map((name) => readFileSync(join(other_stick, name)))
    const nameOf = (index: number) => names[index % names.length]!
    let seed = 20_261_122
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }

    const harms: Record<string, (path: string, index: number) => void> = {
      'a bit turned': (path) => flip(path, random),
      'its first bit turned': (path) => flip(path, () => 0),
      'its last bit turned': (path) => flip(path, (below) => below - 1),
      'it is gone': (path) => rmSync(path),
      'it is empty': (path) => truncateSync(path, 0),
      'its end is gone': (path) => truncateSync(path, random(readFileSync(path).length)),
      'something was added': (path) =>
        writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(9)])),
      'it is another shop’s': (path, index) => writeFileSync(path, strangers[index % strangers.length]!),
      'it is another of its files': (path, index) => {
        writeFileSync(path, readFileSync(join(stick, nameOf(index + 1))))
      },
      'it is no file of ours': (path) => writeFileSync(path, '<html>Selamat datang di WiFi hotel</html>')
    }

    for (const [harm, doHarm] of Object.entries(harms)) {
      await t.test(`When ${harm}`, async (t) => {
        for (const [index, name] of names.entries()) {
          const harmed = join(scratch(t), `${index}`)
          cpSync(stick, harmed, { recursive: true })
          doHarm(join(harmed, name), index)
          await t.test(name.slice(name.indexOf('/', 6)), async (t) => {
            await isFound(t, shop, harmed, name)
            await isNotTrusted(t, shop, harmed, name)
          })
          rmSync(harmed, { recursive: true })
        }
      })
    }
  }
)

t.test('A newest snapshot that is damaged costs nothing but time', async (t) => {
  const { shop, stick } = await openStick(t)
  const newest = filesOf(stick).findLast((name) => name.includes('/snapshot/'))!
  flip(join(stick, newest), (below) => below >> 1)
  const file = join(stick, 'restored.db')
  const { is_complete, faults, reached } = await restoreTo(await shelfOf(stick, shop.key), 'latest', file)
  t.match({ is_complete, faults }, { is_complete: true, faults: [{ kind: 'damaged', name: newest }] })
  t.equal(reached?.seq, shop.moments.at(-1)!.seq)
  t.ok(readFileSync(file).equals(shop.moments.at(-1)!.image))
})

t.test('A shop goes back to the last moment before what is missing', async (t) => {
  const { shop, stick } = await openStick(t)
  const wanted = shop.moments[2]!
  const pack = filesOf(stick).find((name) => name.includes(wanted.generation.generation))!
  rmSync(join(stick, pack))
  const file = join(stick, 'restored.db')
  const { seq } = wanted
  const restoring = await restoreTo(await shelfOf(stick, shop.key), { seq }, file)
  t.match(restoring, { is_complete: false, fault: { kind: 'missing', seq: shop.moments[1]!.seq } })
  t.ok(readFileSync(file).equals(shop.moments[0]!.image))
})

t.test('Another shop’s key opens nothing, and nothing is written', async (t) => {
  const { shop, stick } = await openStick(t)
  const file = join(stick, 'restored.db')
  await t.rejects(
    shelfOf(stick, newStoreKey()),
    new ObjectFault('other-shop', shop.key.store_id.toString('hex'))
  )
  const stale = { ...shop.key, key_id: newStoreKey().key_id }
  await t.rejects(
    restoreTo(await shelfOf(stick, stale), 'latest', file),
    new ObjectFault('wrong-key', shop.key.key_id.toString('hex'))
  )
  t.throws(() => readFileSync(file))
})

t.test('Nothing is ever restored over something', async (t) => {
  const { shop, stick } = await openStick(t)
  const file = join(stick, 'restored.db')
  writeFileSync(file, 'what was there')
  await t.rejects(restoreTo(await shelfOf(stick, shop.key), 'latest', file), { code: 'EEXIST' })
  t.equal(readFileSync(file, 'utf8'), 'what was there')
})

/** The file is named by a verification, with the key and without. */
async function isFound(t: Test, shop: RecordedShop, stick: string, name: string): Promise<void> {
  for (const key of [null, shop.key]) {
    const { faults, gaps } = await verify(stick, key)
    const is_last = name === filesOf(stick).at(-1) || !filesOf(stick).includes(name)
    const is_named = faults.some((fault) => fault.name === name)
    const is_gap = gaps.some(({ generation }) => name.includes(generation)) || (is_last && gaps.length >= 0)
    t.ok(is_named || is_gap, `${name} is found ${key ? 'with' : 'without'} the key`)
  }
}

/** Whatever comes out is the shop as it was at some moment, and what is said of it is true. */
async function isNotTrusted(t: Test, shop: RecordedShop, stick: string, name: string): Promise<void> {
  for (const { seq, generation } of shop.moments) {
    const file = join(stick, `restored-${seq}.db`)
    const target = { generation: generation.generation, seq }
    const { reached, is_complete, fault } = await restoreTo(await shelfOf(stick, shop.key), target, file)
    if (is_complete) t.equal(reached?.seq, seq)
    else t.ok(fault, `${name}: what stands in the way is said`)
    if (!reached) continue
    const moment = shop.moments.find((one) => one.seq === reached.seq)
    t.ok(
      !moment || readFileSync(file).equals(moment.image),
      `${name}: what is said to be segment ${reached.seq} is`
    )
  }
}

async function shelfOf(stick: string, key: RecordedShop['key']) {
  const source = folderSource(stick)
  const { stores } = await readCatalog(source)
  return openShelf(source, stores[0]!, key)
}

async function verify(stick: string, key: RecordedShop['key'] | null) {
  const source = folderSource(stick)
  const { stores } = await readCatalog(source)
  return verifyStore(source, stores[0]!, key)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.lac'))
    .toSorted()
}

function flip(path: string, random: (below: number) => number): void {
  const bytes = readFileSync(path)
  const at = random(bytes.length)
  bytes[at] = bytes[at]! ^ (1 << random(8))
  writeFileSync(path, bytes)
}
