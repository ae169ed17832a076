import { setTimeout as pause } from 'node:timers/promises'
import { TEA } from '../counter.ts'
import type { Browser } from '../shop.ts'

const AGAIN_MS = 50

/** Sells one thing after another until told to stop. @param told each sale, as soon as its customer knows of it */
export function keepSelling(
  till: Browser,
  told: (sale_id: string) => void = () => {}
): { stop(): Promise<string[]> } {
  let is_over = false
  const sold: string[] = []
  const selling = (async () => {
    while (!is_over) {
      const sale_id = await sellThrough(till)
      sold.push(sale_id)
      told(sale_id)
    }
  })()
  return {
    async stop() {
      is_over = true
      await selling
      return sold
    }
  }
}

/** Sells as a till with its outbox does: what is not answered, or answered "not now", is asked again under its id. */
async function sellThrough(till: Browser): Promise<string> {
  const scan_id = crypto.randomUUID()
  await insist(() =>
    till.post('/till/scans', { text: TEA.barcode }, { request_id: asV7(scan_id), htmx: true })
  )
  const { text } = await insist(() => till.get('/till/pay', { htmx: true }))
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!
  const form = { basket_id: field('basket_id'), total: field('total'), given: '100.000' }
  const request_id = field('request_id')
  await insist(() => till.post('/sales', form, { request_id, htmx: true }))
  return form.basket_id
}

/** An id that somebody pressing a key now would give. */
function asV7(id: string): string {
  const now = Date.now().toString(16).padStart(12, '0')
  return `${now.slice(0, 8)}-${now.slice(8)}-7${id.slice(15)}`
}

async function insist<Answered extends { status: number; text: string }>(
  ask: () => Promise<Answered>
): Promise<Answered> {
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer && answer.status !== 503) {
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
      return answer
    }
    await pause(AGAIN_MS)
  }
}
