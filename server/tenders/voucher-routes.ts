import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { vouchersPage } from '../../views/vouchers/vouchers.ts'
import { sellTillVoucher } from '../checkout/sell-voucher.ts'
import { deed } from '../http/deeds.ts'
import { Amount, Day, MethodId, Reference } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { readAmount } from '../requests/read-amount.ts'
import { currentDay } from '../settings/current-day.ts'
import { drawerAt } from '../shifts/find-shift.ts'
import type { Shop } from '../shop.ts'
import { newId } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { listMoneyMethods, listOffered } from './find-methods.ts'
import { listVouchers, vouchersOutstanding } from './find-voucher.ts'
import { giveVoucher } from './issue-voucher.ts'
import { newVoucherCode } from './voucher-code.ts'

const door = 'issue-vouchers'

/** Vouchers: selling them, giving them away, and what is left of each. */
export async function voucherRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get('/vouchers', { config: { door } }, async (request, reply) => show(request, reply))

  deed(app, shop, '/vouchers', {
    door,
    needs_room: true,
    form: Type.Object({
      value: Amount,
      valid_until: Day,
      how: Type.Union([Type.Literal('sold'), Type.Literal('given')]),
      method_id: Type.Optional(MethodId),
      reference: Type.Optional(Reference)
    }),
    work: (tx, { form, by }) => {
      const voucher = {
        voucher_id: by.request_id,
        code: newVoucherCode(),
        value_minor: readAmount(form.value, 'value'),
        valid_until: form.valid_until || null,
        customer_id: null
      }
      if (form.how === 'sold') {
        const method_id = form.method_id ?? 'cash'
        const sale = { payment_id: newId(), method_id, reference: form.reference?.trim() || null }
        sellTillVoucher(tx, by, voucher, sale)
      } else {
        giveVoucher(tx, by, voucher, currentDay(tx, by.at))
      }
      return { code: voucher.code }
    },
    answer: ({ code }, { request, reply }) => show(request, reply, code)
  })

  function show(request: FastifyRequest, reply: FastifyReply, issued?: string): unknown {
    const is_taken = listOffered(store).some(({ kind }) => kind === 'voucher')
    return reply.html(
      vouchersPage(readPage(request, reply, shop), {
        vouchers: listVouchers(store),
        outstanding_minor: vouchersOutstanding(store),
        methods: listMoneyMethods(store),
        is_taken,
        may_sell: drawerAt(store, request) === 'open',
        today: currentDay(store, clock.now()),
        issued
      })
    )
  }
}
