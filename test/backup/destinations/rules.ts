import { createHash, randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import {
  type Address,
  type Destination,
  DestinationFault,
  type FaultKind,
  type Secret
} from '../../../server/backup/destinations/destination.ts'
import { type Options, openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { tryDestination } from '../../../server/backup/destinations/try-destination.ts'
import { openLine } from './fault-proxy.ts'

/** A real place that keeps files, and how it is asked to misbehave. */
export interface Peer {
  address: Address
  secret: Secret
  options?: Options
  /** The same place by way of another port of this machine, for those on the network, and the port it listens on. */
  network?: { port: number; through(port: number): Address }
  /** It keeps what came of a file whose line was cut, under its name: that is its own fault, and is to be put right. */
  keeps_halves?: boolean
  /** Who asks with a wrong password or key. */
  stranger?: { address: Address; secret: Secret }
  /** A place that is not there, and what it is said to be. */
  nowhere: { address: Address; kind: FaultKind }
}

const PATIENCE_MS = 1500

/** What every place that keeps the backup must do, whatever it is made of. */
export async function keepsTheRules(t: Test, peer: Peer): Promise<void> {
  const open = (address = peer.address, secret = peer.secret): Destination => {
    const destination = openDestination(address, secret, peer.options)
    t.teardown(() => destination.close())
    return destination
  }
  const place = open()

  await t.test('is proved at set-up by keeping something, and is left as it was', async (t) => {
    const tried = await tryDestination(peer.address, peer.secret, peer.options)
    t.same(
      tried.steps.map(({ step, fault }) => [step, fault?.message ?? null]),
      ['reach', 'write', 'read', 'list', 'delete'].map((step) => [step, null])
    )
    t.ok(tried.ok)
    t.same(await place.list(''), [])
    t.ok((await tryDestination(peer.address, peer.secret, peer.options)).ok, 'as often as one likes')
  })

  await t.test('gives back what was put there, and tells what it holds', async (t) => {
    const files = {
      'tko1/read.me': Buffer.from('of the shop'),
      'tko1/box-1/keys/0a.json': Buffer.from('{}'),
      'tko1/box-1/read.me': Buffer.from('of the box'),
      'tko1/box-1/00000001-ab/seg/202611/000000000001-000000000009.pak': randomBytes(1_500_000),
      'tko1/box-1/00000001-ab/seg/202611/000000000010-000000000010.pak': Buffer.alloc(0),
      'tko1/box-2/0b.json': randomBytes(1),
      'a b & ü.txt': randomBytes(70_000)
    }
    for (const [name, bytes] of Object.entries(files)) await place.put(name, bytes)
    for (const [name, bytes] of Object.entries(files)) t.ok(bytes.equals(await place.get(name)), name)

    const lengths = Object.entries(files).map(([name, bytes]) => ({ name, bytes: bytes.length }))
    t.same(sorted(await place.list('')), sorted(lengths))
    t.same(
      sorted(await place.list('tko1/box-1')),
      sorted(lengths.filter(({ name }) => name.startsWith('tko1/box-1/')))
    )
    t.same((await place.folders('')).filter((name) => name !== 'laci-try').sort(), ['tko1'])
    t.same((await place.folders('tko1')).sort(), ['box-1', 'box-2'])
    t.same(await place.folders('tko1/box-1/keys'), [])

    for (const name of Object.keys(files)) await place.delete(name)
    await place.delete('a b & ü.txt')
    t.same(await place.list(''), [], 'what was taken away is gone, and was gone the second time')
  })

  await t.test('says what is not there, and that an empty folder is empty', async (t) => {
    await fails(t, place.get('no/such.file'), 'missing')
    t.same(await place.list('no/such/folder'), [])
    t.same(await place.folders('no/such/folder'), [])
    const nowhere = open(peer.nowhere.address)
    await fails(t, nowhere.list('tko1'), peer.nowhere.kind)
    await fails(t, nowhere.folders('tko1'), peer.nowhere.kind)
    await fails(t, nowhere.get('tko1/a.file'), peer.nowhere.kind)
    await fails(t, nowhere.put('tko1/a.file', randomBytes(10)), peer.nowhere.kind)
    const tried = await tryDestination(peer.nowhere.address, {}, peer.options).catch((error) => error)
    t.ok('steps' in tried, 'set-up tells what is the matter, and does not fail')
  })

  await t.test('takes the same file twice, and never another of the same name', async (t) => {
    const bytes = randomBytes(5000)
    await place.put('once/a.file', bytes)
    await place.put('once/a.file', bytes)
    await fails(t, place.put('once/a.file', randomBytes(5000)), 'other-content')
    await fails(t, place.put('once/a.file', Buffer.alloc(0)), 'other-content')
    t.ok(bytes.equals(await place.get('once/a.file')))
    t.same(await place.list('once'), [{ name: 'once/a.file', bytes: 5000 }])
    await place.delete('once/a.file')
  })

  await t.test('is not led out of its root by a name', async (t) => {
    const names = [
      '../a',
      'x/../../a',
      '/etc/a',
      'x//a',
      './a',
      'x\\..\\a',
      'a\0b',
      'a\nb',
      '',
      'x/',
      'a'.repeat(300)
    ]
    for (const name of names) {
      await fails(t, place.put(name, randomBytes(3)), 'nonsense', name)
      await fails(t, place.get(name), 'nonsense', name)
      await fails(t, place.delete(name), 'nonsense', name)
      if (name !== '') await fails(t, place.list(name), 'nonsense', name)
      if (name !== '') await fails(t, place.folders(name), 'nonsense', name)
    }
    t.same(await place.list(''), [])
  })

  if (peer.stranger) {
    const { address, secret } = peer.stranger
    await t.test('lets no stranger in', async (t) => {
      const stranger = open(address, secret)
      await fails(t, stranger.list(''), 'refused')
      await fails(t, stranger.put('a.file', randomBytes(9)), 'refused')
      const { ok, steps } = await tryDestination(address, secret, peer.options)
      t.match({ ok, steps }, { ok: false, steps: [{ step: 'reach', fault: { kind: 'refused' } }] })
      t.equal(steps.length, 1)
    })
  }

  if (peer.network) await overABadLine(t, peer, place, peer.network)
}

async function overABadLine(
  t: Test,
  peer: Peer,
  place: Destination,
  { port, through }: NonNullable<Peer['network']>
): Promise<void> {
  const line = await openLine(t, port)
  const open = (options: Options = {}): Destination => {
    const destination = openDestination(through(line.port), peer.secret, { ...peer.options, ...options })
    t.teardown(() => destination.close())
    return destination
  }

  await t.test('shows no half of a file whose line was cut, and takes it the next time', async (t) => {
    const bytes = randomBytes(300_000)
    const whole = await sentFor(open(), line, bytes)
    let failed = 0
    for (const part of [0, 0.1, 0.5, 0.9, 0.999]) {
      const name = `cut/${Math.round(part * 1000)}.file`
      const cut = open({ patience_ms: 10_000 })
      line.faults = { cut_after: Math.round(whole * part) }
      const fault = await faultIn(cut.put(name, bytes))
      line.faults = {}
      // A server may hear enough to keep all of it, and its answer be lost: then it is there, and whole.
      const found = (await place.list('cut')).filter((file) => file.name === name)
      if (fault) {
        failed++
        t.equal(fault.kind, 'away', `${name}: ${fault.message}`)
        if (found.length === 0 && !peer.keeps_halves) await fails(t, place.get(name), 'missing')
      }
      if (!peer.keeps_halves) for (const { bytes: length } of found) t.equal(length, bytes.length)
      await open().put(name, bytes)
      t.ok(bytes.equals(await place.get(name)))
    }
    t.ok(failed >= 3, 'the line was cut')
    for (const { name } of await place.list('cut')) await place.delete(name)
    t.same(await place.list(''), [])
  })

  await t.test('lists all or nothing, wherever the line is cut while it tells', async (t) => {
    const names = Array.from({ length: 60 }, (_, i) => `many/${i % 3}/${String(i).padStart(40, '0')}`).sort()
    for (const name of names) await place.put(name, Buffer.from('x'))
    const before = line.heard()
    t.same((await open().list('')).map(({ name }) => name).sort(), names)
    const whole = line.heard() - before
    let failed = 0
    for (let part = 1; part < 20; part++) {
      const half = open({ patience_ms: 10_000 })
      line.faults = { heard_after: Math.round((whole * part) / 20) }
      const listed = await half.list('').catch((error: DestinationFault) => error)
      line.faults = {}
      if (listed instanceof DestinationFault) {
        failed++
        t.equal(listed.kind, 'away', listed.message)
      } else t.same(listed.map(({ name }) => name).sort(), names)
    }
    // A kept connection that is found cut is opened anew, once, so that not each cut is felt.
    t.ok(failed >= 2, `the line was cut ${failed} times`)
    for (const name of names) await place.delete(name)
  })

  await t.test('is away when nobody answers, or one byte at a time', async (t) => {
    const asleep = open({ patience_ms: PATIENCE_MS })
    line.faults = { silent: true }
    await fails(t, asleep.list(''), 'away')
    await fails(t, asleep.put('a.file', randomBytes(200_000)), 'away')
    line.faults = { drops: 1 }
    await fails(t, asleep.list(''), 'away')
    line.faults = {}
    t.same(await asleep.list(''), [], 'and is there again when the line is')
  })

  await t.test('is given no more a second than it is told', async (t) => {
    const bytes = randomBytes(60_000)
    const capped = open({ bytes_per_second: 40_000, patience_ms: 60_000 })
    const begun = performance.now()
    await capped.put('slowly/a.file', bytes)
    t.ok(performance.now() - begun > 1000, 'sixty thousand bytes take more than a second')
    t.ok(bytes.equals(await place.get('slowly/a.file')))
    await place.delete('slowly/a.file')
  })

  await t.test('lets go of its connections', async (t) => {
    const line = await openLine(t, port)
    const destination = openDestination(through(line.port), peer.secret, peer.options)
    await destination.list('')
    await destination.close()
    for (let i = 0; i < 100 && line.open() > 0; i++) await new Promise((go) => setTimeout(go, 50))
    t.equal(line.open(), 0)
  })
}

/** How many bytes a put of this length sends in all on one connection. */
async function sentFor(destination: Destination, line: { sent(): number }, bytes: Buffer): Promise<number> {
  const before = line.sent()
  await destination.put('cut/whole.file', bytes)
  const sent = line.sent() - before
  await destination.delete('cut/whole.file')
  return sent
}

/** Expects a fault of a kind, in words that give nothing away. */
export async function fails(t: Test, work: Promise<unknown>, kind: FaultKind, what = ''): Promise<void> {
  const fault = await faultIn(work)
  t.equal(fault?.kind, kind, `${JSON.stringify(what)} ${fault?.message ?? 'no fault'}`)
  t.notMatch(fault?.message ?? '', SECRET)
}

/** The fault of an errand, or null when it went well. */
async function faultIn(work: Promise<unknown>): Promise<DestinationFault | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof DestinationFault) return error
    throw error
  }
}

/** Stands in every secret of these tests. */
export const SECRET = `rahasia-${createHash('sha256').update('laci').digest('hex').slice(0, 12)}`

function sorted<T extends { name: string }>(files: T[]): T[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
