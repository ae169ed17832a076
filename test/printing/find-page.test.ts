import t from 'tap'
import type { SearchState } from '../../server/printing/find/search.ts'
import type { Page } from '../../views/page.ts'
import { findingsPanel } from '../../views/printing/find.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openBox } from '../shop.ts'

await t.test('Printers are looked for on a page of their own', async (t) => {
  const shop = await openBox(t)
  const { owner, till } = await shop.setUp()

  await t.test('to which the printers’ page leads', async (t) => {
    t.match((await owner.get('/printers')).text, 'href="/printers/find"')
    const { status, text } = await owner.get('/printers/find')
    t.equal(status, 200)
    t.match(text, 'Cari printer')
    t.match(text, 'Cari di jaringan')
  })

  await t.test('that is closed to a cashier', async (t) => {
    for (const url of ['/printers/find', '/printers/find/now'])
      t.equal((await till.get(url)).status, 403, url)
    t.equal((await till.post('/printers/find/searches')).status, 403)
  })

  await t.test('where a search is started, seen and stopped', async (t) => {
    const started = await owner.post('/printers/find/searches')
    t.equal(started.goes, '/printers/find')
    t.match((await owner.get('/printers/find/now', { htmx: true })).text, /<progress[\s\S]*Berhenti mencari/)

    await owner.post('/printers/find/cancelling')
    const { text } = await owner.get('/printers/find/now', { htmx: true })
    t.notMatch(text, '<progress')
    t.match(text, 'Pencarian dihentikan.')
    t.match(text, 'Cari lagi')
  })
})

await t.test('What was found', async (t) => {
  const words = wordsIn('id')
  const page = { words, locale: 'id', csrf_token: () => 'token' } as Page
  const search: SearchState = {
    state: 'done',
    asked: 254,
    of: 254,
    too_large: [],
    has_network: true,
    findings: []
  }
  const tcp = { transport: 'tcp', address: '192.168.1.50:9100', name: 'EPSON <TM>', answers: true } as const
  const usb = {
    path: '/dev/usb/lp0',
    address: 'usb:04b8:0202:J3AF',
    maker: 'EPSON',
    model: 'TM-T20',
    is_allowed: true
  }
  const panel = (around: Partial<Parameters<typeof findingsPanel>[1]>): string =>
    findingsPanel(page, { usb: [], printers: [], search, ...around }).text

  await t.test('goes into the form of a new printer, as it is', async (t) => {
    const text = panel({ usb: [usb], search: { ...search, findings: [tcp] } })
    const links = [...text.matchAll(/href="([^"]*printers\/new\?[^"]*)"/g)].map(([, href = '']) =>
      Object.fromEntries(
        new URL(
          href.replaceAll(/&(amp|#61);/g, (_, code) => (code === 'amp' ? '&' : '=')),
          'http://box'
        ).searchParams
      )
    )
    t.same(links, [
      { transport: 'device', address: 'usb:04b8:0202:J3AF', name: 'EPSON TM-T20' },
      { transport: 'tcp', address: '192.168.1.50:9100', name: 'EPSON <TM>' }
    ])
    t.match(text, 'Pencarian selesai: 2 printer.')
    t.match(text, 'Memberi kabar kalau kertas habis')
  })

  await t.test('and may not be used yet says what has to be done', async (t) => {
    const text = panel({ usb: [{ ...usb, is_allowed: false }] })
    t.match(text, 'grup lp')
    t.match(text, 'scripts/install-service')
  })

  await t.test(
    'and is the shop’s already is not offered again, by whichever of its addresses it is known',
    async (t) => {
      for (const address of [usb.path, usb.address]) {
        const text = panel({ usb: [usb], printers: [{ name: 'Printer depan', address }] as never })
        t.match(text, 'Sudah dipakai: Printer depan')
        t.notMatch(text, '/printers/new')
      }
    }
  )

  await t.test('is nothing: then the page says what to do', async (t) => {
    t.match(panel({}), /Belum ada printer yang ditemukan[\s\S]*tombol kertas[\s\S]*Ketik alamatnya/)
    t.match(panel({ search: { ...search, has_network: false } }), 'tidak tersambung ke jaringan')
    t.match(
      panel({ search: { ...search, too_large: ['172.17.0.0/16'] } }),
      /172\.17\.0\.0\/16 terlalu besar[\s\S]*href="\/printers\/new"/
    )
  })

  await t.test('shows while it is still searched', async (t) => {
    const text = panel({ search: { ...search, state: 'running', asked: 100, findings: [tcp] } })
    t.match(text, 'value="100" max="254"')
    t.match(text, '100 dari 254 alamat')
    t.match(text, '192.168.1.50:9100')
    t.match(panel({ search: { ...search, state: 'running' } }), 'mengumumkan diri')
  })
})
