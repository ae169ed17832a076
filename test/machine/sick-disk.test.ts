// A disk that is full, that may only be read, that the kernel locked because of an error: the box refuses with a sentence,
// acknowledges nothing it does not keep, and sells again by itself when the disk is well.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openStore } from '../../server/db/open.ts'
import { auditShop } from '../audit-shop.ts'
import { TEA } from '../counter.ts'
import { showFigures } from './backup/figures.ts'
import { type KeptBox, keepBox } from './kept-box.ts'

await t.test('A shop on a disk that fills up', async (t) => {
  const data = mountpoint(t)
  run('mount', '-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', data)
  const box = await keepBox(t, data)

  await t.test('holds back new sales before there is no room, and says so', async (t) => {
    fill(data, 5_000_000)
    const refused = await untilRefused(box)
    t.equal(refused.status, 507)
    t.match(refused.text, 'Penjualan baru ditahan')
    t.equal((await box.till.get('/till')).status, 200, 'its pages are there')
    t.match((await box.owner.get('/today')).text, 'penjualan baru ditahan')
  })

  await t.test('acknowledges nothing when not a byte is left', async (t) => {
    fill(data, 0)
    t.equal(await box.trySelling(), false)
    t.equal((await box.till.get('/till')).status, 200)
  })

  await t.test('sells again by itself when there is room', async (t) => {
    for (const name of ['filler-5000000', 'filler-0']) rmSync(join(data, name))
    tell('room made, until it sells', await box.untilItSells())
    t.same(box.ends, [], 'and never had to start anew')
  })

  await t.test('starts on a full disk with a page that says why, and sells when there is room', async (t) => {
    fill(data, 0)
    await endAndSee(t, box, 'Penyimpanan kotak penuh')
    rmSync(join(data, 'filler-0'))
    tell('room made under a box that could not start, until it sells', await box.untilItSells())
  })

  await allIsThere(t, box, data)
})

await t.test('A shop on a disk that the kernel locks', async (t) => {
  const data = mountpoint(t)
  const image = join(mkdtempSync(join(tmpdir(), 'laci-image-')), 'disk')
  t.teardown(() => rmSync(join(image, '..'), { recursive: true }))
  writeFileSync(image, '')
  truncateSync(image, 256 << 20)
  run('mke2fs', '-q', '-t', 'ext4', image)
  const device = run('losetup', '--find', '--show', image)
  t.teardown(() => run('losetup', '--detach', device))
  const mount = () => run('mount', '-o', 'errors=remount-ro', device, data)
  mount()
  const box = await keepBox(t, data)

  await t.test('acknowledges nothing from then on, and says so on every screen', async (t) => {
    writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, '1')
    t.equal(await box.trySelling(), false)
    await untilShown(box, 'Penyimpanan kotak terkunci')
    t.equal(box.ends[0], 74)
    const sale = await fetch(`${box.url}/sales`, {
      method: 'POST',
      body: new URLSearchParams({ total: '1' })
    })
    t.equal(sale.status, 503, 'a till keeps what it sent')
  })

  await t.test('sells again by itself when the disk was repaired', async () => {
    run('umount', data)
    repair(device)
    mount()
    tell('disk repaired, until it sells', await box.untilItSells())
  })

  await t.test('starts on a disk that may only be read, and sells when it may be written', async () => {
    await box.pauseAround(() => run('mount', '-o', 'remount,ro', data))
    await untilShown(box, 'Penyimpanan kotak terkunci')
    run('mount', '-o', 'remount,rw', data)
    tell('disk made writable, until it sells', await box.untilItSells())
  })

  await allIsThere(t, box, data)
})

/** Every sale that a till was told of is in the books, which are in order. */
async function allIsThere(t: Test, box: KeptBox, data: string): Promise<void> {
  await t.test('has every sale that a till was told of', async (t) => {
    await box.stop()
    const store = await openStore(join(data, 'laci.db'))
    const sold = store.sqlite.prepare('select count(*) from sales').pluck().get()
    const faults = auditShop(store.sqlite)
    store.close()
    t.equal(sold, box.told)
    t.same(faults, [])
  })
}

function mountpoint(t: Test): string {
  const data = mkdtempSync(join(tmpdir(), 'laci-sick-'))
  t.teardown(() => {
    run('umount', '--lazy', data)
    rmSync(data, { recursive: true })
  })
  return data
}

/** Takes all the room but so many bytes. */
function fill(data: string, but: number): void {
  const { bavail, bsize } = statfsSync(data)
  try {
    writeFileSync(join(data, `filler-${but}`), Buffer.alloc(Math.max(0, bavail * bsize - but)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

async function untilRefused({ till }: KeptBox) {
  for (;;) {
    const answer = await till.post('/till/scans', { text: TEA.barcode }, { htmx: true })
    if (answer.status !== 200) return answer
    await pause(200)
  }
}

async function endAndSee(t: Test, box: KeptBox, title: string): Promise<void> {
  await box.pauseAround(() => undefined)
  await untilShown(box, title)
  t.equal(await box.trySelling(), false)
}

async function untilShown(box: KeptBox, title: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const text = await fetch(`${box.url}/till`).then(
      (answer) => answer.text(),
      () => ''
    )
    if (text.includes(title)) return
    if (tries > 600) throw new Error(`never shown: ${title}`)
    await pause(100)
  }
}

/** Repaired or not needing it, both are well. */
function repair(device: string): void {
  try {
    run('e2fsck', '-fy', device)
  } catch (error) {
    if ((error as { status: number }).status > 1) throw error
  }
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

function tell(what: string, took_ms: number): void {
  showFigures(what, [{ ms: took_ms }])
}
