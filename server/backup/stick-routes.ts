import type { FastifyInstance } from 'fastify'
import { sticksNow } from '../../views/backup/sticks.ts'
import { wordsIn } from '../../views/words/words.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { newId } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { guideFacts } from './backup.ts'
import { DestinationFault } from './destinations/destination.ts'
import { claimStick } from './destinations/stick.ts'
import { hasPassphrase } from './keys/keep-key-file.ts'
import { addDestination } from './places/add-destination.ts'
import { listDestinations } from './places/find-destinations.ts'
import { readStanding } from './read-standing.ts'
import { writeGuides } from './sticks/write-guides.ts'

/** Sticks: what is plugged in, and taking one for the backup. */
export async function stickRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, backup } = shop

  app.get('/backup/sticks', { config: { door: 'see-backup' } }, async (request, reply) => {
    const page = readPage(request, reply, shop)
    return reply.html(sticksNow(page, readStanding(shop)))
  })

  deed(app, shop, '/backup/sticks', {
    door: 'manage-backup',
    form: Type.Object({ path: Type.String({ maxLength: 4096 }) }),
    prepare: ({ form }) => claim(form.path),
    work: (tx, { by, prepared }) => {
      const { stick_id, bytes } = prepared
      const name = freeName(bytes)
      addDestination(tx, by, backup.key, {
        destination_id: newId(),
        name,
        address: { kind: 'stick', stick_id },
        secret: {}
      })
      return null
    },
    answer: async (_result, { request, reply }) => {
      backup.readTargets()
      await backup.sticks.look()
      return reply.goTo('/backup', request)
    }
  })

  /**
   * Makes a stick that is plugged in the shop's own, and writes on it what it is.
   *
   * @throws {Refusal} backup/no-passphrase, backup/stick-gone, backup/stick-foreign
   */
  async function claim(path: string): Promise<{ stick_id: string; bytes: number }> {
    if (!hasPassphrase(backup.folder)) throw new Refusal('backup/no-passphrase')
    // Only what the box itself found plugged in: the path comes from a form.
    const stick = backup.sticks.list().find((one) => one.path === path)
    if (!stick || stick.read_only) throw new Refusal('backup/stick-gone')
    if (stick.whose === 'foreign') throw new Refusal('backup/stick-foreign')
    const stick_id = stick.stick_id ?? newId()
    try {
      await claimStick(path, { stick_id, store_id: backup.key.store_id.toString('hex') })
      await writeGuides(path, guideFacts({ store, state: backup.state, key: backup.key }))
    } catch (error) {
      if (!(error instanceof DestinationFault) && !('code' in (error as object))) throw error
      shop.log.warn({ err: error }, 'a stick could not be taken')
      throw new Refusal('backup/stick-gone')
    }
    return { stick_id, bytes: stick.bytes }
  }

  /** Sticks of one size are told apart by a number. */
  function freeName(bytes: number): string {
    const { sticks } = wordsIn(readSettings(store).locale).backup
    const gigabytes = bytes / 1e9
    const base = sticks.name(gigabytes < 1 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(gigabytes)} GB`)
    const taken = new Set(listDestinations(store).map(({ name }) => name))
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base} (${number})`
      if (!taken.has(name)) return name
    }
  }
}
