import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { dice } from '../../server/demo/dice.ts'
import { Refusal } from '../../server/refusal.ts'
import { openBusyShop } from '../sales/busy-shop.ts'
import { deedsOf } from '../sales/random-deeds.ts'
import type { Browser, TestBox } from '../shop.ts'

/** A shop in which much was sold, taken back, owed and paid, drawn by lot and the same each time. */
export async function openTradedShop(t: Test, deeds = 400) {
  const shop = await openBusyShop(t)
  const all = Object.entries(deedsOf(shop)).filter(([name]) => !/clear|close/i.test(name))
  const often = all.filter(([name]) => ['sell', 'scan', 'payCash', 'payAll', 'refund', 'debt'].includes(name))
  const chance = dice(7)
  const pick = (most: number) => chance.below(most)
  for (let n = 0; n < deeds; n++) {
    const [, deed] = (n % 3 ? often : all)[pick(n % 3 ? often.length : all.length)]!
    const till = pick(2)
    const work = shop.store.commit((tx) => {
      deed(tx, shop.by(till), { till, a: pick(256), b: pick(256) })
    })
    await work.catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  }
  return shop
}

/** What an owner asks for on the page. */
export interface Wanted {
  what: string
  format: string
  period?: string
  from?: string
  to?: string
}

/** Asks for a file, waits until it lies in the box, and fetches it as a browser does. */
export async function takeOut(box: TestBox['box'], owner: Browser, { period = 'all', ...wanted }: Wanted) {
  const asked = await owner.post('/export', { period, ...wanted }, { htmx: true })
  if (asked.status !== 200) throw new Error(asked.text)
  const href = await untilReady(owner)
  return { name: decodeURIComponent(href.split('/').at(-1)!), ...(await fetchFile(box, owner, href)) }
}

/** Looks until the newest export is ready. @returns where it is fetched from */
export async function untilReady(owner: Browser): Promise<string> {
  for (;;) {
    const { text } = await owner.get('/export/now', { htmx: true })
    const [, href] = /class="button primary big" href="([^"]+)"/.exec(text) ?? []
    if (href) return href
    if (!text.includes('<progress')) throw new Error(text)
    await sleep(20)
  }
}

/** Fetches a file over a connection of its own, which is gone with the answer. */
export async function fetchFile({ url }: TestBox['box'], { cookies }: Browser, href: string) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const asked = get(url + href, { agent: false, headers: { cookie, 'accept-encoding': 'gzip' } })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const bytes = await buffer(answer)
  return { status: answer.statusCode, headers: answer.headers, bytes }
}
