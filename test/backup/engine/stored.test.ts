import { hash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { OPEN_PACK, settleSpool } from '../../../server/backup/engine/spool.ts'
import { SpoolIndex } from '../../../server/backup/engine/spool-index.ts'
import { readGeneration, readPack } from '../../../server/backup/engine/spool-reader.ts'
import { newStoreKey } from '../../../server/backup/keys/store-key.ts'
import { encodeHeader, HASH_BYTES, HEADER_BYTES, ObjectFault } from '../../../server/backup/objects/header.ts'
import { seal, takeObject, unseal } from '../../../server/backup/objects/seal.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

/** A spool with two generations, a picture in the first, and some packs. */
async function fillSpool(t: Test): Promise<Workbench & { files: string[]; known: Buffer[] }> {
  const bench = await openWorkbench(t)
  const known: Buffer[] = []
  for (const round of [1, 2, 3]) {
    const engine = bench.start()
    for (let seed = 1; seed <= 3; seed++) {
      await bench.change(round * 10 + seed)
      engine.flush()
      known.push(bench.live())
    }
    bench.stored()
    engine.stop()
  }
  const spool = join(bench.folder, 'backups/spool')
  const files = readdirSync(spool, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.lac')
  )
  return Object.assign(bench, { known, files: files.map((file) => join(spool, file)) })
}

t.test('Whatever is changed in a stored file, nothing wrong is rebuilt from it', async (t) => {
  const bench = await fillSpool(t)
  t.equal(bench.files.length, 4)
  /** @returns why nothing was rebuilt, or else what */
  const refusal = (): string => {
    try {
      const { bytes } = bench.stored()
      return bench.known.some((known) => known.equals(bytes)) ? 'as it once was' : 'wrong'
    } catch (error) {
      return (error as Error).message
    }
  }
  for (const file of bench.files) {
    const whole = readFileSync(file)
    for (let bit = 3; bit < whole.length * 8; bit += Math.ceil(whole.length / 12) * 8 + 5) {
      const bent = Buffer.from(whole)
      bent[bit >> 3]! ^= 1 << (bit & 7)
      writeFileSync(file, bent)
      t.notMatch(refusal(), /^(as it once was|wrong)$/, `bit ${bit}`)
    }
    for (const length of [1, HEADER_BYTES, whole.length >> 1, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length))
      t.notMatch(refusal(), /^(as it once was|wrong)$/, `cut at ${length}`)
    }
    writeFileSync(file, whole)
    renameSync(file, `${file}.away`)
    // The newest may be missing without a trace here: that it was there, the box knows.
    t.not(refusal(), 'wrong', 'one file is missing')
    renameSync(`${file}.away`, file)
  }
  const [one, other] = bench.files.filter((file) => file.includes('/log/')) as [string, string]
  const [first, second] = [readFileSync(one), readFileSync(other)]
  writeFileSync(one, second)
  writeFileSync(other, first)
  t.notMatch(refusal(), /^(as it once was|wrong)$/, 'two files in each other’s place')
})

t.test('A sealed object that somebody bent and hashed anew does not open', async (t) => {
  const key = newStoreKey()
  const place = {
    kind: 'segment',
    generation: Buffer.alloc(16),
    seq: 7,
    previous: Buffer.alloc(32),
    at: 5
  } as const
  const plain = Buffer.from('what was sold')
  const sealed = seal(plain, place, key)
  t.same(unseal(takeObject(sealed), key), plain)
  const opens = (bytes: Buffer): boolean => {
    try {
      unseal(takeObject(rehash(bytes)), key)
      return true
    } catch (error) {
      if (error instanceof ObjectFault) return false
      throw error
    }
  }
  for (let at = 0; at < sealed.length - HASH_BYTES; at++) {
    const bent = Buffer.from(sealed)
    bent[at]! ^= 1
    t.notOk(opens(bent), `byte ${at}`)
  }
  // As many chunks as anybody likes who has no key: none at all, or one with a tag so short that it could be guessed.
  for (const body_bytes of [0, 1, 4, 8, 15]) {
    const { header } = takeObject(sealed)
    const forged = Buffer.concat([
      encodeHeader({ ...header, body_bytes }),
      Buffer.alloc(body_bytes + HASH_BYTES)
    ])
    t.notOk(opens(forged), `${body_bytes} bytes`)
  }
  t.throws(() => unseal(takeObject(sealed), newStoreKey()), { message: /^other-shop/ })
  t.throws(() => unseal(takeObject(sealed), { ...key, key_id: Buffer.alloc(8) }), { message: /^wrong-key/ })
})

t.test('Nothing that the shop knows can be read in what is stored', async (t) => {
  const bench = await openWorkbench(t)
  const words = [
    'Indomie Goreng Rendang',
    'Bu Sulastri Handayani',
    'Rp 3.587.250',
    'create table',
    'stuff_kind',
    'SQLite format'
  ]
  await bench.store.commit(({ sqlite }) => {
    for (const word of words)
      sqlite.prepare('insert into stuff (kind, body) values (?, ?)').run(word, Buffer.from(word))
  })
  const engine = bench.start()
  await bench.store.commit(({ sqlite }) =>
    sqlite.exec("insert into stuff (kind) select kind || ' lagi' from stuff")
  )
  engine.flush({ point_id: 'p', reason: 'by-hand', label: 'Titik rahasia' })
  bench.stored()
  engine.stop()
  const spool = join(bench.folder, 'backups/spool')
  const paths = readdirSync(spool, { recursive: true, encoding: 'utf8' })
  const bytes = paths
    .map((path) => join(spool, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path))
  t.ok(bytes.length >= 2)
  const all = Buffer.concat([...bytes, Buffer.from(paths.join('\n'))])
  for (const word of [...words, 'Titik rahasia', 'events', '"t":']) {
    t.notOk(all.includes(word), word)
    t.notOk(all.includes(Buffer.from(word, 'utf16le')), word)
  }
  for (const path of paths.map((path) => join(spool, path))) {
    t.equal(statSync(path).mode & 0o077, 0, 'and nobody else may even look')
  }
})

t.test('A pack that a stop cut short is ended after its last whole segment', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  for (let seed = 1; seed <= 4; seed++) {
    await bench.change(seed)
    engine.flush()
  }
  bench.stored()
  const spool = join(bench.folder, 'backups/spool')
  const index = new SpoolIndex(spool)
  const [name] = index.generations()
  const { packs } = readGeneration(spool, name!)
  t.same(
    packs.map(({ file, from, to }) => [file, from, to]),
    [[OPEN_PACK, 2, 5]]
  )
  const segments = readPack(spool, name!, OPEN_PACK)
  const open = index.path(name!, OPEN_PACK)
  const whole = readFileSync(open)
  const ends = segments.map((_, at) =>
    segments.slice(0, at + 1).reduce((sum, { bytes }) => sum + bytes.length, 0)
  )
  for (const cut of [...ends.flatMap((end) => [end, end - 1, end - 40, end + 50]), 1]) {
    writeFileSync(open, whole.subarray(0, cut))
    const count = ends.filter((end) => end <= cut).length
    t.equal(index.segments(name!).length, count, 'who looks sees the whole ones')
    settleSpool(spool)
    const [pack] = readGeneration(spool, name!).packs
    t.equal(pack?.to, count > 0 ? count + 1 : undefined)
    if (!pack) continue
    t.same(
      readPack(spool, name!, pack.file).map(({ header }) => header.seq),
      segments.slice(0, count).map(({ header }) => header.seq)
    )
    t.same(
      index.segments(name!).map(({ seq }) => seq),
      segments.slice(0, count).map(({ header }) => header.seq)
    )
    rmSync(index.path(name!, pack.file))
  }
})

t.test('Who looks again sees what took the place of a write that was taken back', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  await bench.change(1)
  engine.flush()
  const spool = join(bench.folder, 'backups/spool')
  const index = new SpoolIndex(spool)
  const [name] = index.generations()
  const open = index.path(name!, OPEN_PACK)
  const before = statSync(open).size
  await bench.change(2)
  engine.flush()
  t.equal(index.segments(name!).length, 2)
  truncateSync(open, before)
  const [first] = index.read(name!, index.segments(name!))
  const other = seal(Buffer.alloc(77), { ...first!.header, seq: 3 }, bench.key)
  writeFileSync(open, Buffer.concat([first!.bytes, other]))
  const seen = index.segments(name!)
  t.same(
    index.read(name!, seen).map(({ bytes }) => bytes.length),
    [first!.bytes.length, other.length]
  )
})

/** Mends an object's own hash, as whoever bends it would. */
function rehash(bytes: Buffer): Buffer {
  const body = bytes.subarray(0, -HASH_BYTES)
  return Buffer.concat([body, hash('sha256', body, 'buffer')])
}
