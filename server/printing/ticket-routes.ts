import type { FastifyInstance } from 'fastify'
import { ticketsPage } from '../../views/printing/tickets.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { findSale } from '../sales/find-sales.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import {
  listTicketCategories,
  listTicketPlaces,
  listTicketPrinters,
  queueTicketCopies,
  saveTicketPlaces
} from './tickets.ts'

/** A category and a printer in one cell of the grid. */
const Cell = Type.String({ pattern: '^[0-9a-f-]{36}:[0-9a-f-]{36}$' })
/** As many as a form can carry: two hundred categories at four printers. */
const MOST_CELLS = 800

/** What the kitchen and the stock room are told of, and their tickets once more. */
export async function ticketRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/printers/tickets',
    { config: { door: 'edit-printers' } },
    async (request, reply) => {
      const grid = {
        categories: listTicketCategories(store),
        printers: listTicketPrinters(store),
        places: listTicketPlaces(store)
      }
      const saved = request.query.saved !== undefined
      return reply.html(ticketsPage(readPage(request, reply, shop), grid, { saved }))
    }
  )

  deed(app, shop, '/printers/tickets', {
    door: 'edit-printers',
    form: Type.Object({ cell: Type.Array(Cell, { maxItems: MOST_CELLS, default: [] }) }),
    work: (tx, { form, by }) => {
      const categories = new Set(listTicketCategories(tx).map(({ category_id }) => category_id))
      const printers = new Set(listTicketPrinters(tx).map(({ printer_id }) => printer_id))
      const wanted = [...new Set(form.cell)].map((cell) => {
        const [category_id = '', printer_id = ''] = cell.split(':')
        return { category_id, printer_id }
      })
      // A category or a printer that went away meanwhile is no longer told, or tells, anything.
      const places = wanted.filter(
        ({ category_id, printer_id }) => categories.has(category_id) && printers.has(printer_id)
      )
      saveTicketPlaces(tx, by, places)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/printers/tickets?saved', request)
  })

  deed(app, shop, '/sales/:sale_id/tickets', {
    door: 'see-sales',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const { sale_id = '' } = params
      if (!findSale(tx, sale_id)) throw new Refusal('sale/gone')
      queueTicketCopies(tx, by, sale_id)
      return { sale_id }
    },
    answer: ({ sale_id }, { request, reply }) => reply.goTo(`/sales/${sale_id}`, request)
  })
}
