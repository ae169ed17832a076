import t from 'tap'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { findJob, listJobs } from '../../server/printing/find-jobs.ts'
import { queueCopy } from '../../server/printing/queue-jobs.ts'
import { findOpenShift } from '../../server/shifts/find-shift.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { asText } from '../../views/receipts/document.ts'
import { openCounter, sell, TEA } from '../counter.ts'
import { OWNER } from '../shop.ts'

const { shop, till, people } = await openCounter(t)
const { store } = shop
const { shift_id } = findOpenShift(store, people.terminal_id)!
const lent = { approver_id: people.owner_id, approver_pin: OWNER.password }

/** A slip as it comes out on the narrow paper. */
function slipOf(job_id: string): string {
  const job = findJob(store, job_id)!
  const text = asText(drawSlip(store, { ...job, kind: job.kind as 'x' }, { columns: 32 })!)
  t.ok(
    text.split('\n').every((line) => line.length <= 32),
    `${job.kind} keeps to 32 columns`
  )
  return text
}

/** The job that an answer watches. */
const watched = (text: string) => /\/jobs\/([0-9a-f-]+)/.exec(text)![1]!

t.test('Cash in and out', async (t) => {
  const request_id = newId()
  const reason = 'setor ke Ibu Ratna, diambil Pak Budi di muka toko'
  await sell(till, [`3*${TEA.barcode}`])
  await till.post('/shift/cash', { amount: '50.000', reason: 'tambah uang kecil', direction: 'in' })
  await till.post('/shift/cash', { amount: '125.000', reason, direction: 'out', ...lent }, { request_id })
  const [, first] = listJobs(store, request_id)

  await t.test('comes with a slip: who, when, why, how much, and room for two to sign', async (t) => {
    const slip = slipOf(first!.job_id)
    for (const said of [/KAS KELUAR/, /^K1 /m, /Kas ke-2 di shift ini/, /Kasir Siti/, /Rp\s125\.000/])
      t.match(slip, said)
    t.match(slip.replaceAll('\n', ' '), `Keterangan: ${reason}`)
    t.match(slip, /\.{24}\nYang menyerahkan[\s\S]*\.{24}\nYang menerima/)
    t.notMatch(slip, 'SALINAN')
  })

  await t.test('is printed again as a copy', async (t) => {
    t.match((await till.get('/shift')).text, `hx-post="/shift/cash/${request_id}/copies"`)
    const { text } = await till.post(`/shift/cash/${request_id}/copies`, {}, { htmx: true })
    t.match(slipOf(watched(text)), /SALINAN[\s\S]*KAS KELUAR/)
    t.equal((await till.post(`/shift/cash/${newId()}/copies`, {}, { htmx: true })).status, 404)
  })
})

t.test('The X slip', async (t) => {
  const { text } = await till.post('/shift/x', {}, { htmx: true })
  const job_id = watched(text)

  await t.test('says how the shift stands, who asked, and that it closes nothing', async (t) => {
    const x = slipOf(job_id)
    for (const said of [/LAPORAN X K1/, /BELUM DITUTUP/, /^Dilihat .* Siti/m, /^Penjualan +1$/m])
      t.match(x, said)
    for (const said of [
      /Modal kembalian +Rp\s200\.000/,
      /tambah uang kecil +Rp\s50\.000/,
      /Laci dibuka tanpa jual +0x/
    ])
      t.match(x, said)
    t.match(asked(), { staff_id: people.cashier_id, terminal_id: people.terminal_id })
  })

  await t.test('says no more of the drawer than the shift’s page does', async (t) => {
    for (const seen of [slipOf(job_id), (await till.get('/shift')).text]) {
      t.notMatch(seen, 'Seharusnya')
      t.notMatch(seen, /136\.100/) // the float, the sale and both moves
    }
    const picture = (await till.get(`/shifts/${shift_id}/slip.svg`)).text
    t.notMatch(picture, 'Seharusnya', 'nor does the picture of a shift that runs')
    t.match(picture, 'BELUM')
  })

  await t.test('printed late, or once more, says what was true when it was asked for', async (t) => {
    await sell(till)
    t.match(slipOf(job_id), /^Penjualan +1$/m)
    const { job_id: copy } = await store.commit((tx) => {
      const by = { at: later(systemClock.now(), 60_000), staff_id: null, terminal_id: null, request_id: null }
      const job = findJob(tx, job_id)!
      return queueCopy(tx, by, job)
    })
    t.match(slipOf(copy), /SALINAN[\s\S]*\nPenjualan +1\n/)
    t.match(slipOf(watched((await till.post('/shift/x', {}, { htmx: true })).text)), /^Penjualan +2$/m)
  })

  await t.test('asked for twice by one press is one', async (t) => {
    const request_id = newId()
    const ask = () => till.post('/shift/x', {}, { request_id, htmx: true })
    const answers = await Promise.all([ask(), ask()])
    t.equal(new Set(answers.map(({ text }) => watched(text))).size, 1)
    t.equal(listJobs(store, request_id).length, 1)
  })
})

t.test('The Z slip', async (t) => {
  await till.post('/shift/closing', { counted: '139.800' })
  const z = listJobs(store, shift_id).find(({ kind }) => kind === 'z')!

  await t.test(
    'says what the drawer should have held, and how often it was opened for nothing',
    async (t) => {
      const slip = slipOf(z.job_id)
      for (const said of [/LAPORAN Z K1-Z0001/, /Seharusnya +Rp\s139\.800/, /Laci dibuka tanpa jual +0x/])
        t.match(slip, said)
      t.notMatch(slip, /BELUM DITUTUP|terbuka sendiri/)
    }
  )

  await t.test('is printed again as a copy', async (t) => {
    t.match((await till.get(`/shifts/${shift_id}`)).text, `action="/shifts/${shift_id}/copies"`)
    await till.post(`/shifts/${shift_id}/copies`)
    const copy = listJobs(store, shift_id).find(({ kind, copy_no }) => kind === 'z' && copy_no > 0)!
    t.match(slipOf(copy.job_id), /SALINAN[\s\S]*K1-Z0001/)
  })

  await t.test('closes the shift to X', async (t) => {
    t.equal((await till.post('/shift/x', {}, { htmx: true })).status, 409)
  })
})

function asked(): unknown {
  return store.sqlite.prepare("select staff_id, terminal_id from events where type = 'shift.looked-at'").get()
}
