import type { FastifyInstance } from 'fastify'
import { orderText } from '../../views/receipts/order-text.ts'
import { whatsAppUrl } from '../../views/receipts/share-text.ts'
import { wordsIn } from '../../views/words/words.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { readOrder } from './find-orders.ts'
import { drawOrder } from './order-page-routes.ts'

/** An order on its way to the customer: as a picture, a message. */
export async function orderShareRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, config } = shop
  const makes = { config: { door: 'make-orders' } } as const

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
}
