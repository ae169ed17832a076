import assert from 'node:assert/strict'
import type { Test } from 'tap'
import { saveItem } from '../server/catalog/save-item.ts'
import type { DoorConfig } from '../server/config.ts'
import type { Store } from '../server/db/store.ts'
import { listJobs } from '../server/printing/find-jobs.ts'
import type { Clock } from '../server/values/clock.ts'
import { newId } from '../server/values/id.ts'
import { minor } from '../server/values/money.ts'
import { milli } from '../server/values/quantity.ts'
import { type Listener, listenAsPrinter } from './printer/listener.ts'
import { overTheWire } from './process.ts'
import { type Answer, type Browser, openBox, openBrowser, type TestBox, type TestShop } from './shop.ts'

export const TEA = { barcode: '8998009040405', name: 'ULTRA TEH KOTAK 1L', price_minor: minor(3700) }
export const MILK = { barcode: '8998009010620', name: 'ULTRA MILK COKELAT 1L', price_minor: minor(19_900) }

/** A counter that is open: a till over real HTTP, goods with barcodes, a shift, and a printer of paper. */
export interface Counter {
  shop: TestBox
  people: TestShop
  till: Browser
  owner: Browser
  printer: Listener
}

export async function openCounter(
  t: Test,
  options: { data?: string; clock?: Clock; columns?: 32 | 48; door?: DoorConfig } = {}
): Promise<Counter> {
  const shop = await openBox(t, options)
  const people = await shop.setUp()
  const printer = await listenAsPrinter(t)
  const owner = wired(shop.box.url, people.owner)
  const till = wired(shop.box.url, people.till)
  await bringGoods(shop.store)
  await placePrinter(owner, people.printer_id, { port: printer.port, columns: options.columns ?? 32 })
  await must(till.post('/shift', { float: '200.000' }))
  return { shop, people, till, owner, printer }
}

/** The same device, asking by HTTP. */
export function wired(url: string, device: { cookies: Map<string, string> }): Browser {
  const browser = openBrowser(overTheWire(url))
  for (const [name, value] of device.cookies) browser.cookies.set(name, value)
  return browser
}

/** Says on the printers' page where a network printer is. */
export async function placePrinter(
  owner: Browser,
  printer_id: string,
  { port, columns = 32, name = 'Printer depan' }: { port: number; columns?: 32 | 48; name?: string }
): Promise<void> {
  const form = { name, transport: 'tcp', address: `127.0.0.1:${port}`, columns: String(columns) }
  await must(
    owner.post(`/printers/${printer_id}`, { ...form, cut: 'partial', drawer_pin: '2', pulse_ms: '120' })
  )
}

async function bringGoods(store: Store): Promise<void> {
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  const rest = {
    category: null,
    unit: 'pcs',
    cost_minor: null,
    minimum_milli: milli(0),
    favourite: 0
  } as const
  await store.commit((tx) => {
    for (const { barcode, name, price_minor } of [TEA, MILK]) {
      const item = { item_id: newId(), code: null, barcodes: [barcode], name, price_minor }
      saveItem(tx, by, { ...rest, ...item })
    }
  })
}

/** A payment as the till's own form holds it, not sent yet. */
export interface Payment {
  request_id: string
  form: { basket_id: string; total: string; given: string }
}

/** Scans goods and goes as far as taking the money: `3*8998…` are three of them. */
export async function fillBasket(till: Browser, scans: string[], given = '100.000'): Promise<Payment> {
  for (const text of scans) {
    const { status } = await till.post('/till/scans', { text }, { htmx: true })
    assert.equal(status, 200, `scanning ${text}`)
  }
  const { text } = await till.get('/till/pay', { htmx: true })
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!
  const form = { basket_id: field('basket_id'), total: field('total'), given }
  return { request_id: field('request_id'), form }
}

/** Sells; the sale keeps its basket's id. */
export async function sell(till: Browser, scans: string[] = [TEA.barcode]): Promise<{ sale_id: string }> {
  const { form, request_id } = await fillBasket(till, scans)
  const { status } = await till.post('/sales', form, { request_id, htmx: true })
  assert.equal(status, 200, 'taking the money')
  return { sale_id: form.basket_id }
}

/** Resolves as soon as the books say so; looks again after every commit. */
export function until(store: Store, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return
      off()
      resolve()
    }
    const off = store.onCommit(look)
    look()
  })
}

/** How the jobs of a sale or shift fare, `pulse printed` or `sale 1 waiting refused` for a copy that waits. */
export function fates(store: Store, subject_id: string): string[] {
  return listJobs(store, subject_id).map(({ kind, copy_no, state, trouble }) =>
    [kind, copy_no || '', state, trouble ?? ''].filter(Boolean).join(' ')
  )
}

async function must(answer: Promise<Answer>): Promise<void> {
  const { status, text, goes } = await answer
  assert(goes, `answered ${status}: ${/<p>([^<]*)<\/p>/.exec(text)?.[1] ?? text.slice(0, 300)}`)
}
