import t from 'tap'
import { findTerminalByCode, listTerminals } from '../../server/terminals/find-terminal.ts'
import { newId } from '../../server/values/id.ts'
import { wordsIn } from '../../views/words/words.ts'
import { CASHIER, OWNER, TILL } from '../shop.ts'
import { happenings, openFloor, showCode } from './floor.ts'

const words = wordsIn('id')

t.test('A device that wants to be a till', async (t) => {
  const { shop, people, clock } = await openFloor(t)
  const { owner, till, printer_id } = people
  const { store } = shop
  const letIn = (form: Record<string, string>) =>
    owner.post('/tills', {
      takes_over: '',
      place: '',
      printer_id,
      drawer_printer_id: '',
      drawer_pin: '',
      ...form
    })

  await t.test('shows a code on its sign-in page, and nothing else is written for it', async (t) => {
    const device = shop.browser()
    t.match(await device.get('/sign-in'), { text: 'hx-get="/till/waiting"' })
    const before = store.sqlite.pragma('data_version')
    t.match(await showCode(device), /^[BCDFGHJKLMNPQRTVWXZ]{6}$/)
    t.equal(await showCode(device), await showCode(device), 'the same as long as it waits')
    t.same(store.sqlite.pragma('data_version'), before)
    t.notMatch(await till.get('/sign-in'), { text: '/till/waiting' }, 'a till has no use for one')
  })

  await t.test(
    'is let in by the owner with all that belongs to it, and is the till at its next look',
    async (t) => {
      const device = shop.browser()
      const code = await showCode(device)
      t.match(await owner.get('/tills/waiting', { htmx: true }), {
        text: `${code.slice(0, 3)} ${code.slice(3)}`
      })
      t.match(await owner.get(`/tills/new?code=${code}`), { status: 200, text: code })
      const form = {
        code: `${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`,
        name: 'Kasir dua',
        place: 'Dekat pintu'
      }
      t.match(await letIn({ ...form, drawer_printer_id: printer_id, drawer_pin: '5' }), {
        goes: '/tills?saved'
      })
      t.match(findTerminalByCode(store, 'K2'), {
        name: 'Kasir dua',
        place: 'Dekat pintu',
        printer_id,
        drawer_printer_id: printer_id,
        drawer_pin: 5
      })
      t.match(await device.get('/till/waiting', { htmx: true }), { goes: '/' })
      await device.get('/sign-in')
      t.match(await device.post('/sign-in/pin', { staff_id: people.cashier_id, pin: CASHIER.pin }), {
        goes: '/'
      })
      t.match(await device.get('/till'), { status: 200, text: 'K2' })
    }
  )

  await t.test(
    'is let in once: the code is used up, and a repeated request does nothing twice',
    async (t) => {
      const device = shop.browser()
      const code = await showCode(device)
      const request_id = newId()
      const form = { code, name: 'Kasir tiga', takes_over: '', place: '', printer_id }
      t.match(await owner.post('/tills', form, { request_id }), { goes: '/tills?saved' })
      t.match(await owner.post('/tills', form, { request_id }), { goes: '/tills?saved' })
      t.match(await owner.post('/tills', { ...form, name: 'Kasir empat' }), { status: 404 })
      t.equal(listTerminals(store).length, 3)
    }
  )

  await t.test('is nothing without the key that only it holds, whoever knows the code', async (t) => {
    const device = shop.browser()
    const code = await showCode(device)
    const thief = shop.browser()
    await letIn({ code, name: 'Kasir lima' })
    t.match(await thief.get(`/till/waiting?code=${code}`, { htmx: true }), { status: 200, goes: undefined })
    t.match(await device.get('/till/waiting', { htmx: true }), { goes: '/' })
  })

  await t.test('is let in by nobody who may not', async (t) => {
    const device = shop.browser()
    const code = await showCode(device)
    const form = { code, name: 'Kasir gelap', takes_over: '', place: '', printer_id }
    t.match(await till.post('/tills', form), { status: 403 })
    t.match(await device.post('/tills', form), { goes: '/sign-in' })
    t.match(await device.get('/till/waiting', { htmx: true }), { goes: undefined })
  })

  await t.test('keeps waiting where its name is taken', async (t) => {
    clock.pass(1.1)
    const device = shop.browser()
    const code = await showCode(device)
    t.match(await letIn({ code, name: TILL.toUpperCase() }), { status: 409 })
    t.match(await letIn({ code, name: 'Kasir enam' }), { goes: '/tills?saved' })
  })

  await t.test('waits ten minutes at most, and only while its page is open', async (t) => {
    const device = shop.browser()
    const code = await showCode(device)
    for (let minute = 0; minute < 9.75; minute += 0.2) {
      clock.pass(0.2)
      await showCode(device)
    }
    await owner.get('/tills')
    t.equal(await showCode(device), code)
    clock.pass(0.2)
    t.not(await showCode(device), code, 'another code after that')
    t.match(await owner.get(`/tills/new?code=${code}`), {
      status: 404,
      text: words.refusals['terminal/code-wrong'] as string
    })
    clock.pass(0.3)
    t.match(await owner.get('/tills/waiting', { htmx: true }), { text: words.terminals.waiting_none })
  })

  await t.test(
    'waits in no crowd: six codes a minute from one address, eight at once from all',
    async (t) => {
      clock.pass(1.1)
      const codes = await Promise.all(Array.from({ length: 12 }, () => showCode(shop.browser())))
      t.equal(codes.filter(Boolean).length, 6)
      const elsewhere = await Promise.all(
        Array.from({ length: 6 }, async (_, i) => {
          const { body } = await shop.box.app.inject({
            url: '/till/waiting',
            remoteAddress: `192.168.1.${i + 9}`
          })
          return body.includes('<output>')
        })
      )
      t.equal(elsewhere.filter(Boolean).length, 2)
      clock.pass(1.1)
      t.match(await showCode(shop.browser()), /\w/, 'the others have gone')
    }
  )

  await t.test('leads a telephone through the sign-in to where it is let in', async (t) => {
    const phone = shop.browser()
    const { goes } = await phone.get('/tills/new?code=BCDFGH')
    t.equal(goes, '/sign-in?back=%2Ftills%2Fnew%3Fcode%3DBCDFGH')
    t.match(await phone.post('/sign-in/password', { ...OWNER, back: '/tills/new?code=BCDFGH' }), {
      goes: '/tills/new?code=BCDFGH'
    })
    t.match(await phone.post('/sign-in/password', { ...OWNER, back: '//elsewhere.example' }), { goes: '/' })
  })

  await t.test('stands in the books with who let it in', async (t) => {
    t.equal(happenings(shop, 'terminal.paired').length, listTerminals(store).length)
  })
})

t.test('A till is given another device', async (t) => {
  const { shop, people } = await openFloor(t)
  const { owner, till, printer_id, terminal_id, cashier_id } = people
  await till.post('/shift', { float: '100.000' })
  const shift = shop.store.sqlite.prepare('select shift_id from open_shifts').pluck().get()
  const device = shop.browser()
  const code = await showCode(device)
  const form = { code, takes_over: terminal_id, name: '', place: 'Belakang', printer_id }
  t.match(await owner.post('/tills', form), { goes: '/tills?saved' })

  t.match(await till.get('/till'), { goes: '/sign-in' }, 'the old one is out')
  t.match(await till.get('/sign-in'), { text: wordsIn('id').terminals.out_title })
  await device.get('/sign-in')
  await device.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
  t.match(await device.get('/till'), { status: 200, text: 'K1' })
  t.equal(shop.store.sqlite.prepare('select shift_id from open_shifts').pluck().get(), shift)
  t.match(listTerminals(shop.store), [{ terminal_id, code: 'K1', name: TILL, place: 'Belakang' }])
  t.match(happenings(shop, 'terminal.rehomed'), [{ subject_id: terminal_id }])
  t.equal(happenings(shop, 'terminal.paired').length, 1, 'one deed, and no new till')
})
