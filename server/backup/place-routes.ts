import type { FastifyInstance, FastifyRequest } from 'fastify'
import { placePage } from '../../views/backup/place.ts'
import {
  newPlacePage,
  placeForm,
  placeKindsPage,
  stickPage,
  typedAddress
} from '../../views/backup/place-form.ts'
import { sticksNow } from '../../views/backup/sticks.ts'
import { triedCard, triedPage } from '../../views/backup/tried.ts'
import { type Answering, deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { newId } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { hasPassphrase } from './keys/keep-key-file.ts'
import { addDestination } from './places/add-destination.ts'
import { changeDestination, renameDestination } from './places/change-destination.ts'
import { readDestination, readSecret } from './places/find-destinations.ts'
import { pauseDestination } from './places/pause-destination.ts'
import { hostOf, PlaceForm, placeText, type ReadPlace, readPlaceForm } from './places/read-place-form.ts'
import { removeDestination } from './places/remove-destination.ts'
import { Tries, type Trying } from './places/tries.ts'
import { readStanding } from './read-standing.ts'
import { answerStanding } from './routes.ts'
import { dropReach } from './state/reach.ts'

const door = 'manage-backup'

const KINDS = ['folder', 'sftp', 'webdav', 's3', 'rclone'] as const

/** The places of the backup: trying one, choosing it, changing it, and giving it up. */
export async function placeRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, backup, config } = shop
  const tries = new Tries(config.data)

  app.get<{ Querystring: { kind?: string } }>(
    '/backup/places/new',
    { config: { door } },
    async (request, reply) => {
      // What leaves the box is locked; without a key of the owner's it would be locked for ever.
      if (!hasPassphrase(backup.folder)) return reply.goTo('/backup/passphrase', request)
      const page = readPage(request, reply, shop)
      const { kind } = request.query
      if (kind === 'stick') return reply.html(stickPage(page, sticksNow(page, readStanding(shop))))
      const typed = KINDS.find((one) => one === kind)
      return reply.html(typed ? newPlacePage(page, { typed: { kind: typed } }) : placeKindsPage(page))
    }
  )

  deed(app, shop, '/backup/places/tries', {
    door,
    form: Type.Object({ ...PlaceForm.properties, destination_id: Type.Optional(Id) }),
    secrets: ['password', 'private_key'],
    prepare: async ({ form, request }) => {
      if (!hasPassphrase(backup.folder)) throw new Refusal('backup/no-passphrase')
      const { destination_id = null, ...typed } = form
      const place = withKnown(readPlaceForm(typed, config.data), destination_id)
      tries.start({ try_id: requestId(request), staff_id: staffId(request), destination_id, ...place })
    },
    work: (_tx, { by }) => ({ try_id: by.request_id }),
    answer: ({ try_id }, at) => showTry(findTry(at.request, try_id), at),
    refused: (refusal, { password: _password, private_key: _key, ...typed }, { page, request, reply }) => {
      const facts = { typed, destination_id: typed.destination_id, refusal }
      return reply.html(request.headers['hx-request'] ? placeForm(page, facts) : newPlacePage(page, facts))
    }
  })

  app.get<{ Params: { try_id: string } }>(
    '/backup/places/tries/:try_id',
    { config: { door } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      return showTry(findTry(request, request.params.try_id), { page, request, reply, prepared: undefined })
    }
  )

  // Back to what was typed, but for the secrets.
  app.get<{ Params: { try_id: string } }>(
    '/backup/places/tries/:try_id/form',
    { config: { door } },
    async (request, reply) => {
      const { address, name, destination_id } = findTry(request, request.params.try_id)
      const typed = typedAddress(address, name)!
      const facts = { typed, destination_id: destination_id ?? undefined }
      return reply.html(newPlacePage(readPage(request, reply, shop), facts))
    }
  )

  deed(app, shop, '/backup/places/tries/:try_id/trust', {
    door,
    form: Type.Object({}),
    prepare: async ({ request }) => {
      const { try_id } = findTry(request, tryId(request))
      tries.trustKey(try_id)
    },
    work: (_tx, { params }) => ({ try_id: params['try_id']! }),
    answer: ({ try_id }, at) => showTry(findTry(at.request, try_id), at)
  })

  deed(app, shop, '/backup/places/tries/:try_id/keeping', {
    door,
    form: Type.Object({}),
    prepare: async ({ request }) => findTry(request, tryId(request)),
    work: (tx, { by, prepared }) => {
      if (!prepared.result?.ok) throw new Refusal('backup/not-tried')
      const { name, address, secret } = prepared
      const is_new = prepared.destination_id === null
      const destination_id = prepared.destination_id ?? newId()
      const place = { destination_id, name, address, secret }
      if (is_new) addDestination(tx, by, backup.key, place)
      return {
        destination_id: is_new ? destination_id : changeDestination(tx, by, backup.key, place, newId())
      }
    },
    answer: (_result, { request, reply }) => {
      tries.drop(tryId(request))
      backup.readTargets()
      // Whoever has just chosen a place waits to see it filled, and not for the next turn of the clock.
      backup.courier.go(undefined, true)
      return reply.goTo('/backup', request)
    }
  })

  app.get<{ Params: { destination_id: string }; Querystring: { saved?: string } }>(
    '/backup/places/:destination_id',
    { config: { door: 'see-backup' } },
    async (request, reply) => {
      const { places, now } = readStanding(shop)
      const place = places.find(({ destination_id }) => destination_id === request.params.destination_id)
      if (!place) throw new Refusal('backup/place-gone')
      const saved = request.query.saved !== undefined
      const where = placeText(place.address)
      return reply.html(placePage(readPage(request, reply, shop), { place, where, now, saved }))
    }
  )

  deed(app, shop, '/backup/places/:destination_id/sending', {
    door: 'see-backup',
    form: Type.Object({}),
    work: (tx, { params }) => {
      readDestination(tx, params['destination_id']!)
      return null
    },
    answer: (_result, at) => {
      const { destination_id } = at.request.params as { destination_id: string }
      void backup.engine.flush().then(() => backup.courier.go(destination_id, true))
      return answerStanding(shop, at)
    }
  })

  deed(app, shop, '/backup/places/:destination_id/pause', {
    door,
    form: Type.Object({ to: Type.Union([Type.Literal('on'), Type.Literal('off')]) }),
    work: (tx, { form, params, by }) => {
      pauseDestination(tx, by, params['destination_id']!, form.to === 'off')
      return null
    },
    answer: (_result, at) => {
      backup.readTargets()
      backup.courier.go((at.request.params as { destination_id: string }).destination_id, true)
      return answerStanding(shop, at)
    }
  })

  deed(app, shop, '/backup/places/:destination_id/name', {
    door,
    form: Type.Object({ name: Type.String({ maxLength: 60 }) }),
    work: (tx, { form, params, by }) => {
      const name = form.name.trim()
      if (!name) throw new Refusal('backup/name-needed')
      const destination_id = params['destination_id']!
      renameDestination(tx, by, destination_id, name)
      return { destination_id }
    },
    answer: ({ destination_id }, { request, reply }) =>
      reply.goTo(`/backup/places/${destination_id}?saved`, request)
  })

  deed(app, shop, '/backup/places/:destination_id/removal', {
    door,
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      const destination_id = params['destination_id']!
      removeDestination(tx, by, destination_id)
      return { destination_id }
    },
    answer: ({ destination_id }, { request, reply }) => {
      backup.readTargets()
      dropReach(backup.state, destination_id)
      return reply.goTo('/backup', request)
    }
  })

  /** What opens a place stays what it was when nothing is typed, and so does its host's key: for the same host alone. */
  function withKnown(place: ReadPlace, destination_id: string | null): ReadPlace {
    if (destination_id === null) return place
    const known = readDestination(store, destination_id).address
    const { address } = place
    if (known.kind !== address.kind || hostOf(known) !== hostOf(address)) return place
    const keeps_key = address.kind === 'sftp' && known.kind === 'sftp'
    return {
      ...place,
      address: keeps_key ? { ...address, host_key: known.host_key } : address,
      secret:
        Object.keys(place.secret).length > 0 ? place.secret : readSecret(store, destination_id, backup.key)
    }
  }

  /** @throws {Refusal} backup/try-gone */
  function findTry(request: FastifyRequest, try_id: string): Trying {
    const found = tries.find(try_id, staffId(request))
    if (!found) throw new Refusal('backup/try-gone')
    return found
  }

  function showTry(trying: Trying, { page, request, reply }: Answering): unknown {
    return reply.html(request.headers['hx-request'] ? triedCard(page, trying) : triedPage(page, trying))
  }
}

function staffId({ who }: FastifyRequest): string | null {
  return who?.staff_id ?? null
}

function requestId({ body }: FastifyRequest): string {
  return (body as { request_id: string }).request_id
}

function tryId({ params }: FastifyRequest): string {
  return (params as { try_id: string }).try_id
}
