import type { FastifyInstance } from 'fastify'
import { asText } from '../../views/receipts/document.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { publicReceipt } from '../../views/sales/public-receipt.ts'
import { type Words, wordsIn } from '../../views/words/words.ts'
import type { Reader } from '../db/prepare.ts'
import { staticUrl } from '../http/static-files.ts'
import { drawSlip } from '../printing/draw-slip.ts'
import { findRefundByLink } from '../refunds/find-refunds.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { findSaleByLink } from './find-sales.ts'

/** Pages asked for in a minute by one address: enough for a family at one connection, too few for a guesser. */
const LOOKS = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/**
 * The customer's own page of a sale or a refund. Whoever has the link may read it, on a telephone that never saw the box
 * before: it stands in the clear as well, so it takes no cookie, has no form, and draws nothing of who asks.
 */
export async function receiptPageRoutes(app: FastifyInstance, { store }: Pick<Shop, 'store'>): Promise<void> {
  const anyone = { config: { door: 'anyone', ...LOOKS } } as const

  app.get<{ Params: { link: string } }>('/r/:link', anyone, async (request, reply) => {
    const { locale, name } = readSettings(store)
    const { link } = request.params
    const { title, slip } = readByLink(link)
    const receipt = {
      locale,
      shop_name: name,
      file: staticUrl,
      title: title(wordsIn(locale)),
      picture: `/r/${link}/slip.svg`,
      slip_text: slip.text
    }
    return reply.header('x-robots-tag', 'noindex').html(publicReceipt(receipt))
  })

  app.get<{ Params: { link: string } }>('/r/:link/slip.svg', anyone, async (request, reply) => {
    const { slip } = readByLink(request.params.link)
    return reply.header('x-robots-tag', 'noindex').picture(slip.picture)
  })

  /**
   * The sale or the refund whose page has this address.
   *
   * @throws {Refusal} sale/gone
   */
  function readByLink(link: string) {
    const sale = findSaleByLink(store, link)
    if (sale) {
      const title = ({ receipt }: Words) => `${receipt.public_title} ${sale.receipt_no}`
      return { title, slip: slipOf(store, sale.sale_id) }
    }
    const refund = findRefundByLink(store, link)
    if (!refund) throw new Refusal('sale/gone')
    const title = ({ refunds }: Words) => `${refunds.slip.public_title} ${refund.refund_no}`
    return { title, slip: slipOf(store, refund.refund_id, 'refund') }
  }
}

/** A slip as text and as a picture. @throws {Refusal} sale/gone */
export function slipOf(
  reader: Reader,
  subject_id: string,
  kind: 'sale' | 'refund' = 'sale'
): { text: string; picture: string } {
  const { columns } = readSettings(reader)
  const rows = drawSlip(reader, { kind, subject_id }, { columns })
  if (!rows) throw new Refusal('sale/gone')
  return { text: asText(rows), picture: asPicture(rows, columns) }
}
