import type { FastifyInstance } from 'fastify'
import type { TObject } from 'typebox'
import { memberPage } from '../../views/staff/member.ts'
import { staffPage } from '../../views/staff/staff.ts'
import { type Answering, deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { newId } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { changeRights, changeRole } from './change-rights.ts'
import { changeSecret, renameStaff } from './change-staff.ts'
import { findStaff, listLeavers, listStaff } from './find-staff.ts'
import { bringBackStaff, hireStaff, partWithStaff } from './hire-staff.ts'
import { hashPassword, hashPin } from './new-secret.ts'
import { isRight } from './permissions.ts'

const Pin = Type.String({ maxLength: 20 })
const Password = Type.String({ maxLength: 200 })
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const Role = Type.Union([
  Type.Literal('owner'),
  Type.Literal('supervisor'),
  Type.Literal('cashier'),
  Type.Literal('stock'),
  Type.Literal('technician')
])

const HiringForm = Type.Object({ name: Name, role: Role, pin: Pin })
const RightsForm = Type.Object({
  right: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200, default: [] })
})
const PasswordForm = Type.Object({ password: Password, password_again: Password })

const door = 'edit-staff'

/** Who works here and who did: what each may do, and how each signs in. */
export async function staffRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>('/staff', { config: { door } }, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const saved = request.query.saved !== undefined
    return reply.html(staffPage(page, { staff: listStaff(store), leavers: listLeavers(store), saved }))
  })

  app.get<{ Params: { staff_id: string }; Querystring: { saved?: string } }>(
    '/staff/:staff_id',
    { config: { door } },
    async (request, reply) => {
      const { staff_id } = request.params
      const person = listStaff(store).find((one) => one.staff_id === staff_id)
      if (!person) throw new Refusal('staff/gone')
      const saved = request.query.saved !== undefined
      return reply.html(memberPage(readPage(request, reply, shop), person, { doer: request.who!, saved }))
    }
  )

  deed(app, shop, '/staff', {
    door,
    form: HiringForm,
    secrets: ['pin'],
    prepare: ({ form }) => hashPin(form.pin),
    work: (tx, { form, by, prepared: pin_hash }) => {
      const staff_id = newId()
      hireStaff(tx, by, { staff_id, name: form.name.trim(), role: form.role, password_hash: null, pin_hash })
      return null
    },
    answer: toList
  })

  deed(app, shop, '/staff/:staff_id/name', {
    ...about(Type.Object({ name: Name })),
    work: (tx, { form, params, by }) => {
      renameStaff(tx, by, { staff_id: params['staff_id']!, name: form.name.trim() })
      return null
    }
  })

  deed(app, shop, '/staff/:staff_id/role', {
    ...about(Type.Object({ role: Role })),
    work: (tx, { form, params, by }) => {
      changeRole(tx, by, { staff_id: params['staff_id']!, role: form.role })
      return null
    }
  })

  deed(app, shop, '/staff/:staff_id/rights', {
    ...about(RightsForm),
    work: (tx, { form, params, by }) => {
      changeRights(tx, by, { staff_id: params['staff_id']!, rights: form.right.filter(isRight) })
      return null
    }
  })

  deed(app, shop, '/staff/:staff_id/pin', {
    ...about(Type.Object({ pin: Pin })),
    secrets: ['pin'],
    prepare: ({ form }) => hashPin(form.pin),
    work: (tx, { params, by, prepared: hash }) => {
      changeSecret(tx, by, { staff_id: othersOnly(params, by.staff_id), kind: 'pin', hash })
      return null
    }
  })

  deed(app, shop, '/staff/:staff_id/password', {
    ...about(PasswordForm),
    secrets: ['password', 'password_again'],
    prepare: ({ form, request }) => {
      const { staff_id = '' } = request.params as { staff_id?: string }
      const { name = '' } = findStaff(store, staff_id) ?? {}
      return hashPassword(form, [name, readSettings(store).name])
    },
    work: (tx, { params, by, prepared: hash }) => {
      changeSecret(tx, by, { staff_id: othersOnly(params, by.staff_id), kind: 'password', hash })
      return null
    }
  })

  deed(app, shop, '/staff/:staff_id/departure', {
    ...about(Type.Object({})),
    work: (tx, { params, by }) => {
      partWithStaff(tx, by, params['staff_id']!)
      return null
    },
    answer: toList
  })

  deed(app, shop, '/staff/:staff_id/return', {
    ...about(Type.Object({ pin: Pin })),
    secrets: ['pin'],
    prepare: ({ form }) => hashPin(form.pin),
    work: (tx, { params, by, prepared: pin_hash }) => {
      bringBackStaff(tx, by, { staff_id: params['staff_id']!, pin_hash })
      return null
    }
  })
}

/** What all deeds about one person share: the door, and the page of that person as the answer. */
function about<Form extends TObject>(form: Form) {
  return {
    door,
    form,
    answer: (_result: null, { request, reply }: Answering) => {
      const { staff_id } = request.params as { staff_id: string }
      return reply.goTo(`/staff/${staff_id}?saved`, request)
    }
  } as const
}

function toList(_result: null, { request, reply }: Answering): unknown {
  return reply.goTo('/staff?saved', request)
}

/**
 * Whoever changes their own PIN or password proves first who they are, on a page of their own: a device left open must
 * not be enough to take somebody's place for good.
 *
 * @throws {Refusal} staff/own-secret
 */
function othersOnly({ staff_id = '' }: Record<string, string>, own_id: string | null): string {
  if (staff_id === own_id) throw new Refusal('staff/own-secret')
  return staff_id
}
