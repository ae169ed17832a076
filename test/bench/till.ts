import { newId } from '../../server/values/id.ts'
import { LINES } from './lines.ts'
import type { Keys } from './prepare-shop.ts'
import { type Reply, Wire } from './wire.ts'

/** A till at work: one device, one session, one connection. */
export class Till {
  readonly #wire: Wire
  readonly #cookies: string
  readonly #headers: string
  readonly #token: string
  /** Different things in the basket. */
  lines = 0
  /** The longest and the sum of what scans were answered, as sent. */
  answered = { scans: 0, bytes: 0 }

  private constructor(wire: Wire, cookies: string, token: string, encoding: string) {
    this.#wire = wire
    this.#cookies = cookies
    this.#token = token
    this.#headers = `${cookies}accept-encoding: ${encoding}\r\nhx-request: true\r\ncontent-type: application/x-www-form-urlencoded\r\n`
  }

  /** Opens the till's page, as a browser does first. */
  static async open(url: string, till: Keys, encoding: string): Promise<Till> {
    const wire = await Wire.open(url)
    const keys = `cookie: ${cookiesFor(url, till)}`
    const { head, body } = await wire.ask('GET', '/till', `${keys}\r\naccept-encoding: identity\r\n`)
    const [, secret = ''] = /^set-cookie: ((?:__Host-)?_csrf=[^;]+)/im.exec(head) ?? []
    const [, token] = /<meta name="csrf-token" content="([^"]+)">/.exec(body.toString()) ?? []
    if (!token) throw new Error(`no till: ${body.toString().slice(0, 300)}`)
    return new Till(wire, `${keys}; ${secret}\r\n`, token, encoding)
  }

  async scan(barcode: string): Promise<void> {
    const { body } = await this.#post('/till/scans', { text: barcode })
    this.lines++
    this.answered.scans++
    this.answered.bytes += body.length
  }

  /** Puts as many different things into the basket as a measured sale holds. */
  async fill(nextBarcode: () => string): Promise<void> {
    for (let i = 0; i < LINES; i++) await this.scan(nextBarcode())
  }

  /** Opens the pay form. @returns a way to send it. */
  async toPay(): Promise<() => Promise<void>> {
    const { body } = await this.#wire.ask(
      'GET',
      '/till/pay',
      `${this.#cookies}accept-encoding: identity\r\nhx-request: true\r\n`
    )
    const page = body.toString()
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
    const form = { request_id: field('request_id'), basket_id: field('basket_id'), total: field('total') }
    return async () => {
      await this.#post('/sales', { ...form, given: form.total })
      this.lines = 0
    }
  }

  close(): void {
    this.#wire.close()
  }

  async #post(path: string, form: Record<string, string>): Promise<Reply> {
    const body = new URLSearchParams({ request_id: newId(), _csrf: this.#token, ...form }).toString()
    const reply = await this.#wire.ask('POST', path, this.#headers, body)
    if (reply.status !== 200)
      throw new Error(`${path} ${reply.status}: ${reply.body.toString().slice(0, 400)}`)
    return reply
  }
}

/** What a device shows to be a till; over HTTPS under names that a page in the clear can't set. */
export function cookiesFor(url: string, { device, session }: Keys): string {
  const prefix = url.startsWith('https:') ? '__Host-' : ''
  return `${prefix}laci_device=${device}; ${prefix}laci_session=${session}`
}
