import { rmSync } from 'node:fs'
import { question } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Choice } from './choice.ts'
import { diskFault } from './disk-fault.ts'
import { recordExport } from './export-data.ts'
import { exportFolder, nameFinished, tidyFolder, unfinishedFile } from './export-folder.ts'
import { nameFile } from './name-file.ts'
import { writeInWorker } from './write-in-worker.ts'

/** An export as it fares. */
export interface ExportJob {
  export_id: string
  choice: Choice
  /** What its file is called; known for sure when it is done. */
  name: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  of: number
  /** The sheet it is at. */
  sheet: string | null
  /** Why it failed. */
  fault: RefusalCode | null
}

/** What somebody asked for. */
interface ExportOrder {
  export_id: string
  choice: Choice
  today: BusinessDay
  may_see_phones: boolean
  by: By
  /** Another folder than the box's own: one on a stick. */
  folder?: string
}

/** The exports of a box: one at a time, remembered until it stops. */
export interface Exports {
  /** Begins one, unless it was begun before. */
  start(order: ExportOrder): ExportJob
  find(export_id: string): ExportJob | undefined
  /** The one that runs, or the last that did. */
  newest(): ExportJob | undefined
  cancel(export_id: string): void
  /** Resolves when none runs any more. */
  stop(): Promise<void>
}

const recorded = question<{ export_id: string }>()((db, { export_id }) =>
  db
    .selectFrom('events')
    .select('event_id')
    .where('subject_id', '=', export_id)
    .where('type', '=', 'data.exported')
)

/** Whether an export was made and accounted for, be it before the box started anew. */
export function wasExported(shop: Pick<Shop, 'store'>, export_id: string): boolean {
  return recorded.find(shop.store, { export_id }) !== undefined
}

/** Whether somebody may begin an export now. @throws {Refusal} export/busy while another one runs */
export function refuseSecond(exports: Exports, export_id: string): void {
  const newest = exports.newest()
  if (newest?.state === 'running' && newest.export_id !== export_id) throw new Refusal('export/busy')
}

/** Keeps the exports of a box. */
export function keepExports(shop: Shop): Exports {
  const jobs = new Map<string, { job: ExportJob; cut: AbortController; ended: Promise<void> }>()

  async function run(job: ExportJob, order: ExportOrder, cut: AbortSignal): Promise<void> {
    try {
      const step = (done: number, of: number, sheet: string | null) => Object.assign(job, { done, of, sheet })
      const { name, rows } = await exportTo(shop, order, step, cut)
      Object.assign(job, { name, done: rows, of: rows, state: 'done' })
    } catch (error) {
      if (!(error instanceof Refusal)) shop.log.error({ err: error }, 'an export failed')
      const fault = error instanceof Refusal ? error.code : 'export/failed'
      Object.assign(job, { state: fault === 'export/cancelled' ? 'cancelled' : 'failed', fault })
    }
  }

  return {
    start(order) {
      const known = jobs.get(order.export_id)
      if (known) return known.job
      const { export_id, choice, today } = order
      const name = nameFile(choice, readSettings(shop.store).locale, today)
      const job: ExportJob = {
        export_id,
        choice,
        name,
        state: 'running',
        done: 0,
        of: 0,
        sheet: null,
        fault: null
      }
      const cut = new AbortController()
      jobs.set(export_id, { job, cut, ended: run(job, order, cut.signal) })
      return job
    },
    find: (export_id) => jobs.get(export_id)?.job,
    newest: () => [...jobs.values()].at(-1)?.job,
    cancel: (export_id) => jobs.get(export_id)?.cut.abort(),
    async stop() {
      for (const { cut } of jobs.values()) cut.abort()
      await Promise.all([...jobs.values()].map(({ ended }) => ended))
    }
  }
}

/**
 * Writes an export into a folder, the box's own unless another is named, accounts for it, and gives it its name: until
 * then nothing of it can be taken for a file.
 *
 * @throws {Refusal} export/disk-full, export/too-large, export/place-gone, export/cancelled
 */
async function exportTo(
  shop: Pick<Shop, 'store' | 'config'>,
  order: ExportOrder,
  step: Parameters<typeof writeInWorker>[1],
  cut?: AbortSignal
): Promise<{ name: string; rows: number }> {
  const { store, config } = shop
  const { locale, zone, day_starts_at, name: shop_name } = readSettings(store)
  const { export_id, choice, today, may_see_phones, by, folder = exportFolder(config) } = order
  const task = { choice, locale, zone, day_starts_at, shop_name, made_at: by.at, may_see_phones }
  let path: string | undefined
  try {
    tidyFolder(exportFolder(config), by.at, false)
    path = unfinishedFile(folder, export_id)
    const rows = await writeInWorker({ database: store.sqlite.name, path, task }, step, cut)
    await store.commit((tx) => recordExport(tx, by, { export_id, choice, rows }))
    return { name: nameFinished(path, folder, nameFile(choice, locale, today)), rows }
  } catch (error) {
    if (path) rmSync(path, { force: true })
    const fault = diskFault(error)
    throw fault ? new Refusal(fault) : error
  }
}
