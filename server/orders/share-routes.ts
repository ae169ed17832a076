import type { FastifyInstance } from 'fastify'
import { asText } from '../../views/receipts/document.ts'
import { orderText } from '../../views/receipts/order-text.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { whatsAppUrl } from '../../views/receipts/share-text.ts'
import { publicReceipt } from '../../views/sales/public-receipt.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { Reader } from '../db/prepare.ts'
import { staticUrl } from '../http/static-files.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { findOrderByLink, readOrder, type WholeOrder } from './find-orders.ts'

/** Pages asked for in a minute by one address, as with receipts. */
const LOOKS = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** An order on its way to the customer: as a picture, a page of its own, a message. */
export async function orderShareRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, config } = shop
  const makes = { config: { door: 'make-orders' } } as const
  const anyone = { config: { door: 'anyone', ...LOOKS } } as const

  app.get<{ Params: { order_id: string } }>('/orders/:order_id/slip.svg', makes, async (request, reply) => {
    const { picture } = drawOrder(store, request.params.order_id)
    return reply.picture(picture)
  })

  app.get<{ Params: { order_id: string } }>('/orders/:order_id/whatsapp', makes, async (request, reply) => {
    const order = readOrder(store, request.params.order_id)
    const settings = readSettings(store)
    const link = config.public_url && `${config.public_url}/o/${order.link}`
    const text = orderText({ settings, words: wordsIn(settings.locale) }, order, link)
    return reply.redirect(whatsAppUrl(order.phone, text), 303)
  })

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
