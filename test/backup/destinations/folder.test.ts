import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'
import { fails, keepsTheRules } from './rules.ts'

const WRITER = join(import.meta.dirname, 'writer.ts')

await t.test('A folder', async (t) => {
  const path = join(t.testdir(), 'cadangan')
  const address = { kind: 'folder', path } as const
  await keepsTheRules(t, {
    address,
    secret: {},
    nowhere: { address: { kind: 'folder', path: join(path, 'no/such/folder') }, kind: 'away' }
  })
  const place = openDestination(address, {})
  const bytes = randomBytes(1000)
  await place.put('kept/a.file', bytes)

  await t.test('whose share is not mounted is away, and its mount point stays empty', async (t) => {
    renameSync(path, `${path}.share`)
    mkdirSync(path)
    await fails(t, place.put('kept/b.file', bytes), 'away')
    await fails(t, place.list(''), 'away')
    await fails(t, place.get('kept/a.file'), 'away')
    t.same(readdirSync(path), [])
    rmSync(path, { recursive: true })
    renameSync(`${path}.share`, path)
    t.same(await place.list(''), [{ name: 'kept/a.file', bytes: 1000 }])
  })

  await t.test('is not led out by a link that lies in it', async (t) => {
    const elsewhere = t.testdir({ 'a.file': 'of others' })
    symlinkSync(elsewhere, join(path, 'link'))
    symlinkSync(join(elsewhere, 'a.file'), join(path, 'link.file'))
    await fails(t, place.get('link/a.file'), 'nonsense')
    await fails(t, place.get('link.file'), 'nonsense')
    await fails(t, place.put('link/b.file', bytes), 'nonsense')
    await fails(t, place.list('link'), 'nonsense')
    t.same(await place.list(''), [{ name: 'kept/a.file', bytes: 1000 }])
    t.same(readdirSync(elsewhere), ['a.file'])
  })

  await t.test('in a place that is no folder can not be set up', async (t) => {
    writeFileSync(join(path, 'a-file'), '')
    for (const wrong of [join(path, 'a-file'), join(path, 'a-file/b'), join(path, 'no/such')]) {
      await fails(t, openDestination({ kind: 'folder', path: wrong }, {}).prepare(), 'no-such-place')
    }
    t.notOk(existsSync(join(path, 'no')))
    rmSync(join(path, 'a-file'))
  })
})

await t.test('Of files being written when the box dies, each is whole or not there', async (t) => {
  const path = t.testdir()
  const place = openDestination({ kind: 'folder', path }, {})
  await place.prepare()
  for (let round = 0; round < 5; round++) {
    const writer = spawn(process.execPath, [WRITER, JSON.stringify({ kind: 'folder', path })], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    await once(writer.stdout, 'data')
    await new Promise((go) => setTimeout(go, 20 + 60 * Math.random()))
    writer.kill('SIGKILL')
    await once(writer, 'exit')
  }
  const files = await place.list('')
  t.ok(files.length >= 5)
  for (const { name } of files) {
    const bytes = await place.get(name)
    t.ok(bytes.equals(Buffer.alloc(2_000_000, name)), name)
  }
})
