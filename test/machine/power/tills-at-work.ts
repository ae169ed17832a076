// Needs nothing but Node: it is also laid into a machine of its own, where nothing else of the tests is.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** What a till needs to be let in and to sell; written down by prepare-floor.ts. */
export interface Floor {
  tills: { device: string; session: string }[]
  goods: { barcode: string; price_minor: number }[]
  customer_id: string
}

/** A deed that a till asked for, or was answered. */
export interface Heard {
  /** Of a sale or a refund its number as the till's page shows it, where it shows one. */
  no?: string
  deed: 'scan' | 'part' | 'customer' | 'sale' | 'refund' | 'shift' | 'closing'
  /** The request's own id; of a sale the basket's, which the sale keeps. */
  id: string
}

interface Options {
  url: string
  floor: Floor
  /** Called as soon as an answer is in: from now on no power cut may take the deed back. */
  answered: (heard: Heard) => void
  /** Called before a deed is first asked for. */
  begun?: (heard: Heard) => void
  /**
   * Of a machine whose end of the wire says nothing when its power goes: what tells a till that no answer comes any more,
   * by a TypeError, as fetch does itself.
   */
  cutOff?: () => AbortSignal
}

/** How long a till waits before it asks again when nobody answers. */
const AGAIN_MS = 40
/** A deed that is refused so often will never be done: that is a fault. */
const MOST_REFUSALS = 40

/**
 * The tills of a shop, each selling as fast as it is answered: in cash, in parts by QRIS, on kasbon; taking goods back,
 * and closing its shift now and then. What is not answered is asked again under the same id until it is, as the till's
 * own page does, so the box may lose its power at any time.
 */
export class TillsAtWork {
  readonly #options: Options
  readonly #waiting = new Set<Till>()
  #is_over = false
  #rests = false
  #is_left = false
  #tills: Till[] = []
  #working: Promise<unknown> | undefined
  #fault: unknown

  constructor(options: Options) {
    this.#options = options
  }

  start(): void {
    this.#tills = this.#options.floor.tills.map((keys, index) => new Till(keys, index, this.#options, this))
    this.#working = Promise.all(this.#tills.map((till) => till.work()))
    this.#working.catch((reason) => (this.#fault = reason)) // is thrown where it is waited for
  }

  get is_over(): boolean {
    return this.#is_over
  }

  /** Each till ends what it does, the box being on; then nobody sells. @throws when a deed is refused again and again */
  async stop(): Promise<void> {
    this.#is_over = true
    await this.#working
  }

  /** Each till closes its shift, as at the end of a day, and ends. */
  async closeAll(): Promise<void> {
    await this.stop()
    await Promise.all(this.#tills.map((till) => till.closeShift()))
  }

  /** The box was switched off: resolves when every till has heard of it, and all that was answered has been read. */
  async quiet(): Promise<void> {
    this.#rests = true
    while (this.#waiting.size < this.#tills.length) await Promise.race([pause(5), this.#working])
  }

  /** Everybody goes home, the box being off. */
  async leave(): Promise<void> {
    this.#is_left = true
    this.#rests = false
    await this.#working?.catch(() => undefined)
  }

  /** @throws what made a till give up: nobody need wait for it */
  throwIfGivenUp(): void {
    if (this.#fault) throw this.#fault
  }

  /** The box is on again. */
  goOn(): void {
    this.#rests = false
  }

  /** Holds a till that nobody answers. */
  async waitFor(till: Till): Promise<void> {
    this.#waiting.add(till)
    do await pause(AGAIN_MS)
    while (this.#rests)
    this.#waiting.delete(till)
    if (this.#is_left) throw new Error('nobody is at the till any more')
  }
}

class Till {
  readonly #index: number
  readonly #options: Options
  readonly #floor: TillsAtWork
  readonly #cookies: Map<string, string>
  #token = ''
  #cash_sale: { id: string; price_minor: number } | undefined

  constructor(keys: Floor['tills'][number], index: number, options: Options, floor: TillsAtWork) {
    // What a browser has from a page that came encrypted: see server/http/secure-cookies.ts.
    const prefix = options.url.startsWith('https:') ? '__Host-' : ''
    this.#cookies = new Map([
      [`${prefix}laci_device`, keys.device],
      [`${prefix}laci_session`, keys.session]
    ])
    this.#index = index
    this.#options = options
    this.#floor = floor
  }

  async work(): Promise<void> {
    await this.#openPage()
    for (let round = this.#index; !this.#floor.is_over; round++) {
      if (round % 11 === 10) await this.#newShift()
      if (round % 5 === 4 && this.#cash_sale) await this.#takeBack(this.#cash_sale)
      else await this.#sell(round)
    }
  }

  async closeShift(): Promise<void> {
    await this.#ask('closing', '/shift/closing', { counted: '100.000', reason: 'Tutup' })
  }

  async #newShift(): Promise<void> {
    await this.closeShift()
    await this.#ask('shift', '/shift', { float: '100.000' })
  }

  /** A basket of some goods, paid in one of four ways. */
  async #sell(round: number): Promise<void> {
    const { goods } = this.#options.floor
    const wanted = Array.from({ length: 1 + (round % 3) }, (_, n) => goods[(round + n) % goods.length]!)
    for (const { barcode } of wanted) await this.#ask('scan', '/till/scans', { text: barcode })
    const total_minor = wanted.reduce((sum, { price_minor }) => sum + price_minor, 0)
    const { basket_id, total } = await this.#readPayPanel()
    if (Number(total) !== total_minor)
      throw new Error(`${wanted.length} scans cost ${total}, not ${total_minor}`)
    const sale = { basket_id, total }
    const way = round % 4
    if (way === 1) {
      const half = { ...sale, method_id: 'qris', given: String(Math.floor(total_minor / 2)), part: 'yes' }
      await this.#ask('part', '/sales', half)
    }
    if (way === 2) {
      await this.#ask('customer', '/till/customer', { customer_id: this.#options.floor.customer_id })
      await this.#ask('sale', '/sales', { ...sale, method_id: 'kasbon', given: total }, basket_id)
      return
    }
    const given = way === 3 ? total : '100.000'
    await this.#ask('sale', '/sales', { ...sale, given }, basket_id)
    if (way !== 1) this.#cash_sale = { id: basket_id, price_minor: wanted[0]!.price_minor }
  }

  /** One piece of a cash sale, out of the drawer. */
  async #takeBack({ id, price_minor }: { id: string; price_minor: number }): Promise<void> {
    this.#cash_sale = undefined
    const form = { line_no: '1', quantity: '1', reason: 'Rusak', payout: String(price_minor) }
    await this.#ask('refund', `/sales/${id}/refunds`, form)
  }

  async #readPayPanel(): Promise<{ basket_id: string; total: string }> {
    const page = await this.#insist(() => this.#fetch('GET', '/till/pay'))
    const field = (name: string): string => {
      const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? []
      if (!value) throw new Error(`the pay panel has no ${name}: ${page.slice(0, 300)}`)
      return value
    }
    return { basket_id: field('basket_id'), total: field('total') }
  }

  /** Asks for a deed, under one id, until it is answered. */
  async #ask(
    deed: Heard['deed'],
    url: string,
    form: Record<string, string>,
    sale_id?: string
  ): Promise<void> {
    const request_id = randomUUID()
    const heard = { deed, id: sale_id ?? request_id }
    this.#options.begun?.(heard)
    const page = await this.#insist(() => this.#fetch('POST', url, { request_id, ...form }))
    const [no] = /\b[A-Z]\d+-\d{6}\b/.exec(page) ?? []
    this.#options.answered({ ...heard, ...(no !== undefined && { no }) })
  }

  async #openPage(): Promise<void> {
    const page = await this.#insist(() => this.#fetch('GET', '/till'))
    const [, token] = /<meta name="csrf-token" content="([^"]+)">/.exec(page) ?? []
    if (!token) throw new Error(`no till: ${page.slice(0, 300)}`)
    this.#token = token
  }

  async #insist(ask: () => Promise<Response>): Promise<string> {
    for (let refusals = 0; ; ) {
      let status: number
      let text: string
      try {
        const response = await ask()
        status = response.status
        text = await response.text()
      } catch (error) {
        if (!(error instanceof TypeError)) throw error // what fetch says when nobody listens
        await this.#floor.waitFor(this)
        continue
      }
      if (status < 400) return text
      if (++refusals > MOST_REFUSALS) throw new Error(`refused again and again: ${status} ${plain(text)}`)
      // A box that has to stop refuses what comes, before it is gone.
      await this.#floor.waitFor(this)
    }
  }

  async #fetch(method: 'GET' | 'POST', url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(this.#options.url + url, {
      method,
      redirect: 'manual',
      signal: this.#options.cutOff?.() ?? null,
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(url !== '/till' && { 'hx-request': 'true' })
      },
      ...(form && { body: new URLSearchParams({ _csrf: this.#token, ...form }) })
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) this.#cookies.set(name, decodeURIComponent(value))
    }
    return response
  }
}

function plain(page: string): string {
  return page
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300)
}
