import type { FastifyInstance, FastifyRequest } from 'fastify'
import { codePage, type DisplayFrame, displayPage, displayPanel } from '../../views/displays/display.ts'
import { codeCard, displaysPage } from '../../views/displays/displays.ts'
import { wordsIn } from '../../views/words/words.ts'
import { DISPLAY_COOKIE } from '../auth/cookies.ts'
import { tokenHash } from '../auth/sessions.ts'
import { forgetFailures, reserveTry } from '../auth/throttle.ts'
import { deed, tillDeed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { staticUrl } from '../http/static-files.ts'
import { keepDisplayKey } from '../http/who-asks.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { receiptsUrl, type Shop } from '../shop.ts'
import { newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { findDisplayByKey, listDisplays } from './find-display.ts'
import {
  awaitDisplay,
  codeHash,
  isAwaited,
  newDisplayCode,
  pairDisplay,
  unpairDisplay
} from './pair-display.ts'
import { readDisplay } from './read-display.ts'

/** Where a device is made a display, as this till itself reaches the box. */
function addressFor({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}/display`
}

/** An address that means the device itself: no telephone gets there. */
const LOOPBACK = /^(localhost|127\.|\[::1\])/

/** Codes typed in a minute from one address; the throttle, which a restart doesn't forget, stands beside it. */
const TRIES = { rateLimit: { max: 12, timeWindow: '1 minute' } }

/** The screen that the customer sees, and how a device becomes one. It only ever looks. */
export async function displayRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const anyone = { config: { door: 'anyone' } } as const

  app.get('/display', anyone, async (request, reply) => {
    const terminal_id = shownTill(request)
    if (!terminal_id) return reply.html(codePage(readPage(request, reply, shop)))
    return reply.html(displayPage(frame(request), readDisplay(store, terminal_id, clock.now())))
  })

  app.get('/display/now', anyone, async (request, reply) => {
    const terminal_id = shownTill(request)
    if (!terminal_id) throw new Refusal('display/unpaired')
    return reply.html(displayPanel(frame(request), readDisplay(store, terminal_id, clock.now())))
  })

  deed(app, shop, '/display/pairing', {
    door: 'anyone',
    limits: TRIES,
    form: Type.Object({ code: Type.String({ pattern: '^[0-9 ]{1,12}$' }) }),
    prepare: async ({ form, request }) => {
      const subject = `display:${request.ip}`
      await store.commit((tx) => reserveTry(tx, [{ subject }], clock.now()))
      const code_hash = codeHash(form.code.replaceAll(' ', ''))
      if (!isAwaited(store, code_hash, clock.now())) throw new Refusal('display/code-wrong')
      await store.commit((tx) => forgetFailures(tx, subject))
      return { code_hash, token: newToken() }
    },
    work: (tx, { by, prepared: { code_hash, token } }) => {
      const key_hash = tokenHash(token)
      pairDisplay(tx, by, { display_id: by.request_id, code_hash, key_hash })
      return { key_hash }
    },
    answer: ({ key_hash }, { request, reply, prepared }) => {
      keepDisplayKey(reply, key_hash, prepared)
      return reply.goTo('/display', request)
    },
    refused: (refusal, _form, { page, reply }) => reply.html(codePage(page, refusal))
  })

  app.get('/displays', { config: { door: 'sell' } }, async (request, reply) =>
    reply.html(displaysPage(readPage(request, reply, shop), listDisplays(store), addressFor(request)))
  )

  // The code itself is kept nowhere, so a request that is answered again shows none.
  tillDeed(app, shop, '/displays/codes', {
    door: 'sell',
    form: Type.Object({}),
    prepare: async () => ({ code: newDisplayCode() }),
    work: (tx, { by, prepared }) => awaitDisplay(tx, by, codeHash(prepared.code)),
    answer: ({ expires_at }, { page, request, reply, prepared }) =>
      reply.html(codeCard(page, addressFor(request), { code: prepared?.code, expires_at }))
  })

  deed(app, shop, '/displays/:display_id/end', {
    door: 'sell',
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      unpairDisplay(tx, by, params['display_id'] ?? '')
      return null
    },
    answer: (_outcome, { request, reply }) => reply.goTo('/displays', request)
  })

  /** The till a device shows: its own, or the one that it was paired with. */
  function shownTill({ terminal, cookies }: FastifyRequest): string | undefined {
    if (terminal) return terminal.terminal_id
    const key = cookies[DISPLAY_COOKIE]
    return key && store.look(() => findDisplayByKey(store, tokenHash(key)))?.terminal_id
  }

  /** Whoever signs in at the till, the display speaks the shop's own language. */
  function frame(request: FastifyRequest): DisplayFrame {
    const { locale, zone, name } = readSettings(store)
    const own = LOOPBACK.test(request.host) ? null : `${request.protocol}://${request.host}`
    const base = receiptsUrl(shop) ?? own
    return { words: wordsIn(locale), locale, zone, shop_name: name, file: staticUrl, now: clock.now(), base }
  }
}
