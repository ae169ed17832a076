import type { Page } from 'playwright-core'
import t from 'tap'
import { findClosing, findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { findTerminal } from '../../server/terminals/find-terminal.ts'
import { wordsIn } from '../../views/words/words.ts'
import { auditShop } from '../audit-shop.ts'
import { type Counter, openCounter, TEA, until } from '../counter.ts'
import { CASHIER, OWNER, TILL } from '../shop.ts'
import { comeBack, die, openScreen, payCutOff, scan } from './at-the-screen.ts'

t.setTimeout(120_000)

const w = wordsIn('id').terminals
const BUDI = { name: 'Budi Santoso', pin: '7159' }

t.test('A till that is taken out while a sale waits in it', async (t) => {
  const counter = await openCounter(t)
  const { shop, owner, people } = counter
  const { store } = shop
  const { terminal_id } = people
  const { shift_id } = findOpenShift(store, terminal_id)!
  const { context, page } = await openScreen(t, counter)
  await payCutOff(context, page)

  await t.test('is counted and closed from the office, whole', async (t) => {
    t.match(await owner.post(`/tills/${terminal_id}/revocation`), { goes: '/tills?saved' })
    t.match((await owner.get(`/shifts/${shift_id}`)).text, `action="/shifts/${shift_id}/closing"`)
    const closing = { how: 'counted', counted: '203.700' }
    t.match(await owner.post(`/shifts/${shift_id}/closing`, closing), { goes: `/shifts/${shift_id}` })
    t.match(findClosing(store, shift_id), { counted_minor: 203_700, expected_minor: 200_000 })
  })

  await t.test('keeps the sale, and says so in the language of the device', async (t) => {
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/sales'))
    await context.setOffline(false)
    t.equal((await answered).status(), 401)
    await page.locator('[data-taken-out]').waitFor()
    t.equal(await said(page), w.kept_one)
    await page.goto('/language/en?back=/sign-in')
    t.equal(await said(page), wordsIn('en').terminals.kept_one)
    t.equal(sales(counter), 0)
  })

  await t.test('sends nothing while it is no till, whoever is signed in', async (t) => {
    await page.goto('/sign-in?by=password')
    await page.fill('[name=name]', OWNER.name)
    await page.fill('[name=password]', OWNER.password)
    await page.keyboard.press('Enter')
    await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'))
    t.equal(sales(counter), 0)
  })

  await t.test('and is told once as soon as it is that till again and its cashier is back', async (t) => {
    await page.goto('/till/pairing')
    await page.fill('[name=name]', TILL)
    await page.locator('main button.primary').click()
    await page.waitForURL((at) => at.pathname !== '/till/pairing')
    t.equal(findTerminal(store, terminal_id)!.has_device, 1)
    t.equal(sales(counter), 0, 'not in the owner’s name')
    const sold = until(store, () => sales(counter) === 1)
    await page.keyboard.press('F11')
    await comeBack(page, CASHIER)
    await sold
    t.match(findShiftReport(store, shift_id), { sales: 0, supplements: [{ supplement_no: 1 }] })
    t.same(await waitingIn(page), [])
    await page.reload()
    await page.locator('#status[data-state=ready]').waitFor()
    t.equal(sales(counter), 1)
    t.same(auditShop(store.sqlite), [])
  })
})

t.test('A session that ends while scans wait', async (t) => {
  const counter = await openCounter(t)
  const { shop, owner, people } = counter
  const { store } = shop
  await owner.post('/staff', { ...BUDI, role: 'cashier' })
  const { context, page } = await openScreen(t, counter)
  await context.setOffline(true)
  await scan(page)
  await scan(page)
  await page.locator('#status[data-state=waiting]', { hasText: '2' }).waitFor()
  await owner.post(`/staff/${people.cashier_id}/pin`, { pin: CASHIER.pin }) // whose PIN is changed is shown out
  await context.setOffline(false)

  await t.test('leaves them on the device, and says how many', async (t) => {
    t.equal(await said(page), w.kept_many.replace('#', '2'))
    t.equal(pieces(counter), null)
  })

  await t.test('and nobody else’s sign-in sends them', async (t) => {
    await comeBack(page, BUDI)
    await page.goto('/till')
    await page.locator('#status[data-state=ready]').waitFor()
    t.equal((await waitingIn(page)).length, 2)
    t.equal(pieces(counter), null)
  })

  await t.test('but that of whoever scanned, once', async (t) => {
    const scanned = until(store, () => pieces(counter) === 2000)
    await page.keyboard.press('F11')
    await comeBack(page, CASHIER)
    await scanned
    await page.goto('/till')
    await page.locator('#slip', { hasText: '2' }).waitFor()
    t.equal(pieces(counter), 2000)
    t.same(await waitingIn(page), [])
  })
})

t.test('A sale that the box refuses when it comes at last', async (t) => {
  const counter = await openCounter(t)
  const { till } = counter
  const { context, page } = await openScreen(t, counter)
  await payCutOff(context, page)
  await die(page)
  await till.post('/till/scans', { text: TEA.barcode }) // one more on the counter, scanned from a telephone
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto('/till')

  await t.test('is told of, with the reason and what to do', async (t) => {
    const { common, refusals } = wordsIn('id')
    const said = await again.locator('#notice .refused p').innerText()
    t.equal(said, `${common.late_refused} ${refusals['basket/changed']}`)
    t.match(await again.locator('#notice a').getAttribute('href'), /\/till$/)
    t.same(await waitingIn(again), [])
  })

  await t.test('and what was to be sold still stands there', async (t) => {
    t.equal(await again.locator('#slip [name=line]').count(), 1)
    t.equal(pieces(counter), 2000)
    t.equal(sales(counter), 0)
  })
})

/** What the page says of what waits on the device, once it has looked. */
async function said(page: Page): Promise<string> {
  await page.locator('#kept').waitFor()
  return page.locator('#kept').innerText()
}

function sales({ shop }: Counter): unknown {
  return shop.store.sqlite.prepare('select count(*) from sales').pluck().get()
}

/** Thousandths of what lies in all baskets; null where nothing does. */
function pieces({ shop }: Counter): unknown {
  return shop.store.sqlite.prepare('select sum(quantity_milli) from basket_lines').pluck().get()
}

/** What the device keeps to be sent. */
function waitingIn(page: Page): Promise<unknown[]> {
  return page.evaluate(`new Promise((resolve) => {
    indexedDB.open('laci-outbox', 1).onsuccess = ({ target }) => {
      const asked = target.result.transaction('requests').objectStore('requests').getAll()
      asked.onsuccess = () => resolve(asked.result)
    }
  })`)
}
