import type { FastifyInstance } from 'fastify'
import { billPart } from '../../views/shifts/cash-moves.ts'
import { tillDeed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Upload } from '../http/uploads.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { findBill, keepBill } from './bill-pictures.ts'
import { readBill } from './read-bill.ts'

/** The pictures of bills: brought before their cash move is written, shown beside it afterwards. */
export async function billRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  tillDeed(app, shop, '/shift/bills', {
    door: 'sell',
    form: Type.Object({ picture: Upload }),
    prepare: ({ form }) => readBill(form.picture.bytes),
    work: (tx, { by, prepared }) => {
      keepBill(tx, by, by.request_id, prepared)
      return { picture_id: by.request_id }
    },
    answer: ({ picture_id }, { page, reply }) => reply.html(billPart(page, { picture_id })),
    refused: (refusal, _form, { page, reply }) => reply.html(billPart(page, { refusal }))
  })

  app.get('/shift/bills/none', { config: { door: 'sell' } }, async (request, reply) =>
    reply.html(billPart(readPage(request, reply, shop), {}))
  )

  app.get<{ Params: { picture_id: string } }>(
    '/shift/bills/:picture_id',
    { config: { door: 'sell' } },
    async (request, reply) => {
      const bill = findBill(store, request.params.picture_id)
      const is_shown = bill && (bill.cash_move_id !== null || bill.added_by === request.who?.staff_id)
      if (!is_shown) throw new Refusal('bill/gone')
      return reply.type('image/jpeg').header('cache-control', 'private, max-age=3600').send(bill.jpeg)
    }
  )
}
