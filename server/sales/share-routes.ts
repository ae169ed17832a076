import type { FastifyInstance } from 'fastify'
import { shareText, whatsAppUrl } from '../../views/receipts/share-text.ts'
import { wordsIn } from '../../views/words/words.ts'
import { findCustomer } from '../customers/find-customers.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPrinterAtHand } from '../printing/find-printer.ts'
import { queueCopy, queueGift } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { findSale } from './find-sales.ts'

/** A receipt on its way to somebody: printed once more, as a message, or without prices for a present. */
export async function shareRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, config } = shop

  app.get<{ Params: { sale_id: string } }>(
    '/sales/:sale_id/whatsapp',
    { config: { door: 'see-sales' } },
    async (request, reply) => {
      const sale = findSale(store, request.params.sale_id)
      if (!sale) throw new Refusal('sale/gone')
      const settings = readSettings(store)
      // An address of the shop's own network would open nowhere else; without a public one the text is all there is.
      const link = config.public_url && `${config.public_url}/r/${sale.link}`
      const text = shareText({ settings, words: wordsIn(settings.locale) }, sale, link)
      const phone = (sale.customer_id && findCustomer(store, sale.customer_id)?.phone) || null
      return reply.redirect(whatsAppUrl(phone, text), 303)
    }
  )

  deed(app, shop, '/sales/:sale_id/copies', {
    door: 'see-sales',
    form: Type.Object({ printer_id: Type.Optional(Id) }),
    work: (tx, { form, params, by }) => {
      const sale = findSale(tx, params['sale_id'] ?? '')
      if (!sale) throw new Refusal('sale/gone')
      const printer_id = form.printer_id ?? readPrinterAtHand(tx, by.terminal_id).printer_id
      return queueCopy(tx, by, { printer_id, kind: 'sale', subject_id: sale.sale_id })
    },
    answer: (_outcome, { request, reply }) =>
      reply.goTo(`/sales/${(request.params as { sale_id: string }).sale_id}`, request)
  })

  deed(app, shop, '/sales/:sale_id/gifts', {
    door: 'see-sales',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const sale = findSale(tx, params['sale_id'] ?? '')
      if (!sale) throw new Refusal('sale/gone')
      const { sale_id } = sale
      return queueGift(tx, by, { printer_id: readPrinterAtHand(tx, by.terminal_id).printer_id, sale_id })
    },
    answer: (_outcome, { request, reply }) =>
      reply.goTo(`/sales/${(request.params as { sale_id: string }).sale_id}`, request)
  })
}
