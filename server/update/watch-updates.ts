import { join } from 'node:path'
import { writeMark } from '../backup/destinations/write-mark.ts'
import { APP_VERSION } from '../backup/version.ts'
import { question } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { isAfterClosing } from './after-closing.ts'
import { askForUpdate, readNote, updateFolder } from './notes.ts'
import { dropPlan, readPlan } from './plan.ts'

const LOOK_EVERY_MS = 500

const openShifts = question()((db) =>
  db.selectFrom('open_shifts').select(({ fn }) => fn.countAll<number>().as('open_shifts'))
)

const lastSale = question()((db) =>
  db.selectFrom('sales').select(({ fn }) => fn.max<string | null>('sold_at').as('last_sale_at'))
)

/**
 * Does the running version's part of an update: names the moment before it in the backup's history when
 * scripts/box/settle-update has come that far, and asks for the one that was planned once the shop has closed.
 *
 * @returns stops it
 */
export function watchUpdates(shop: Shop): () => Promise<void> {
  const { log } = shop
  let pointed: string | undefined
  let working: Promise<void> | undefined
  const timer = setInterval(() => {
    working ??= look()
      .catch((error: unknown) =>
        log.error({ err: error }, 'an update could not be looked after; see /update')
      )
      .finally(() => {
        working = undefined
      })
  }, LOOK_EVERY_MS)
  timer.unref()

  async function look(): Promise<void> {
    const note = readNote(shop.config)
    if (note?.phase === 'pointing' && pointed !== note.to) {
      pointed = note.to
      await nameMoment(shop, note.to)
    }
    if (note?.phase !== 'pointing') pointed = undefined
    beginPlanned(shop)
  }

  return async () => {
    clearInterval(timer)
    await working
  }
}

async function nameMoment({ backup, config }: Shop, to: string): Promise<void> {
  const point = await backup.makePoint('before-update', `Laci ${APP_VERSION} → ${to}`)
  await writeMark(join(updateFolder(config.data), 'pointed'), { point_id: point?.point_id ?? null })
}

function beginPlanned({ store, clock, config }: Shop): void {
  const plan = readPlan(config.data)
  if (!plan || store.halted) return
  const { zone } = readSettings(store)
  const { open_shifts } = openShifts.read(store, {})
  const { last_sale_at } = lastSale.read(store, {})
  if (!isAfterClosing(clock.now(), { zone, open_shifts, last_sale_at })) return
  askForUpdate(config.data, { deed: 'to', path: plan.path })
  dropPlan(config.data)
}
