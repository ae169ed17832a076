import { mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

import { type UpdateFacts, updatePage, updateState } from '../../views/update/update.ts'
import { may } from '../auth/permissions.ts'
import { APP_VERSION } from '../backup/version.ts'
import { record } from '../events/record.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { LargeUpload } from '../http/uploads.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { isLoopback } from '../values/host-name.ts'
import { Type } from '../values/shape.ts'
import { type FoundBundle, findBundles, inboxFolder, versionIn } from './find-bundles.ts'
import { readHealth } from './health.ts'
import { lookAtPackage } from './look-at-package.ts'
import { askForUpdate, isAsked, isInstalled, isOver, readHistory, readNote } from './notes.ts'
import { dropPlan, keepPlan, readPlan } from './plan.ts'

const door = 'edit-settings'

/** A package is some sixty megabytes; whoever sends more sends something else. */
const MOST_BYTES = 400_000_000

const Chosen = Type.Object({ path: Type.String({ minLength: 1, maxLength: 1000 }) })

/** Which version the box runs, and how another comes; and how the box is, for whoever stands in it. */
export async function updateRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, config } = shop

  // Only for the machine itself: by this a new version is judged before it may sell.
  app.get('/health', { config: { door: 'anyone' } }, async (request, reply) => {
    if (!isLoopback(request.ip)) throw new Refusal('page/missing')
    return reply.header('cache-control', 'no-store').send(readHealth(store))
  })

  app.get('/update', { config: { door } }, async (request, reply) =>
    reply.html(updatePage(readPage(request, reply, shop), await facts()))
  )

  app.get('/update/state', { config: { door } }, async (request, reply) =>
    reply.html(updateState(readPage(request, reply, shop), standing()))
  )

  deed(app, shop, '/update/package', {
    door,
    form: Type.Object({ package: LargeUpload }),
    limits: {
      keeps_file: {
        most_bytes: MOST_BYTES,
        allow: ({ who }) => {
          if (!who || !may(who, door)) throw new Refusal('right/missing')
        }
      }
    },
    work: (_tx, { form }) => {
      const { path, name } = form.package
      if (versionIn(basename(name)) === undefined) throw new Refusal('update/no-package', { name })
      const inbox = inboxFolder(config.data)
      mkdirSync(inbox, { recursive: true, mode: 0o700 })
      renameSync(path, join(inbox, basename(name)))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/update', request)
  })

  deed(app, shop, '/update/look', {
    door,
    form: Chosen,
    prepare: async ({ form }) => {
      const bundle = await find(form.path)
      return { bundle, looked: await lookAtPackage(bundle.path), all: await facts() }
    },
    work: () => null,
    answer: (_result, { page, reply, request, prepared }) => {
      if (!prepared) return reply.goTo('/update', request)
      const { all, bundle, looked } = prepared
      return reply.html(updatePage(page, { ...all, looked: { bundle, looked } }))
    }
  })

  deed(app, shop, '/update/now', {
    door,
    form: Chosen,
    prepare: ({ form }) => find(form.path),
    work: (tx, { by, prepared }) => {
      refuseBusy()
      record(tx, by, { type: 'update.asked', subject_id: prepared.version })
      // Last: what could not be laid down was not asked for.
      askForUpdate(config.data, { deed: 'to', path: prepared.path })
      dropPlan(config.data)
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/update', request)
  })

  deed(app, shop, '/update/tonight', {
    door,
    form: Chosen,
    prepare: ({ form }) => find(form.path),
    work: (tx, { by, prepared: { path, version } }) => {
      refuseBusy()
      record(tx, by, { type: 'update.asked', subject_id: version, facts: { when: 'tonight' } })
      keepPlan(config.data, { path, version })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/update', request)
  })

  deed(app, shop, '/update/tonight/removal', {
    door,
    form: Type.Object({}),
    work: () => {
      dropPlan(config.data)
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/update', request)
  })

  /** What was chosen must be among what is found: nobody has the box read another file by its path. */
  async function find(path: string): Promise<FoundBundle> {
    const bundle = (await findBundles(config)).find((one) => one.path === path)
    if (!bundle) throw new Refusal('update/gone')
    return bundle
  }

  function refuseBusy(): void {
    if (!isInstalled(config)) throw new Refusal('update/not-installed')
    const note = readNote(config)
    if (isAsked(config.data) || (note && !isOver(note))) throw new Refusal('update/running')
  }

  function standing(): Pick<UpdateFacts, 'note' | 'is_asked' | 'plan'> {
    return { note: readNote(config), is_asked: isAsked(config.data), plan: readPlan(config.data) }
  }

  async function facts(): Promise<UpdateFacts> {
    return {
      version: APP_VERSION,
      is_installed: isInstalled(config),
      ...standing(),
      found: await findBundles(config),
      history: readHistory(config)
    }
  }
}
