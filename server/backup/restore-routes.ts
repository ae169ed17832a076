import { isAbsolute } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { choosePage } from '../../views/backup/restore-choose.ts'
import { placeName, placesPage } from '../../views/backup/restore-places.ts'
import { restoringPage } from '../../views/backup/restore-run.ts'
import { wordsIn } from '../../views/words/words.ts'
import { checkSecret } from '../auth/check-secret.ts'
import { findStaff, hasOwner } from '../auth/find-staff.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import type { Door } from '../http/who-asks.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { asksCode, isSetupCode } from '../settings/setup-code.ts'
import type { Shop } from '../shop.ts'
import { newToken } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import type { Target } from './restore/find-tip.ts'
import { folderPlace, type Place, RestoreDesk } from './restore/restore-desk.ts'
import type { Point } from './restore/shelf.ts'

const Secret = Type.String({ maxLength: 200 })
const PlaceForm = Type.Object({
  place_id: Type.String({ maxLength: 1000 }),
  path: Type.Optional(Type.String({ maxLength: 1000 })),
  passphrase: Type.Optional(Secret),
  code: Type.Optional(Type.String({ maxLength: 20 }))
})
const MomentForm = Type.Object({
  what: Type.Union([Type.Literal('latest'), Type.Literal('time'), Type.Literal('point')]),
  time: Type.Optional(Type.String({ maxLength: 30 })),
  point_id: Type.Optional(Type.String({ maxLength: 100 }))
})
const Nothing = Type.Object({})

/** Where other pages lead to: the box's own history, and in it a point or a moment that is chosen already. */
interface ChosenQuery {
  source?: string
  point?: string
  at?: string
}

/** Each try of a passphrase costs the box some 100 MiB for a second. */
const TRIES = { rateLimit: { max: 20, timeWindow: '1 minute' } }
/** Whoever showed the setup code on an empty box holds this for the rest of the way. */
const HOLDER_COOKIE = 'laci_restore'

/** Who comes to the desk, and where: somebody with the right to, or whoever sets up an empty box. */
interface Entrance {
  base: '/backup/restore' | '/setup/backup'
  door: Door
  /** @throws {Refusal} when this way is closed to whoever asks */
  guard(request: FastifyRequest): void
}

/** Bringing the shop back: where from, to when, what comes out, and then in place of what is there. */
export async function restoreRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const desk = new RestoreDesk(shop)
  app.addHook('onClose', async () => desk.forget())
  let holder = ''

  openDesk({ base: '/backup/restore', door: 'restore-backup', guard: () => {} })
  openDesk({ base: '/setup/backup', door: 'anyone', guard: refuseStranger })

  /** An empty box is set up by whoever stands before it; once it has an owner this way is closed. */
  function refuseStranger(request: FastifyRequest): void {
    if (hasOwner(shop.store)) throw new Refusal('setup/done')
    if (holder === '' || request.cookies[HOLDER_COOKIE] !== holder) throw new Refusal('setup/code-wrong')
  }

  function openDesk({ base, door, guard }: Entrance): void {
    const is_setup = base === '/setup/backup'

    app.get<{ Querystring: ChosenQuery }>(base, { config: { door } }, async (request, reply) => {
      if (is_setup && hasOwner(shop.store)) return reply.goTo('/', request)
      if (!is_setup && request.query.source === 'box')
        return reply.goTo(await openOwn(request.query), request)
      const asks_code = is_setup && asksCode(request.ip)
      const places = await listPlaces()
      return reply.html(placesPage(readPage(request, reply, shop), { base, is_setup, asks_code, places }))
    })

    app.get<{ Querystring: ChosenQuery }>(`${base}/moment`, { config: { door } }, async (request, reply) => {
      guard(request)
      const { standing } = desk
      if (!('store' in standing)) return reply.goTo(base, request)
      const { point, at = '' } = request.query
      const chosen = { point_id: point, at: Date.parse(at) || undefined }
      return reply.html(choosePage(readPage(request, reply, shop), { base, is_setup, standing, chosen }))
    })

    app.get(`${base}/result`, { config: { door } }, async (request, reply) => {
      // The shop is there: the box started anew while this page was looked at.
      if (is_setup && hasOwner(shop.store)) return reply.goTo('/', request)
      guard(request)
      const { standing } = desk
      if (standing.step === 'idle' || standing.step === 'open') return reply.goTo(base, request)
      const has_password = passwordOf(request) !== undefined
      return reply.html(
        restoringPage(readPage(request, reply, shop), { base, is_setup, has_password, standing })
      )
    })

    deed(app, shop, base, {
      door,
      form: PlaceForm,
      secrets: ['passphrase'],
      limits: TRIES,
      prepare: async ({ form, request }) => {
        if (is_setup) refuseWithoutCode(request, form.code ?? '')
        await desk.open(await placeOf(form), form.passphrase ?? '')
        holder = is_setup ? newToken() : ''
        return holder
      },
      work: () => null,
      answer: (_result, { request, reply, prepared }) => {
        if (prepared)
          reply.setCookie(HOLDER_COOKIE, prepared, { path: '/setup', httpOnly: true, sameSite: 'strict' })
        return reply.goTo(`${base}/moment`, request)
      }
    })

    deed(app, shop, `${base}/moment`, {
      door,
      form: MomentForm,
      prepare: async ({ form, request }) => {
        guard(request)
        const { standing } = desk
        if (!('store' in standing)) throw new Refusal('restore/not-ready')
        const { locale } = readSettings(shop.store)
        const called = placeName({ words: wordsIn(locale), locale }, standing.place)
        desk.start(readTarget(form, standing.points), called)
      },
      work: () => null,
      answer: (_result, { request, reply }) => reply.goTo(`${base}/result`, request)
    })

    deed(app, shop, `${base}/stop`, {
      door,
      form: Nothing,
      prepare: async ({ request }) => {
        guard(request)
        desk.forget()
      },
      work: () => null,
      answer: (_result, { request, reply }) => reply.goTo(base, request)
    })

    deed(app, shop, `${base}/result`, {
      door,
      form: Type.Object({ proof: Type.Optional(Secret) }),
      secrets: ['proof'],
      limits: TRIES,
      prepare: async ({ form, request }) => {
        guard(request)
        if (!is_setup) await confirm(request, form.proof ?? '')
        await desk.swap('')
      },
      work: () => null,
      answer: (_result, { request, reply }) => restartAfter(reply, `${base}/result`, request)
    })
  }

  /** Whoever is answered sees the page that waits; then the box starts anew. */
  function restartAfter(reply: FastifyReply, url: string, request: FastifyRequest): unknown {
    reply.raw.once('finish', () => setTimeout(() => shop.restart(), RESTART_MS))
    return reply.goTo(url, request)
  }

  function refuseWithoutCode(request: FastifyRequest, code: string): void {
    if (hasOwner(shop.store)) throw new Refusal('setup/done')
    if (asksCode(request.ip) && !isSetupCode(code)) throw new Refusal('setup/code-wrong')
  }

  /** The own password or PIN, so that whoever finds the screen open can't put another shop in place of this one. */
  async function confirm(request: FastifyRequest, secret: string): Promise<void> {
    const { staff_id } = request.who!
    const person = findStaff(shop.store, staff_id)
    const hash = person?.password_hash ?? person?.pin_hash
    await checkSecret(shop, {
      subject: `restore:${staff_id}`,
      secret,
      hash,
      meant: { way: 'proof', staff_id, terminal_id: request.terminal?.terminal_id ?? null }
    })
  }

  function passwordOf({ who }: FastifyRequest): string | undefined {
    return (who && findStaff(shop.store, who.staff_id)?.password_hash) ?? undefined
  }

  /** Opens the box's own history, unless something is under way. @returns where to choose, or to look on */
  async function openOwn({ point, at }: ChosenQuery): Promise<string> {
    const { step } = desk.standing
    if (step === 'running' || step === 'swapping') return '/backup/restore/result'
    await desk.open((await desk.places())[0]!, '')
    return `/backup/restore/moment?${new URLSearchParams(point === undefined ? { at: at ?? '' } : { point })}`
  }

  /** The places, the box's own history only where there is a shop. */
  async function listPlaces(): Promise<Place[]> {
    const places = await desk.places()
    return hasOwner(shop.store) ? places : places.filter(({ kind }) => kind === 'stick')
  }

  async function placeOf({ place_id, path = '' }: { place_id: string; path?: string }): Promise<Place> {
    if (place_id === 'path') {
      const typed = path.trim()
      if (!isAbsolute(typed) || /\p{Cc}/u.test(typed)) throw new Refusal('restore/nothing-there')
      return folderPlace(typed)
    }
    const place = (await desk.places()).find((one) => one.place_id === place_id)
    if (!place) throw new Refusal('restore/nothing-there')
    return place
  }

  function readTarget(
    { what, time = '', point_id = '' }: Static<typeof MomentForm>,
    points: Point[]
  ): Target {
    if (what === 'latest') return 'latest'
    if (what === 'point') {
      // By its place in the history: that of some points only the box knows.
      const point = points.find((one) => one.point_id === point_id)
      return point ? { generation: point.generation, seq: point.seq } : { point_id }
    }
    try {
      const { zone } = readSettings(shop.store)
      return { time: Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds }
    } catch {
      throw new Refusal('restore/moment-wrong')
    }
  }
}

/** So that the page that waits is on the screen before the box is gone. */
const RESTART_MS = 1000
