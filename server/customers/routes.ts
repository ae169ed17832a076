import type { FastifyInstance } from 'fastify'
import { customersPage } from '../../views/customers/customers.ts'
import { groupsPage } from '../../views/customers/groups.ts'
import { newCustomerPage } from '../../views/customers/new-customer.ts'
import { wordsIn } from '../../views/words/words.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { readAmount } from '../requests/read-amount.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { minor } from '../values/money.ts'
import { Type } from '../values/shape.ts'
import { changeCustomer, NOTE_LENGTH, setDebtLimit } from './change-customer.ts'
import { correctPoints } from './correct-points.ts'
import { eraseCustomer } from './erase-customer.ts'
import { readOwnData } from './export-customer.ts'
import { addGroup, GROUP_NAME_LENGTH, listGroups, renameGroup } from './groups.ts'
import { addCustomer, NAME_LENGTH } from './save-customer.ts'
import { searchCustomers, searchDebtors, sumReceivables } from './search-customers.ts'

const Yes = Type.Optional(Type.Literal('yes'))

const NewForm = Type.Object({
  name: Type.String({ maxLength: NAME_LENGTH }),
  phone: Type.String({ maxLength: 30 }),
  consent: Yes
})

const CardForm = Type.Object({
  ...NewForm.properties,
  group_id: Type.Union([Type.Literal(''), Id]),
  note: Type.String({ maxLength: NOTE_LENGTH })
})

const GroupForm = Type.Object({ name: Type.String({ maxLength: GROUP_NAME_LENGTH }) })

const PointsForm = Type.Object({
  points: Type.String({ pattern: '^[0-9]{1,7}$' }),
  direction: Type.Union([Type.Literal('more'), Type.Literal('fewer')]),
  reason: Type.String({ maxLength: 120 })
})

type OfCustomer = { Params: { customer_id: string } }

/** How many are shown at once; one types to find others. */
const SHOWN = 50

/** Who the shop's customers are: finding, writing down, putting right, forgetting. */
export async function customerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { text?: string; owing?: string } }>(
    '/customers',
    { config: { door: 'see-customers' } },
    async (request, reply) => {
      const text = String(request.query.text ?? '').slice(0, NAME_LENGTH)
      const owing = request.query.owing === 'yes'
      // One more than is shown tells whether there are more.
      const found = (owing ? searchDebtors : searchCustomers)(store, text, SHOWN + 1)
      const listing = {
        text,
        owing,
        found: found.slice(0, SHOWN),
        more: found.length > SHOWN,
        receivables: sumReceivables(store)
      }
      return reply.html(customersPage(readPage(request, reply, shop), listing))
    }
  )

  app.get('/customers/new', { config: { door: 'edit-customers' } }, async (request, reply) =>
    reply.html(newCustomerPage(readPage(request, reply, shop)))
  )

  app.get<{ Querystring: { saved?: string } }>(
    '/customers/groups',
    { config: { door: 'manage-customers' } },
    async (request, reply) => {
      const facts = { groups: listGroups(store), saved: request.query.saved !== undefined }
      return reply.html(groupsPage(readPage(request, reply, shop), facts))
    }
  )

  app.get<OfCustomer>(
    '/customers/:customer_id/data.json',
    { config: { door: 'manage-customers' } },
    async (request, reply) => {
      const { customer_id } = request.params
      const data = JSON.stringify(readOwnData(store, customer_id), null, 2)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${customer_id}.json"`)
        .type('application/json; charset=utf-8')
        .send(data)
    }
  )

  deed(app, shop, '/customers', {
    door: 'edit-customers',
    form: NewForm,
    work: (tx, { form, by }) => {
      // The customer takes the id of the request that makes it.
      const customer_id = by.request_id
      addCustomer(tx, by, { ...form, customer_id, consent: form.consent === 'yes' })
      return { customer_id }
    },
    answer: ({ customer_id }, { request, reply }) => reply.goTo(`/customers/${customer_id}?saved`, request)
  })

  deed(app, shop, '/customers/:customer_id', {
    door: 'edit-customers',
    form: CardForm,
    work: (tx, { form, params, by }) => {
      const customer_id = params['customer_id']!
      const consent = form.consent === 'yes'
      changeCustomer(tx, by, { ...form, customer_id, consent, group_id: form.group_id || null })
      return { customer_id }
    },
    answer: ({ customer_id }, { request, reply }) => reply.goTo(`/customers/${customer_id}?saved`, request)
  })

  deed(app, shop, '/customers/:customer_id/limit', {
    door: 'edit-customers',
    form: Type.Object({ limit: Type.String({ maxLength: 20 }) }),
    work: (tx, { form, params, by }) => {
      const customer_id = params['customer_id']!
      setDebtLimit(tx, by, customer_id, minor(Math.max(0, readAmount(form.limit, 'limit'))))
      return { customer_id }
    },
    answer: ({ customer_id }, { request, reply }) => reply.goTo(`/customers/${customer_id}?saved`, request)
  })

  deed(app, shop, '/customers/:customer_id/points', {
    door: 'edit-customers',
    form: PointsForm,
    work: (tx, { form, params, by }) => {
      const customer_id = params['customer_id']!
      const points = form.direction === 'more' ? Number(form.points) : -Number(form.points)
      correctPoints(tx, by, { correction_id: by.request_id, customer_id, points, reason: form.reason })
      return { customer_id }
    },
    answer: ({ customer_id }, { request, reply }) => reply.goTo(`/customers/${customer_id}?saved`, request)
  })

  deed(app, shop, '/customers/:customer_id/erasure', {
    door: 'edit-customers',
    form: Type.Object({ sure: Type.Literal('yes') }),
    work: (tx, { params, by }) => {
      const { customers } = wordsIn(readSettings(tx).locale)
      eraseCustomer(tx, by, params['customer_id']!, customers.erased)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/customers', request)
  })

  deed(app, shop, '/customers/groups', {
    door: 'manage-customers',
    form: GroupForm,
    work: (tx, { form, by }) => {
      addGroup(tx, by, { group_id: by.request_id, name: form.name })
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/customers/groups?saved', request)
  })

  deed(app, shop, '/customers/groups/:group_id', {
    door: 'manage-customers',
    form: GroupForm,
    work: (tx, { form, params, by }) => {
      renameGroup(tx, by, { group_id: params['group_id']!, name: form.name })
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/customers/groups?saved', request)
  })
}
