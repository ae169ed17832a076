import type { FastifyInstance } from 'fastify'
import { asText } from '../../views/receipts/document.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { publicReceipt } from '../../views/sales/public-receipt.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { Reader } from '../db/prepare.ts'
import { staticUrl } from '../http/static-files.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { findOrderByLink, type WholeOrder } from './find-orders.ts'

/** Pages asked for in a minute by one address, as with receipts. */
const LOOKS = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** The customer's own page of an order; like a receipt's it stands in the clear as well. */
export async function orderPageRoutes(app: FastifyInstance, { store }: Pick<Shop, 'store'>): Promise<void> {
  const anyone = { config: { door: 'anyone', ...LOOKS } } as const

  app.get<{ Params: { link: string } }>('/o/:link', anyone, async (request, reply) => {
    const order = readByLink(request.params.link)
    const { locale, name: shop_name } = readSettings(store)
    const title = `${wordsIn(locale).orders.kinds[order.kind]} ${order.order_no}`
    const slip_text = drawOrder(store, order.order_id).text
    const picture = `/o/${order.link}/slip.svg`
    return reply
      .header('x-robots-tag', 'noindex')
      .html(publicReceipt({ locale, shop_name, file: staticUrl, title, picture, slip_text }))
  })

  app.get<{ Params: { link: string } }>('/o/:link/slip.svg', anyone, async (request, reply) => {
    const { picture } = drawOrder(store, readByLink(request.params.link).order_id)
    return reply.header('x-robots-tag', 'noindex').picture(picture)
  })

  /** @throws {Refusal} order/gone */
  function readByLink(link: string): WholeOrder {
    const order = findOrderByLink(store, link)
    if (!order) throw new Refusal('order/gone')
    return order
  }
}

/** An order's slip as text and as a picture. @throws {Refusal} order/gone */
export function drawOrder(reader: Reader, order_id: string): { text: string; picture: string } {
  const { columns } = readSettings(reader)
  const rows = drawSlip(reader, { kind: 'order', subject_id: order_id }, { columns })
  if (!rows) throw new Refusal('order/gone')
  return { text: asText(rows), picture: asPicture(rows, columns) }
}
