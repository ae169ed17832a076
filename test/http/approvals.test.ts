import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import type { Store } from '../../server/db/store.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId } from '../../server/values/id.ts'
import { openCounter, TEA } from '../counter.ts'
import { CASHIER, OWNER } from '../shop.ts'

const SUPERVISOR = { name: 'Pak Budi', pin: '582930' }
const OTHER = { name: 'Rina', pin: '7391' }
const WRONG = '940275'

t.test('What a cashier may not do', async (t) => {
  const { ask, people, store, till } = await openAsking(t)

  await t.test('is asked of those who may, by name, with the form as it was', async (t) => {
    const request_id = newId()
    const { status, text, headers } = await ask({ request_id })
    t.equal(status, 403)
    t.match(headers, { 'hx-retarget': '#ask', 'hx-reswap': 'innerHTML' })
    t.match(text, 'Diskon 10% melebihi batas Anda, 5%.')
    for (const name of [SUPERVISOR.name, OWNER.name]) t.match(text, name)
    for (const name of [OTHER.name, CASHIER.name]) t.notMatch(text, name)
    t.match(text, 'hx-post="/till/discount" hx-target="#slip" hx-swap="outerMorph"')
    t.match(fields(text), { request_id, off: '10', as: 'percent' })
  })

  await t.test('is asked on a page of its own where there is no script', async (t) => {
    const { text, status } = await till.post('/till/discount', { off: '10', as: 'percent' })
    t.equal(status, 403)
    t.match(
      text,
      /<!doctype html>[\s\S]*<form[^>]*method="post" action="\/till\/discount"[\s\S]*name="approver_pin"/
    )
  })

  await t.test('is done with a supervisor’s PIN, once, and the record has both names', async (t) => {
    const request_id = newId()
    await ask({ request_id })
    const sent = { request_id, approver_id: people.supervisor, approver_pin: SUPERVISOR.pin }
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(sent)))
    t.same(new Set(answers.map(({ status }) => status)), new Set([200]))
    t.match(head(store, people.terminal), { discount_bp: 1000, approved_by: people.supervisor })
    t.same(
      events(store, request_id),
      [{ type: 'basket.changed', staff_id: people.cashier, approved_by: people.supervisor }],
      'sent five times with the PIN and once without, it is one deed'
    )
  })

  await t.test('is the same deed when it is sent again without the PIN, and its answer too', async (t) => {
    const request_id = newId()
    await ask({ request_id, off: '12', approver_id: people.supervisor, approver_pin: SUPERVISOR.pin })
    t.equal((await ask({ request_id, off: '12' })).status, 200)
    t.equal((await ask({ request_id, off: '13' })).status, 409, 'but another content is not')
  })

  await t.test('is paid without asking again', async (t) => {
    const pay = await till.get('/till/pay', { htmx: true })
    const { basket_id, total, request_id } = fields(pay.text)
    const { status } = await till.post(
      '/sales',
      { basket_id: basket_id!, total: total!, given: '1.000.000' },
      { request_id: request_id!, htmx: true }
    )
    t.equal(status, 200)
  })
})

t.test('The PIN of somebody who may not', async (t) => {
  const { ask, people, store } = await openAsking(t)
  const { status, text } = await ask({ approver_id: people.other, approver_pin: OTHER.pin })
  t.equal(status, 403)
  t.match(text, `${OTHER.name} tidak boleh mengizinkan ini`)
  t.match(text, SUPERVISOR.name, 'who may is asked again')
  t.match(head(store, people.terminal), { discount_bp: null })
})

t.test('A supervisor’s own limit', async (t) => {
  const { ask, people } = await openAsking(t)
  const { text } = await ask({ off: '25', approver_id: people.supervisor, approver_pin: SUPERVISOR.pin })
  t.match(text, `${SUPERVISOR.name} tidak boleh mengizinkan ini`)
  t.notMatch(text, new RegExp(`<b>${SUPERVISOR.name}</b>`), 'only those are named who may allow that much')
  t.match(text, new RegExp(`<b>${OWNER.name}</b>`))
})

t.test('An owner who has no PIN proves it by password', async (t) => {
  const { ask, people, store } = await openAsking(t)
  t.equal((await ask({ off: '25', approver_id: people.owner, approver_pin: 'gudang garam 89' })).status, 403)
  t.equal((await ask({ off: '25', approver_id: people.owner, approver_pin: OWNER.password })).status, 200)
  t.match(head(store, people.terminal), { discount_bp: 2500, approved_by: people.owner })
})

t.test('A wrong PIN', async (t) => {
  const { ask, people, store, till } = await openAsking(t)
  const wrong = { approver_id: people.supervisor, approver_pin: WRONG }

  await t.test('is said, and the question is put again', async (t) => {
    const { status, text } = await ask(wrong)
    t.equal(status, 403)
    t.match(text, /PIN salah\.[\s\S]*name="approver_pin"/)
    t.match(text, 'melebihi batas Anda')
    t.match(head(store, people.terminal), { discount_bp: null })
  })

  await t.test(
    'is counted with those of signing in, and throttled, though the right one comes',
    async (t) => {
      for (let i = 0; i < 4; i++) await ask(wrong)
      const { status, text } = await ask({ ...wrong, approver_pin: SUPERVISOR.pin })
      t.equal(status, 429)
      t.match(text, /Coba lagi \d+ detik/)
      const signIn = await till.post('/sign-in/pin', { staff_id: people.supervisor, pin: SUPERVISOR.pin })
      t.equal(signIn.status, 429)
    }
  )

  await t.test('keeps nobody from what they may do themselves', async (t) => {
    t.equal((await ask({ off: '5', ...wrong })).status, 429, 'a lie is no way in')
    t.equal((await ask({ off: '5' })).status, 200)
  })
})

t.test('Away from a till there is nobody to ask: it is said', async (t) => {
  const { people, owner } = await openAsking(t)
  const form = { off: '10', approver_id: people.supervisor, approver_pin: SUPERVISOR.pin }
  t.equal((await owner.post('/till/discount', form, { htmx: true })).status, 409)
})

t.test('A PIN is found nowhere in the box', async (t) => {
  const { ask, people, shop } = await openAsking(t)
  await ask({ approver_id: people.supervisor, approver_pin: WRONG })
  await ask({ approver_id: people.supervisor, approver_pin: SUPERVISOR.pin })
  shop.store.sqlite.pragma('wal_checkpoint(truncate)')
  const file = readFileSync(join(shop.data, 'laci.db'), 'latin1')
  t.match(file, SUPERVISOR.name, 'one looks in the right place')
  for (const pin of [SUPERVISOR.pin, WRONG]) t.notMatch(file.includes(pin), true, pin)
})

/** A counter with a supervisor and another cashier, and ten teas in the basket. */
async function openAsking(t: Test) {
  const counter = await openCounter(t)
  const { till, owner, shop } = counter
  const { store } = shop
  await owner.post('/staff', { name: SUPERVISOR.name, role: 'supervisor', pin: SUPERVISOR.pin })
  await owner.post('/staff', { name: OTHER.name, role: 'cashier', pin: OTHER.pin })
  await till.post('/till/scans', { text: `10*${TEA.barcode}` }, { htmx: true })
  const idOf = (name: string) => listStaff(store).find((person) => person.name === name)!.staff_id
  const people = {
    supervisor: idOf(SUPERVISOR.name),
    other: idOf(OTHER.name),
    owner: counter.people.owner_id,
    cashier: counter.people.cashier_id,
    terminal: counter.people.terminal_id
  }
  const ask = ({ request_id = newId(), ...form }: Record<string, string>) =>
    till.post(
      '/till/discount',
      { off: '10', as: 'percent', ...form },
      { request_id, htmx: true, headers: { 'hx-target': 'section#slip', 'laci-swap': 'outerMorph' } }
    )
  return { ask, people, store, till, owner, shop }
}

/** The hidden fields of a form. */
function fields(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value
    ])
  )
}

function head(store: Store, terminal_id: string) {
  return readTill(store, terminal_id, new Date().toISOString()).head
}

function events(store: Store, request_id: string) {
  return store.sqlite
    .prepare('select type, staff_id, approved_by from events where request_id = ?')
    .all(request_id)
}
