// An update that was left for the night: a real box, its clock moved through an evening, and settle-update doing what the
// box asks for. Which hours are a night at all stands in page.test.ts.

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { later } from '../../server/values/clock.ts'
import { openBox } from '../shop.ts'
import { tinyBox } from './tiny-box.ts'

const MINUTE_MS = 60_000
/** The box looks twice a second. */
const SOME_LOOKS_MS = 1600

await t.test('What was kept for tonight', async (t) => {
  const machine = await tinyBox(t)
  const source = join(machine.folder, 'stick')
  mkdirSync(source)
  const name = `laci-9.9.9-linux-${process.arch}.tar.gz`
  const path = join(source, name)
  writeFileSync(path, 'stands for an archive')
  let now = '2026-11-23T13:30:00.000Z' // half past eight in the evening in Jakarta
  // The versions that come and go are the smallest there are, and their shop is no database: the box has one of its own.
  const data = join(machine.folder, 'shop')
  mkdirSync(data)
  symlinkSync(join(machine.data, 'update'), join(data, 'update'))
  const places = { data, update_notes: machine.notes, update_source: source }
  const box = await openBox(t, { ...places, clock: { now: () => now } })
  const { owner, till } = await box.setUp()
  const request = join(machine.data, 'update/request')
  const isAskedFor = async (): Promise<boolean> => {
    await pause(SOME_LOOKS_MS)
    return existsSync(request)
  }
  const minutesLater = (minutes: number): void => {
    now = later(now, minutes * MINUTE_MS)
  }
  t.match(await till.post('/shift', { float: '0' }), { goes: '/till' })

  await t.test('waits while a drawer is open, and begins by itself once the shop has closed', async (t) => {
    await owner.post('/update/tonight', { path })
    t.notOk(await isAskedFor(), 'a shift is open')
    t.match(await till.post('/shift/closing', { counted: '0' }), { status: 303 })
    t.ok(await isAskedFor())
    t.equal(readFileSync(request, 'utf8'), `deed=to\nallows=\npath=${path}\n`)
    t.notMatch((await owner.get('/update')).text, 'dipasang nanti malam', 'and is kept no longer')
  })

  await t.test('says in the morning that the stick was pulled, and the shop sells as before', async (t) => {
    renameSync(path, `${path}.pulled`)
    t.equal(await machine.settle(), 0)
    t.match([machine.noted('phase'), machine.noted('why')], ['refused', 'gone'])
    minutesLater(8)
    const { text } = await owner.get('/update')
    for (const words of ['Pembaruan tidak dipasang', 'Mungkin flashdisk sudah dicabut']) t.match(text, words)
    t.equal(machine.leadsTo(), machine.place(1))
    renameSync(`${path}.pulled`, path)
  })

  await t.test('is not done when it was given up before', async (t) => {
    await till.post('/shift', { float: '0' })
    await owner.post('/update/tonight', { path })
    await owner.post('/update/tonight/removal')
    await till.post('/shift/closing', { counted: '0' })
    t.notOk(await isAskedFor())
  })

  await t.test('is done as it would be by day', async (t) => {
    cpSync(join(machine.folder, 'package'), path)
    await owner.post('/update/tonight', { path })
    t.ok(await isAskedFor())
    t.equal(await machine.settle(), 0)
    t.equal(machine.noted('phase'), 'done')
    t.equal(machine.leadsTo(), machine.place(2))
  })
})
