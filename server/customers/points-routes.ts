import type { FastifyInstance } from 'fastify'
import { type PointsRules, pointsExample, pointsSettingsPage } from '../../views/customers/points-settings.ts'
import { deed } from '../http/deeds.ts'
import { Amount } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { readAmount } from '../requests/read-amount.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'

const PointsForm = Type.Object({ per: Amount, worth: Amount })

const door = 'edit-settings'

/** How points are earned, and what they are worth. */
export async function pointsRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/points',
    { config: { door } },
    async (request, reply) => {
      const facts = { rules: readSettings(store), saved: request.query.saved !== undefined }
      return reply.html(pointsSettingsPage(readPage(request, reply, shop), facts))
    }
  )

  // What is typed so far, as an example; nothing is kept.
  app.get<{ Querystring: { per: string; worth: string } }>(
    '/settings/points/example',
    { config: { door }, schema: { querystring: PointsForm } },
    async (request, reply) =>
      reply.html(pointsExample(readPage(request, reply, shop), rulesIn(request.query)))
  )

  deed(app, shop, '/settings/points', {
    door,
    form: PointsForm,
    work: (tx, { form, by }) => {
      changeSettings(tx, by, rulesIn(form))
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/settings/points?saved', request)
  })
}

/** @throws {Refusal} form/unreadable */
function rulesIn({ per, worth }: { per: string; worth: string }): PointsRules {
  const amount = (typed: string, field: string) => minor(Math.max(0, readAmount(typed, field)))
  return { points_per_minor: amount(per, 'per'), point_worth_minor: amount(worth, 'worth') }
}
