import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { isAfterClosing } from '../../server/update/after-closing.ts'
import { newsSince } from '../../server/update/news.ts'
import { isNewer } from '../../server/update/versions.ts'
import { openBox } from '../shop.ts'

t.test('A version is newer by its numbers, not by its letters', async (t) => {
  const ordered = ['0.9.0', '0.10.0', '1.0.0-rc.1', '1.0.0-rc.2', '1.0.0', '1.0.1']
  for (const [i, version] of ordered.entries()) {
    for (const [j, other] of ordered.entries()) t.equal(isNewer(version, other), i > j, `${version} ${other}`)
  }
})

t.test('What is new is told from the version that runs on', async (t) => {
  const log =
    '# Changelog\n\n## 0.3.0\n\n**Third.** So\nit is.\n\n## 0.2.0\n\nSecond.\n\n## 0.1.0\n\nFirst.\n'
  t.same(newsSince(log, '0.1.0'), ['Third. So it is.', 'Second.'])
  t.same(newsSince(log, '0.3.0'), [])
})

t.test('A shop has closed', async (t) => {
  const zone = 'Asia/Jakarta'
  const at = (hour: string, open_shifts: number, last_sale_at: string | null = null) =>
    isAfterClosing(`2026-11-23T${hour}:00.000Z`, { zone, open_shifts, last_sale_at })
  t.notOk(at('05:00', 0), 'not at noon, though no shift is open yet')
  t.ok(at('14:00', 0), 'at nine in the evening, when every shift is closed')
  t.notOk(at('14:00', 1), 'but not while one is open')
  t.notOk(at('14:00', 0, '2026-11-23T13:45:00.000Z'), 'nor a quarter of an hour after a sale')
  t.ok(at('20:00', 1), 'at three in the night, also when one was forgotten')
})

t.test('The page of updates', async (t) => {
  const notes = mkdtempSync(join(tmpdir(), 'laci-notes-'))
  const source = join(notes, 'source')
  mkdirSync(source)
  t.teardown(() => rmSync(notes, { recursive: true }))
  const name = `laci-9.9.9-linux-${process.arch}.tar.gz`
  writeFileSync(join(source, name), 'no archive at all')
  const { data, setUp, store } = await openBox(t, { update_notes: notes, update_source: source })
  const { owner, till } = await setUp()
  const path = join(source, name)
  const request = join(data, 'update/request')

  await t.test('is the owner’s alone, and says on a box that was not installed that it can’t', async (t) => {
    t.match(await till.get('/update'), { status: 403 })
    t.match(await till.post('/update/now', { path }), { status: 403 })
    t.match((await owner.get('/update')).text, 'tidak dipasang sebagai kotak toko')
    t.match(await owner.post('/update/now', { path }), { status: 409 })
    t.notOk(existsSync(request))
  })

  cpSync(join(import.meta.dirname, '../../scripts/box/settle-update'), join(notes, 'settle-update'))

  await t.test('finds what lies there, and says of what is no package that it is none', async (t) => {
    t.match((await owner.get('/update')).text, 'Laci 9.9.9')
    t.match((await owner.post('/update/look', { path })).text, 'Berkasnya rusak atau bukan paket Laci')
    t.match(
      await owner.post('/update/look', { path: '/etc/passwd' }),
      { status: 404 },
      'and reads nothing else'
    )
  })

  await t.test('takes a file from a browser by its name alone', async (t) => {
    const sent = new File(['bytes'], `laci-9.9.8-linux-${process.arch}.tar.gz`)
    t.match(await owner.post('/update/package', { package: sent }), { goes: '/update' })
    t.equal(readFileSync(join(data, 'update/inbox', sent.name), 'utf8'), 'bytes')
    t.match(await owner.post('/update/package', { package: new File(['x'], 'holiday.jpg') }), { status: 422 })
    t.match(await till.post('/update/package', { package: sent }), { status: 403 })
  })

  await t.test('keeps one for tonight, or gives it up', async (t) => {
    await owner.post('/update/tonight', { path })
    t.match((await owner.get('/update')).text, 'Versi 9.9.9 dipasang nanti malam')
    await owner.post('/update/tonight/removal')
    t.notMatch((await owner.get('/update')).text, 'dipasang nanti malam')
  })

  await t.test('lays down what is wanted now, once, and who wanted it stands in the books', async (t) => {
    t.match(await owner.post('/update/now', { path }), { goes: '/update' })
    t.equal(readFileSync(request, 'utf8'), `deed=to\nallows=\npath=${path}\n`)
    t.match(await owner.post('/update/now', { path }), { status: 409 })
    const asked = store.sqlite
      .prepare("select subject_id from events where type = 'update.asked'")
      .pluck()
      .all()
    t.same(asked, ['9.9.9', '9.9.9'], 'for tonight, and now')
  })

  await t.test('tells how it goes, and how it ended', async (t) => {
    rmSync(request)
    const note = (text: string) =>
      writeFileSync(join(notes, 'state'), `${text}from=0.1.0\nto=9.9.9\nat=1795400000\n`)
    note('phase=rehearsing\n')
    t.match((await owner.get('/update/state')).text, 'Mencoba versi 9.9.9 pada salinan data toko')
    note('phase=returned\nwhy=unwell\nshut_ms=4200\n')
    const { text } = await owner.get('/update/state')
    for (const words of ['tidak jadi dipakai', 'tidak bisa bekerja', '4,2 detik']) t.match(text, words)
  })
})
