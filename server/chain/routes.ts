import type { FastifyInstance } from 'fastify'
import { type LedgerStanding, ledgerPage, ledgerPanel } from '../../views/ledger/ledger.ts'
import { findHead } from '../events/find-head.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { type NotedHead, readHead } from '../values/head-code.ts'
import { Type } from '../values/shape.ts'
import { listVerifications } from './find-verifications.ts'

const VerifyForm = Type.Object({ noted: Type.Optional(Type.String({ maxLength: 200 })) })

/** The sealed ledger: how it stands, verifying it, and how that went before. */
export async function ledgerRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock, ledger } = shop
  const standing = (): LedgerStanding =>
    store.look(() => ({ head: findHead(store), newest: ledger.newest(), past: listVerifications(store) }))

  app.get('/ledger', { config: { door: 'verify-ledger' } }, async (request, reply) =>
    reply.html(ledgerPage(readPage(request, reply, shop), standing()))
  )

  app.get('/ledger/now', { config: { door: 'verify-ledger' } }, async (request, reply) =>
    reply.html(ledgerPanel(readPage(request, reply, shop), standing()))
  )

  deed(app, shop, '/ledger/verifications', {
    door: 'verify-ledger',
    form: VerifyForm,
    work: (_tx, { form: { noted = '' }, by }) => {
      readNoted(noted)
      return { noted, staff_id: by.staff_id }
    },
    // Begun when it is durable that it was asked for; while one runs, whoever asks is shown that one.
    answer: ({ noted, staff_id }, { request, reply, page }) => {
      const by = { at: clock.now(), staff_id, terminal_id: null, request_id: null }
      const head = readNoted(noted)
      void ledger.verify('all', by, head ? [{ ...head, where: 'Z', at: null }] : [])
      if (!request.headers['hx-request']) return reply.goTo('/ledger', request)
      return reply.html(ledgerPanel(page, standing()))
    }
  })

  deed(app, shop, '/ledger/verifications/ending', {
    door: 'verify-ledger',
    form: Type.Object({}),
    work: () => null,
    answer: (_nothing, { request, reply, page }) => {
      ledger.end()
      if (!request.headers['hx-request']) return reply.goTo('/ledger', request)
      return reply.html(ledgerPanel(page, standing()))
    }
  })
}

/** @throws {Refusal} ledger/noted-unreadable */
function readNoted(typed: string): NotedHead | null {
  if (!typed.trim()) return null
  const noted = readHead(typed)
  if (!noted) throw new Refusal('ledger/noted-unreadable')
  return noted
}
