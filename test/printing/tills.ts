import assert from 'node:assert/strict'
import type { Test } from 'tap'
import { newId } from '../../server/values/id.ts'
import { type Counter, openCounter, wired } from '../counter.ts'
import { listenAsLiar, type TcpLiar, type TcpLiarOptions } from '../printer/liar-tcp.ts'
import { type Browser, CASHIER, OWNER } from '../shop.ts'
import { printerForm } from './on-paper.ts'

/** A till with a lying printer of its own. */
export interface LyingTill {
  till: Browser
  liar: TcpLiar
  printer_id: string
}

/** A shop with as many tills as there are printers described, each with its own. */
export async function openTills(
  t: Test,
  printers: TcpLiarOptions[]
): Promise<{ counter: Counter; tills: LyingTill[] }> {
  const counter = await openCounter(t)
  return { counter, tills: await openTillsAt(t, counter, printers) }
}

/** More tills at a counter, one for each printer described. */
export async function openTillsAt(
  t: Test,
  counter: Counter,
  printers: TcpLiarOptions[]
): Promise<LyingTill[]> {
  const tills: LyingTill[] = []
  for (const [index, options] of printers.entries()) {
    const liar = await listenAsLiar(t, options)
    const printer_id = newId()
    const name = `Printer ${index + 1}`
    await send(counter.owner, '/printers', printerForm({ name, port: liar.port }), printer_id)
    tills.push({ till: await pair(counter, `Kasir ${index + 1}`, printer_id), liar, printer_id })
  }
  return tills
}

async function pair({ shop, people }: Counter, name: string, printer_id: string): Promise<Browser> {
  const till = wired(shop.box.url, { cookies: new Map() })
  await send(till, '/sign-in/password', OWNER)
  await send(till, '/till/pairing', { name, printer_id })
  await send(till, '/sign-out')
  await send(till, '/sign-in/pin', { staff_id: people.cashier_id, pin: CASHIER.pin })
  await send(till, '/shift', { float: '200.000' })
  return till
}

async function send(
  browser: Browser,
  url: string,
  form: Record<string, string> = {},
  request_id = newId()
): Promise<void> {
  const { status, text, goes } = await browser.post(url, form, { request_id })
  assert(goes, `${url} answered ${status}: ${/<(?:p|h1)>([^<]*)</.exec(text)?.[1] ?? text.slice(0, 300)}`)
}
