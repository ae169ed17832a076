import type { FastifyInstance } from 'fastify'
import { pairedPage, pairingPage } from '../../views/terminals/pairing.ts'
import { tillPage } from '../../views/terminals/till.ts'
import { tillsPage } from '../../views/terminals/tills.ts'
import { tokenHash } from '../auth/sessions.ts'
import { takeOutTill } from '../displays/take-out-till.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { keepDeviceKey } from '../http/who-asks.ts'
import { listReceiptPrinters } from '../printing/find-printer.ts'
import { Refusal } from '../refusal.ts'
import { readLocks } from '../reports/read-locks.ts'
import { readTills } from '../reports/read-tills.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { newId, newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { changeTerminal } from './change-terminal.ts'
import { chosenPrinter, Hardware, PrinterChoice, placeHardware } from './hardware-routes.ts'
import { pairTerminal } from './pair-terminal.ts'

const Name = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
const PairingForm = Type.Object({ name: Name, printer_id: PrinterChoice })

/** The shop's tills: which devices they are, how each is, and taking one out. */
export async function terminalRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock, sightings, waiting } = shop
  const owner = { config: { door: 'pair-terminal' } } as const

  app.get('/till/pairing', owner, async (request, reply) => {
    const page = readPage(request, reply, shop)
    return reply.html(page.terminal ? pairedPage(page) : pairingPage(page, listReceiptPrinters(store)))
  })

  deed(app, shop, '/till/pairing', {
    door: 'pair-terminal',
    form: PairingForm,
    prepare: async () => ({ token: newToken() }),
    work: (tx, { form, by, prepared }) => {
      if (by.terminal_id) throw new Refusal('terminal/paired')
      const key_hash = tokenHash(prepared.token)
      pairTerminal(
        tx,
        { ...by, staff_id: by.staff_id! }, // the door lets in only who is signed in
        {
          terminal_id: newId(),
          name: form.name.trim(),
          key_hash,
          printer_id: chosenPrinter(tx, form.printer_id)
        }
      )
      return { key_hash }
    },
    answer: ({ key_hash }, { request, reply, prepared }) => {
      keepDeviceKey(reply, key_hash, prepared)
      return reply.goTo('/', request)
    }
  })

  app.get<{ Querystring: { saved?: string } }>('/tills', owner, async (request, reply) => {
    const now = clock.now()
    return reply.html(
      tillsPage(readPage(request, reply, shop), {
        tills: readTills(store, now, sightings),
        waiting: waiting.list(now),
        locks: readLocks(store, now),
        lock_after_minutes: readSettings(store).lock_after_minutes,
        now,
        saved: request.query.saved !== undefined
      })
    )
  })

  app.get<{ Params: { terminal_id: string } }>('/tills/:terminal_id', owner, async (request, reply) => {
    const { terminal_id } = request.params
    const standing = readTills(store, clock.now(), sightings).find(
      (one) => one.till.terminal_id === terminal_id
    )
    if (!standing) throw new Refusal('terminal/gone')
    return reply.html(tillPage(readPage(request, reply, shop), standing, listReceiptPrinters(store)))
  })

  deed(app, shop, '/tills/:terminal_id', {
    door: 'pair-terminal',
    form: Type.Object({ name: Name, place: Type.String({ maxLength: 60 }), ...Hardware }),
    work: (tx, { form, params, by }) => {
      const { terminal_id = '' } = params
      changeTerminal(tx, by, { terminal_id, name: form.name.trim(), place: form.place.trim() })
      placeHardware(tx, by, terminal_id, form)
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/tills?saved', request)
  })

  deed(app, shop, '/tills/:terminal_id/revocation', {
    door: 'pair-terminal',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      takeOutTill(tx, by, params['terminal_id'] ?? '')
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/tills?saved', request)
  })
}
