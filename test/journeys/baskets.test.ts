import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { type ItemCard, saveItem } from '../../server/catalog/save-item.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { openChromium } from '../browser.ts'
import { openBox, type TestBox } from '../shop.ts'
import { scanFromAnywhere } from './hands.ts'

const TEA = '8998009040405'
const MILK = '8998009010620'
const SUPERVISOR = { name: 'Pak Budi', pin: '582930' }

const artefacts = join(import.meta.dirname, '../artefacts/baskets')
mkdirSync(artefacts, { recursive: true })

t.test('By the keyboard alone', async (t) => {
  const { page } = await openTill(t, { width: 1280, height: 800 })
  const { keyboard } = page
  await scan(page, `3*${TEA}`)
  await page.getByText('3 pcs × 3.700').waitFor()

  await t.test('a line is sold by the carton, and one undoing takes that back', async (t) => {
    await keyboard.press('F4')
    await page.locator('.units').waitFor()
    await type(page, '2')
    await shot(page, 'line')
    await page.locator('.units button', { hasText: 'dus' }).focus()
    await keyboard.press('Enter')
    await page.getByText('2 dus × 80.000').waitFor()
    t.equal(await focused(page), 'scan-text')
    await keyboard.press('F7')
    await page.getByText('3 pcs × 3.700').waitFor()
  })

  await t.test('a discount within one’s own limit is set at once', async (t) => {
    await keyboard.press('F4')
    await page.locator('[name=quantity]').waitFor()
    await keyboard.press('F6')
    await page.locator('[name=off]').waitFor()
    await type(page, '5')
    await shot(page, 'line-discount')
    await keyboard.press('Enter')
    await page.locator('#slip .off', { hasText: '−555' }).waitFor()
    t.equal(await focused(page), 'scan-text')
  })

  await t.test('a larger one asks for a PIN, which Escape leaves, and the focus is back', async (t) => {
    await keyboard.press('F6')
    await page.locator('[name=off]').waitFor()
    await type(page, '1000')
    await keyboard.press('F6')
    await page.locator('#ask dialog[open]').waitFor()
    t.match(await page.locator('#ask').innerText(), /melebihi batas Anda, 5%/)
    t.equal(await focusedName(page), 'approver_pin')
    await shot(page, 'approval')
    await keyboard.press('Escape')
    await page.locator('#ask dialog').waitFor({ state: 'detached' })
    t.equal(await focusedName(page), 'off', 'what was typed is still there')
    t.equal(await page.locator('[name=off]').inputValue(), '1000')
  })

  await t.test('and a wrong PIN asks again, and the right one sets it', async (t) => {
    await keyboard.press('F6')
    await page.locator('#ask dialog[open]').waitFor()
    await page.getByText(SUPERVISOR.name).click()
    await type(page, '111222')
    await keyboard.press('Enter')
    await page.locator('#ask .refused', { hasText: 'PIN salah' }).waitFor()
    await shot(page, 'approval-wrong')
    t.equal(await focusedName(page), 'approver_pin')
    t.equal(
      await page.locator('#ask input:checked').getAttribute('value'),
      await page.locator('#ask .choice', { hasText: SUPERVISOR.name }).locator('input').getAttribute('value'),
      'whoever was chosen still is'
    )
    await keyboard.type(SUPERVISOR.pin) // as fast as a scanner
    await keyboard.press('Enter')
    await page.locator('#ask dialog').waitFor({ state: 'detached' })
    await page.locator('.sum', { hasText: 'Diskon belanja' }).waitFor()
    await shot(page, 'slip')
    t.equal(await focused(page), 'scan-text')
  })

  await t.test('a customer is found, or written down', async (t) => {
    await keyboard.press('F3')
    await page.locator('.buyer-task').waitFor()
    await type(page, 'sari')
    await page.locator('#found .held button', { hasText: 'Bu Sari' }).waitFor()
    await shot(page, 'buyer')
    await keyboard.press('Enter')
    await page.locator('.slip-head', { hasText: 'Bu Sari' }).waitFor()
    t.equal(await focused(page), 'scan-text')
    await keyboard.press('F7')
    await page.locator('.slip-head', { hasText: 'Pelanggan' }).waitFor()
    await keyboard.press('F3')
    await page.locator('.buyer-task').waitFor()
    await type(page, 'Pak Darma')
    await page.locator('#found .hint').waitFor()
    await page.locator('#found [name=phone]').focus()
    await type(page, '081234567890')
    await keyboard.press('Enter')
    await page.locator('.slip-head', { hasText: 'Pak Darma' }).waitFor()
  })

  await t.test('a basket is held under the customer’s name, and another is begun', async (t) => {
    await keyboard.press('F8')
    await page.locator('.held-task').waitFor()
    await keyboard.press('Enter')
    await page.locator('#slip .held', { hasText: 'Pak Darma' }).waitFor()
    t.equal(await focused(page), 'scan-text')
    await scan(page, MILK)
    await page.getByText('1 pcs × 19.900').waitFor()
    t.equal(await page.locator('#held-count').innerText(), '1')
  })

  await t.test('and taking it up puts the one in hand aside', async (t) => {
    await keyboard.press('F8')
    await page.locator('.held-task').waitFor()
    await shot(page, 'held')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await page.getByText('3 pcs × 3.700').waitFor()
    t.match(await page.locator('.sum').innerText(), /Diskon belanja/)
    t.equal(await page.locator('#held-count').innerText(), '1')
  })

  await t.test('a scan while something is asked is a scan all the same', async (t) => {
    await keyboard.press('F3')
    await page.locator('.buyer-task').waitFor()
    await scanFromAnywhere(page, MILK)
    await page.getByText('1 pcs × 19.900').waitFor()
    t.equal(await page.locator('#task > *').count(), 0)
    await keyboard.press('F7')
    await page.getByText('1 pcs × 19.900').waitFor({ state: 'detached' })
  })

  await t.test('so is one from which the focus is taken in the middle', async (t) => {
    for (const count of ['', '2*']) {
      await type(page, count)
      await scanFromAnywhere(page, MILK, () => page.locator('#scan .hold').focus())
      await page.getByText(`${count ? 2 : 1} pcs × 19.900`).waitFor()
      t.equal(await page.locator('#scan-text').inputValue(), '')
      await keyboard.press('F7')
      await page.getByText('pcs × 19.900').waitFor({ state: 'detached' })
    }
  })

  await t.test('so is one after words, however soon, when the focus was elsewhere in between', async () => {
    await type(page, 'ULT')
    await page.locator('#scan .hold').focus()
    await page.locator('#scan-text').focus()
    await scanFromAnywhere(page, MILK)
    await page.getByText('1 pcs × 19.900').waitFor()
    await keyboard.press('F7')
    await page.getByText('1 pcs × 19.900').waitFor({ state: 'detached' })
  })

  await t.test('so is one while a PIN is asked for, and the question stays', async (t) => {
    await keyboard.press('F6')
    await page.locator('.percents button', { hasText: '15%' }).click()
    await page.locator('#ask dialog[open]').waitFor()
    await type(page, SUPERVISOR.pin.slice(0, 3))
    await scanFromAnywhere(page, MILK)
    await page.getByText('1 pcs × 19.900').waitFor()
    t.equal(await focusedName(page), 'approver_pin')
    t.equal(await page.locator('[name=approver_pin]').inputValue(), SUPERVISOR.pin.slice(0, 3))
    await keyboard.press('Escape')
    await page.locator('#ask dialog').waitFor({ state: 'detached' })
    t.equal(await focused(page), 'scan-text', 'where it was asked from is gone')
    await keyboard.press('F7')
    await page.getByText('1 pcs × 19.900').waitFor({ state: 'detached' })
  })

  await t.test('a scan that is refused is heard, one that is not is silent', async (t) => {
    await page.evaluate(`(() => {
      const make = AudioContext.prototype.createOscillator
      AudioContext.prototype.createOscillator = function () {
        window.beeps = (window.beeps ?? 0) + 1
        return make.call(this)
      }
    })()`)
    await scan(page, '00000000')
    await page.locator('.refused').waitFor()
    t.equal(await page.evaluate('window.beeps'), 2)
    await scan(page, MILK)
    await page.getByText('1 pcs × 19.900').waitFor()
    t.equal(await page.evaluate('window.beeps'), 2)
    await keyboard.press('F7')
    await page.getByText('1 pcs × 19.900').waitFor({ state: 'detached' })
  })

  await t.test('every key on the list works and the list closes to the scan field', async (t) => {
    await keyboard.press('?')
    await page.locator('#keys[open]').waitFor()
    await shot(page, 'keys')
    await keyboard.press('Escape')
    t.equal(await focused(page), 'scan-text')
  })

  await t.test('and it is paid', async (t) => {
    await keyboard.press('F9')
    await page.locator('[name=given]').waitFor()
    await keyboard.press('F10')
    await page.locator('.done-task').waitFor()
    t.match(await page.locator('.done-task').innerText(), 'K1-000001')
  })
})

t.test('By touch alone, on a phone', async (t) => {
  const { page } = await openTill(t, { width: 360, height: 740 }, true)
  await page.locator('.tile', { hasText: 'Teh' }).tap()
  await page.locator('.peek', { hasText: '1 barang' }).waitFor()

  await t.test('rice by the kilo asks how much of it', async (t) => {
    await page.locator('.tile', { hasText: 'Beras' }).tap()
    for (const digit of ['0', ',', '7', '5']) await page.locator(`#task [data-digit="${digit}"]`).tap()
    await shot(page, 'phone-weighed')
    await page.locator('#task .primary').tap()
    await page.locator('.peek', { hasText: '2 barang' }).waitFor()
    await page.locator('.peek').tap()
    t.match(await page.locator('#slip').innerText(), /0,75 kg × 14\.500/)
    await shot(page, 'phone-slip')
  })

  await t.test('a discount is asked of a supervisor', async () => {
    await page.locator('.slip-actions button').first().tap()
    await page.locator('.percents button', { hasText: '20%' }).tap()
    await page.locator('#ask dialog[open]').waitFor()
    await page.getByText(SUPERVISOR.name).tap()
    for (const digit of SUPERVISOR.pin) await page.locator(`#ask [data-digit="${digit}"]`).tap()
    await shot(page, 'phone-approval')
    await page.locator('#ask .primary').tap()
    await page.locator('#ask dialog').waitFor({ state: 'detached' })
    await page.locator('.sum', { hasText: 'Diskon belanja' }).waitFor({ state: 'attached' })
  })

  await t.test('the basket is held, and taken back', async () => {
    await page.locator('#scan .hold').tap()
    await page.locator('.held-task .primary').tap()
    await page.locator('.peek', { hasText: '0 barang' }).waitFor()
    await page.locator('#scan .hold').tap()
    await page.locator('#held-list').waitFor()
    await shot(page, 'phone-held')
    await page.locator('#held-list button').first().tap()
    await page.locator('.peek', { hasText: '2 barang' }).waitFor()
  })

  await t.test('or cleared, after one is asked, and taken back', async () => {
    if (!(await page.locator('#slip').isVisible())) await page.locator('.peek').tap()
    await page.locator('.slip-actions .clear').tap()
    await page.locator('#ask dialog[open]').waitFor()
    await shot(page, 'phone-discard')
    await page.locator('#ask .danger').tap()
    await page.locator('.peek', { hasText: '0 barang' }).waitFor()
    await page.locator('#scan .hold').tap()
    await page.locator('#held-list button').first().tap()
    await page.locator('.peek', { hasText: '2 barang' }).waitFor()
  })

  await t.test('and it is paid', async (t) => {
    await page.locator('.pay').tap()
    await page.locator('[data-amount]').last().tap()
    await page.locator('.done-task').waitFor()
    t.match(await page.locator('.done-task').innerText(), 'K1-000001')
  })
})

async function openTill(t: Test, viewport: { width: number; height: number }, hasTouch = false) {
  const shop = await openBox(t)
  const { till, owner } = await shop.setUp()
  await owner.post('/staff', { name: SUPERVISOR.name, role: 'supervisor', pin: SUPERVISOR.pin })
  await till.post('/shift', { float: '200.000' })
  await bringGoods(shop)
  const browser: Browser = await openChromium(t)
  const context = await browser.newContext({ viewport, hasTouch, isMobile: hasTouch, baseURL: shop.box.url })
  await context.addCookies([...till.cookies].map(([name, value]) => ({ name, value, url: shop.box.url })))
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto('/till')
  await page.locator('.tile').first().waitFor()
  return { page, shop }
}

async function bringGoods({ store }: TestBox): Promise<void> {
  const at = new Date().toISOString()
  const staff_id = store.sqlite.prepare('select staff_id from staff').pluck().get() as string
  const by = { at, staff_id, terminal_id: null, request_id: null }
  const goods = (name: string, unit: string, price: number, barcodes: string[] = []): ItemCard => ({
    item_id: newId(),
    code: null,
    name,
    unit,
    barcodes,
    price_minor: minor(price),
    category: null,
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 1
  })
  const tea = goods('Ultra Teh Kotak Jasmine 1L', 'pcs', 3700, [TEA])
  await store.commit((tx) => {
    saveItem(tx, by, tea)
    saveItem(tx, by, goods('Ultra Milk Cokelat 1L', 'pcs', 19_900, [MILK]))
    saveItem(tx, by, goods('Beras Pandan Wangi', 'kg', 14_500))
    for (const [name, holds, price] of [
      ['pak', 6000, 21_500],
      ['dus', 24_000, 80_000]
    ] as const) {
      tx.sqlite
        .prepare(
          'insert into item_units (unit_id, item_id, name, holds_milli, price_minor, added_at) values (?, ?, ?, ?, ?, ?)'
        )
        .run(newId(), tea.item_id, name, holds, price, at)
    }
    const sari = { customer_id: newId(), name: 'Bu Sari Warung Pojok', phone: '0812-3456-789', consent: true }
    addCustomer(tx, by, sari)
    tx.sqlite.prepare('update customers set limit_minor = 200000').run()
  })
}

/** A scanner: a keyboard that types faster than any hand, and presses Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** A hand. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 60 })
}

async function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement?.id ?? ''")
}

async function focusedName(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement?.name ?? ''")
}

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${name}.png`) })
}
