import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bringBackPage, broughtBackPage } from '../../views/exports/bring-back.ts'
import { hasOwner } from '../auth/find-staff.ts'
import { hashPassword } from '../auth/new-secret.ts'
import { record } from '../events/record.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { LargeUpload } from '../http/uploads.ts'
import { Refusal } from '../refusal.ts'
import { asksCode, CODE_TRIES, isSetupCode } from '../settings/setup-code.ts'
import type { Shop } from '../shop.ts'
import { listTerminals } from '../terminals/find-terminal.ts'
import { Type } from '../values/shape.ts'
import { bringBackInWorker } from './copy/bring-back-in-worker.ts'

const MOST_BYTES = 500_000_000

/** The file stands last, so that who may send it is known before it comes. */
const CopyForm = Type.Object({
  password: Type.String({ maxLength: 200 }),
  password_again: Type.String({ maxLength: 200 }),
  code: Type.Optional(Type.String({ maxLength: 20 })),
  file: LargeUpload
})

/** Another way through the first run: the shop as it was, from a file of its data. */
export async function copyRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get('/setup/copy', { config: { door: 'anyone' } }, async (request, reply) => {
    if (hasOwner(store)) return reply.goTo('/', request)
    return reply.html(bringBackPage(readPage(request, reply, shop), { asks_code: asksCode(request.ip) }))
  })

  deed(app, shop, '/setup/copy', {
    door: 'anyone',
    form: CopyForm,
    secrets: ['password', 'password_again'],
    limits: { ...CODE_TRIES, keeps_file: { most_bytes: MOST_BYTES, allow } },
    prepare: async ({ form, request }) => {
      allow(request, form)
      const password_hash = await hashPassword(form)
      return bringBackInWorker({ database: store.sqlite.name, copy: form.file.path, password_hash })
    },
    work: (tx, { by, prepared }) => {
      const { shop: shop_name, made_at, rows, ledger, owner } = prepared
      record(tx, by, {
        type: 'data.restored',
        subject_id: owner.staff_id,
        facts: { made_at, rows, sha256: ledger.sha256 }
      })
      return { shop_name, made_at, rows, sha256: ledger.sha256, owner_name: owner.name }
    },
    answer: (restored, { page, reply }) => reply.html(broughtBackPage(page, restored, listTerminals(store))),
    refused: (refusal, _form, { page, request, reply }) =>
      reply.html(bringBackPage(page, { asks_code: asksCode(request.ip), refusal }))
  })

  /** @throws {Refusal} copy/not-empty, setup/code-wrong */
  function allow(request: FastifyRequest, { code }: Record<string, unknown>): void {
    if (hasOwner(store)) throw new Refusal('copy/not-empty')
    if (asksCode(request.ip) && !isSetupCode(String(code ?? ''))) throw new Refusal('setup/code-wrong')
  }
}
