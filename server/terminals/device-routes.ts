import type { FastifyInstance, FastifyRequest } from 'fastify'
import { lettingInPage } from '../../views/terminals/till.ts'
import { waitingDevices } from '../../views/terminals/tills.ts'
import { waitingCode, waitingFull } from '../../views/terminals/waiting.ts'
import { DEVICE_COOKIE } from '../auth/cookies.ts'
import { tokenHash } from '../auth/sessions.ts'
import { listDisplays } from '../displays/find-display.ts'
import { turnDisplay } from '../displays/take-out-till.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { keepDeviceKey } from '../http/who-asks.ts'
import { listReceiptPrinters } from '../printing/find-printer.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { changeTerminal } from './change-terminal.ts'
import { deviceKind } from './device-kind.ts'
import { findTerminal, findTerminalByKey, listTerminals, readTerminal } from './find-terminal.ts'
import { Hardware, placeHardware } from './hardware-routes.ts'
import { pairTerminal } from './pair-terminal.ts'
import { giveDevice } from './revoke-terminal.ts'
import type { Waiting } from './waiting-room.ts'

/** An address that means the device itself: no telephone gets there. */
const LOOPBACK = /^(localhost|127\.|\[::1\])/

/** A page that waits asks every second. */
const LOOKS = { rateLimit: { max: 150, timeWindow: '1 minute' } }
const TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** An id, or nothing for none. */
const OneOrNone = Type.Union([Type.Literal(''), Id])

const LettingInForm = Type.Object({
  code: Type.String({ maxLength: 12 }),
  takes_over: OneOrNone,
  name: Type.String({ maxLength: 40 }),
  place: Type.String({ maxLength: 60 }),
  ...Hardware,
  display_id: Type.Optional(OneOrNone)
})

/** A device that wants to be a till shows a code, and somebody who may lets it in. */
export async function deviceRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock, waiting } = shop

  // Asked every second by the page that shows the code; the device that was let in leaves it by itself.
  app.get('/till/waiting', { config: { door: 'anyone', ...LOOKS } }, async (request, reply) => {
    if (request.terminal) return reply.goTo('/', request)
    const page = readPage(request, reply, shop)
    const known = waiting.find(tokenHash(request.cookies[DEVICE_COOKIE] ?? ''), clock.now())
    if (known) return reply.html(waitingCode(page, known, approveAt(request, known)))
    const token = newToken()
    const key_hash = tokenHash(token)
    try {
      const device = deviceKind(request.headers['user-agent'])
      const admitted = waiting.admit({ key_hash, device, address: request.ip }, clock.now())
      keepDeviceKey(reply, key_hash, { token })
      return reply.html(waitingCode(page, admitted, approveAt(request, admitted)))
    } catch (error) {
      if (error instanceof Refusal) return reply.html(waitingFull(page))
      throw error
    }
  })

  const owner = { config: { door: 'pair-terminal' } } as const

  app.get('/tills/waiting', owner, async (request, reply) =>
    reply.html(waitingDevices(readPage(request, reply, shop), waiting.list(clock.now())))
  )

  app.get<{ Querystring: { code?: string; for?: string } }>(
    '/tills/new',
    { config: { ...owner.config, ...TRIES } },
    async (request, reply) => {
      const { code, for: terminal_id = '' } = request.query
      return reply.html(
        lettingInPage(readPage(request, reply, shop), {
          device: code ? waiting.read(code, clock.now()) : undefined,
          printers: listReceiptPrinters(store),
          tills: listTerminals(store),
          displays: listDisplays(store),
          takes_over: findTerminal(store, terminal_id)
        })
      )
    }
  )

  deed(app, shop, '/tills', {
    door: 'pair-terminal',
    limits: TRIES,
    form: LettingInForm,
    prepare: async ({ form }) => waiting.read(form.code, clock.now()),
    work: (tx, { form, by, prepared: { key_hash } }) => {
      if (findTerminalByKey(tx, key_hash)) throw new Refusal('terminal/code-wrong')
      const doer = { ...by, staff_id: by.staff_id! } // the door lets in only who is signed in
      const terminal_id = form.takes_over || by.request_id
      const place = form.place.trim()
      if (form.takes_over) {
        giveDevice(tx, by, { terminal_id, key_hash })
        const { name } = readTerminal(tx, terminal_id)
        changeTerminal(tx, by, { terminal_id, name: form.name.trim() || name, place })
      } else {
        const name = form.name.trim()
        if (!name) throw new Refusal('form/unreadable', { field: 'name' })
        pairTerminal(tx, doer, { terminal_id, name, key_hash, printer_id: null })
      }
      const paired = findTerminalByKey(tx, key_hash)! // by a name that had lost its device it is that till again
      if (!form.takes_over) changeTerminal(tx, by, { ...paired, place })
      placeHardware(tx, by, paired.terminal_id, form)
      if (form.display_id) {
        turnDisplay(tx, by, { display_id: form.display_id, terminal_id: paired.terminal_id })
      }
      return { terminal_id: paired.terminal_id }
    },
    answer: (_outcome, { request, reply, prepared }) => {
      if (prepared) waiting.leave(prepared)
      return reply.goTo('/tills?saved', request)
    }
  })
}

/** Where a telephone lets this device in; null where no telephone reaches the address it knows. */
function approveAt({ protocol, host }: FastifyRequest, { code }: Waiting): string | null {
  return LOOPBACK.test(host) ? null : `${protocol}://${host}/tills/new?code=${code}`
}
