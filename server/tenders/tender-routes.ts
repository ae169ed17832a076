import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { roundingExample, tendersPage } from '../../views/settings/tenders.ts'
import { type Answering, deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { addMethod, describeMethod, MOST_FEE_BP, moveMethod, switchMethod } from './change-methods.ts'
import { listMethods } from './find-methods.ts'

const door = 'edit-settings'

const Percent = Type.String({ maxLength: 8 })

const MethodForm = Type.Object({
  name: Type.String({ maxLength: 24 }),
  fee: Type.Optional(Percent),
  needs_reference: Type.Optional(Type.Literal('yes'))
})

const RoundingForm = Type.Object({
  mode: Type.Union([Type.Literal('nearest'), Type.Literal('down'), Type.Literal('up')]),
  step: Type.Union([Type.Literal('0'), Type.Literal('100'), Type.Literal('500')])
})

/** What the shop takes for money, how cash is rounded, and how much may be taken off by hand. */
export async function tenderRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/tenders',
    { config: { door } },
    async (request, reply) =>
      reply.html(
        tendersPage(readPage(request, reply, shop), {
          methods: listMethods(store),
          settings: readSettings(store),
          saved: request.query.saved !== undefined
        })
      )
  )

  deed(app, shop, '/settings/tenders', {
    door,
    form: Type.Object({
      ...MethodForm.properties,
      name: Type.String({ minLength: 1, maxLength: 24, pattern: '\\S' }),
      kind: Type.Union([Type.Literal('card'), Type.Literal('ewallet'), Type.Literal('transfer')])
    }),
    work: (tx, { form, by }) => {
      const method_id = by.request_id
      addMethod(tx, by, { method_id, kind: form.kind, ...methodIn(form) })
      return null
    },
    answer: saved
  })

  deed(app, shop, '/settings/tenders/:method_id', {
    door,
    form: MethodForm,
    work: (tx, { form, params, by }) => {
      describeMethod(tx, by, params['method_id']!, methodIn(form))
      return null
    },
    answer: saved
  })

  deed(app, shop, '/settings/tenders/:method_id/switch', {
    door,
    form: Type.Object({ to: Type.Union([Type.Literal('on'), Type.Literal('off')]) }),
    work: (tx, { form, params, by }) => {
      switchMethod(tx, by, params['method_id']!, form.to === 'on')
      return null
    },
    answer: saved
  })

  deed(app, shop, '/settings/tenders/:method_id/place', {
    door,
    form: Type.Object({ to: Type.Union([Type.Literal('up'), Type.Literal('down')]) }),
    work: (tx, { form, params, by }) => {
      moveMethod(tx, by, params['method_id']!, form.to)
      return null
    },
    answer: saved
  })

  // What the form says so far; nothing is kept.
  app.get<{ Querystring: Static<typeof RoundingForm> }>(
    '/settings/rounding/example',
    { config: { door }, schema: { querystring: RoundingForm } },
    async (request, reply) => {
      const { mode, step } = request.query
      return reply.html(roundingExample(readPage(request, reply, shop), { mode, step: Number(step) }))
    }
  )

  deed(app, shop, '/settings/rounding', {
    door,
    form: RoundingForm,
    work: (tx, { form, by }) => {
      changeSettings(tx, by, { rounding_mode: form.mode, rounding_step: Number(form.step) })
      return null
    },
    answer: saved
  })

  deed(app, shop, '/settings/discounts', {
    door,
    form: Type.Object({ cashier: Percent, supervisor: Percent, owner: Percent }),
    work: (tx, { form, by }) => {
      const discount_limits = {
        cashier: basisPoints(form.cashier, 'cashier'),
        supervisor: basisPoints(form.supervisor, 'supervisor'),
        owner: basisPoints(form.owner, 'owner')
      }
      changeSettings(tx, by, { discount_limits })
      return null
    },
    answer: saved
  })

  function saved(_result: null, { request, reply }: Answering): unknown {
    return reply.goTo('/settings/tenders?saved', request)
  }
}

function methodIn(form: { name: string; fee?: string; needs_reference?: 'yes' }) {
  return {
    name: form.name.trim(),
    fee_bp: basisPoints(form.fee ?? '0', 'fee', MOST_FEE_BP),
    needs_reference: form.needs_reference === 'yes'
  }
}

/** A percentage as typed, `0,7` or `2.5`, in basis points; nothing typed is 0. */
function basisPoints(typed: string, field: string, most = 10_000): number {
  const [, whole, tenths = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim() || '0') ?? []
  const basis_points = whole === undefined ? most + 1 : Number(whole) * 100 + Number(tenths.padEnd(2, '0'))
  if (basis_points > most) throw new Refusal('form/unreadable', { field })
  return basis_points
}
