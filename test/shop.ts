import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { listStaff } from '../server/auth/find-staff.ts'
import type { DoorConfig } from '../server/config.ts'
import type { Store } from '../server/db/store.ts'
import { type Box, startBox } from '../server/main.ts'
import { listPrinters } from '../server/printing/find-printer.ts'
import { listTerminals } from '../server/terminals/find-terminal.ts'
import type { Clock } from '../server/values/clock.ts'
import { newId } from '../server/values/id.ts'

/** A real box on a folder of its own, and browsers to ask it with. */
export interface TestBox {
  box: Box
  store: Store
  /** The folder that holds the database; started again on it, the box is the same shop. */
  data: string
  /** A browser on a device of its own, with cookies of its own. */
  browser(): Browser
  /** A shop that may sell: the wizard answered, a till paired, a cashier hired and signed in at it. */
  setUp(): Promise<TestShop>
}

export interface TestShop {
  /** The owner, signed in by password on a device that is no till. */
  owner: Browser
  /** The device that is till K1, with the cashier signed in. */
  till: Browser
  owner_id: string
  cashier_id: string
  terminal_id: string
  printer_id: string
}

export const OWNER = { name: 'Ibu Ratna', password: 'gudang garam 88' }
export const CASHIER = { name: 'Siti Nurhaliza', pin: '4071' }
export const TILL = 'Kasir depan'

/** What a browser was answered. */
export interface Answer {
  status: number
  text: string
  headers: Record<string, unknown>
  /** Where the browser is sent next, by redirection or by htmx. */
  goes: string | undefined
}

interface PostOptions {
  /** The request's id; a fresh one unless given, so that a test repeats a request by giving it. */
  request_id?: string
  /** Ask as htmx does, and be answered with fragments. */
  htmx?: boolean
  /** What htmx says besides, such as where the answer goes. */
  headers?: Record<string, string>
}

/** What is filled into a form, a list for the cells of a column; with a file in it, it is sent in parts. */
type Form = Record<string, string | string[] | File>

export interface Browser {
  get(url: string, options?: { htmx?: boolean }): Promise<Answer>
  /** Sends a form as a page of ours would: with the token of the last page and an id of its own. */
  post(url: string, form?: Form, options?: PostOptions): Promise<Answer>
  cookies: Map<string, string>
}

/** Starts a box on a folder, which is deleted with the test unless it was given. */
export async function openBox(
  t: Test,
  {
    data,
    clock,
    stick_folders = [],
    door,
    ...updates
  }: {
    data?: string
    clock?: Clock
    stick_folders?: string[]
    door?: DoorConfig
    update_notes?: string
    update_source?: string
  } = {}
): Promise<TestBox> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'laci-test-'))
  const box = await startBox(
    {
      data: folder,
      host: '127.0.0.1',
      port: 0,
      log: 'silent',
      stick_folders,
      ...updates,
      ...(door && { door })
    },
    clock
  )
  t.teardown(async () => {
    await box.stop()
    if (!data) rmSync(folder, { recursive: true })
  })
  const { store } = box.shop
  return {
    box,
    store,
    data: folder,
    browser: () => openBrowser(throughTheDoor(box)),
    setUp: () => setUp(box)
  }
}

/** How a browser reaches the box: through its front door without a wire, or over one. */
export type Wire = (request: {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  payload: string | Buffer<ArrayBuffer> | undefined
}) => Promise<{ status: number; headers: Record<string, unknown>; text: string; cookies: string[] }>

function throughTheDoor({ app }: Box): Wire {
  return async ({ method, url, headers, payload }) => {
    const response = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
    const set = response.headers['set-cookie'] ?? []
    const cookies = Array.isArray(set) ? set : [set]
    return { status: response.statusCode, headers: response.headers, text: response.body, cookies }
  }
}

/** A browser that keeps cookies and knows the forms' token; it follows no redirection by itself. */
export function openBrowser(wire: Wire): Browser {
  const cookies = new Map<string, string>()
  let token: string | undefined

  async function ask(
    method: 'GET' | 'POST',
    url: string,
    form: Form | undefined,
    htmx: boolean | undefined,
    more: Record<string, string> = {}
  ): Promise<Answer> {
    const sent = form && (await encode(form))
    const {
      status,
      headers,
      text,
      cookies: set
    } = await wire({
      method,
      url,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(htmx && { 'hx-request': 'true' }),
        ...(sent && { 'content-type': sent.type }),
        ...more
      },
      payload: sent?.payload
    })
    for (const line of set) keepCookie(cookies, line)
    token = /<meta name="csrf-token" content="([^"]+)">/.exec(text)?.[1] ?? token
    const goes = headers['location'] ?? headers['hx-redirect']
    return { status, text, headers, goes: goes?.toString() }
  }

  return {
    cookies,
    get: (url, options = {}) => ask('GET', url, undefined, options.htmx),
    async post(url, form = {}, { request_id = newId(), htmx, headers } = {}) {
      if (!token) await firstPage()
      return ask('POST', url, { request_id, _csrf: token ?? '', ...form }, htmx, headers)
    }
  }

  /** Somewhere a form lies for whoever has not signed in, before the shop is set up as well as after. */
  async function firstPage(): Promise<void> {
    const { goes } = await ask('GET', '/sign-in', undefined, false)
    if (goes) await ask('GET', goes, undefined, false)
  }
}

/** A form as browsers send it. */
async function encode(form: Form): Promise<{ type: string; payload: string | Buffer<ArrayBuffer> }> {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string | File] => [name, one])
  )
  const texts = fields.filter((field): field is [string, string] => typeof field[1] === 'string')
  if (texts.length === fields.length) {
    return { type: 'application/x-www-form-urlencoded', payload: new URLSearchParams(texts).toString() }
  }
  const parts = new FormData()
  for (const [name, value] of fields) parts.append(name, value)
  const body = new Response(parts)
  return { type: body.headers.get('content-type')!, payload: Buffer.from(await body.arrayBuffer()) }
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  const ended = /expires=Thu, 01 Jan 1970/i.test(line) || /max-age=0/i.test(line)
  if (value === '' || ended) cookies.delete(name)
  else cookies.set(name, decodeURIComponent(value))
}

async function setUp(box: Box): Promise<TestShop> {
  const { store } = box.shop
  const owner = openBrowser(throughTheDoor(box))
  await answerWizard(owner)
  await send(owner, '/staff', { name: CASHIER.name, role: 'cashier', pin: CASHIER.pin })
  const staff = listStaff(store)
  const cashier_id = staff.find(({ role }) => role === 'cashier')!.staff_id
  const printer_id = listPrinters(store)[0]!.printer_id

  const till = openBrowser(throughTheDoor(box))
  await send(till, '/sign-in/password', OWNER)
  await send(till, '/till/pairing', { name: TILL, printer_id })
  await send(till, '/sign-out')
  await send(till, '/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })

  return {
    owner,
    till,
    owner_id: staff.find(({ role }) => role === 'owner')!.staff_id,
    cashier_id,
    terminal_id: listTerminals(store)[0]!.terminal_id,
    printer_id
  }
}

/** The first run's four questions, as the owner of a village shop would answer them. */
export async function answerWizard(owner: Browser): Promise<void> {
  await send(owner, '/setup', { locale: 'id' })
  await send(owner, '/setup/shop', {
    name: 'Toko Makmur Jaya',
    address: 'Jl. Raya Ciawi No. 17, Bogor',
    phone: '0251-8240017',
    zone: 'Asia/Jakarta'
  })
  await send(owner, '/setup/tax', { collects_tax: 'no', npwp: '', columns: '32' })
  await send(owner, '/setup/owner', { ...OWNER, password_again: OWNER.password })
}

/** Sends a form that must succeed: whatever builds on it would only fail later and say less. */
async function send(browser: Browser, url: string, form?: Record<string, string>): Promise<void> {
  const { status, text, goes } = await browser.post(url, form)
  assert(goes, `${url} answered ${status}: ${/<(?:p|h1)>([^<]*)</.exec(text)?.[1] ?? text.slice(0, 300)}`)
}
