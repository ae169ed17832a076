import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { staffPage } from '../../views/staff/staff.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { newId } from '../values/id.ts'
import { listStaff } from './find-staff.ts'
import { hashSecret } from './hash-secret.ts'
import { changePin, hireStaff, partWithStaff } from './hire-staff.ts'
import { isWeakPin } from './secret-rules.ts'

const Pin = Type.String({ maxLength: 20 })

const HiringForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  role: Type.Union([
    Type.Literal('owner'),
    Type.Literal('supervisor'),
    Type.Literal('cashier'),
    Type.Literal('stock'),
    Type.Literal('technician')
  ]),
  pin: Pin
})

/** Who works here, and how each signs in. */
export async function staffRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  app.get<{ Querystring: { saved?: string } }>(
    '/staff',
    { config: { door: 'edit-staff' } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      return reply.html(staffPage(page, listStaff(shop.store), { saved: request.query.saved !== undefined }))
    }
  )

  deed(app, shop, '/staff', {
    door: 'edit-staff',
    form: HiringForm,
    secrets: ['pin'],
    prepare: ({ form }) => hashPin(form.pin),
    work: (tx, { form, by, prepared: pin_hash }) => {
      const staff_id = newId()
      hireStaff(tx, by, { staff_id, name: form.name.trim(), role: form.role, password_hash: null, pin_hash })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/staff?saved', request)
  })

  deed(app, shop, '/staff/:staff_id/pin', {
    door: 'edit-staff',
    form: Type.Object({ pin: Pin }),
    secrets: ['pin'],
    prepare: ({ form }) => hashPin(form.pin),
    work: (tx, { params, by, prepared: pin_hash }) => {
      changePin(tx, by, { staff_id: params['staff_id'] ?? '', pin_hash })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/staff?saved', request)
  })

  deed(app, shop, '/staff/:staff_id/departure', {
    door: 'edit-staff',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      partWithStaff(tx, by, params['staff_id'] ?? '')
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/staff?saved', request)
  })
}

/** @throws {Refusal} staff/pin-weak */
async function hashPin(pin: string): Promise<string> {
  if (isWeakPin(pin)) throw new Refusal('staff/pin-weak')
  return hashSecret(pin)
}
