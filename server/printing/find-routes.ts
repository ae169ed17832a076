import type { FastifyInstance } from 'fastify'
import { findingsPanel, findPage } from '../../views/printing/find.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { Search } from './find/search.ts'
import { findUsbPrinters } from './find/usb.ts'
import { listPrinters } from './find-printer.ts'

const SEARCHES = { rateLimit: { max: 20, timeWindow: '1 minute' } }

/** Printers that nobody has told the shop of yet: on USB, on the network, in the print system. */
export async function findRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop
  const edit = { config: { door: 'edit-printers' } } as const
  const search = new Search()
  app.addHook('onClose', async () => {
    search.cancel()
    await search.ended()
  })

  app.get('/printers/find', edit, async (request, reply) =>
    reply.html(findPage(readPage(request, reply, shop), await surroundings()))
  )

  app.get('/printers/find/now', edit, async (request, reply) =>
    reply.html(findingsPanel(readPage(request, reply, shop), await surroundings()))
  )

  deed(app, shop, '/printers/find/searches', {
    door: 'edit-printers',
    form: Type.Object({}),
    limits: SEARCHES,
    work: (_tx, { by }) => ({ search_id: by.request_id }),
    answer: ({ search_id }, { request, reply }) => {
      search.start(search_id, new Set(listPrinters(store).map(({ address }) => address)))
      return reply.goTo('/printers/find', request)
    }
  })

  deed(app, shop, '/printers/find/cancelling', {
    door: 'edit-printers',
    form: Type.Object({}),
    work: () => null,
    answer: (_result, { request, reply }) => {
      search.cancel()
      return reply.goTo('/printers/find', request)
    }
  })

  async function surroundings() {
    return { usb: await findUsbPrinters(), search: search.now, printers: listPrinters(store) }
  }
}
