import { join } from 'node:path'
import { record } from '../../events/record.ts'
import { readSettings } from '../../settings/read-settings.ts'
import { newId } from '../../values/id.ts'
import { scratchFolder, type Yard } from '../drills/run-drills.ts'
import { listTargets } from '../places/find-destinations.ts'
import { runWorker } from '../run-worker.ts'
import type { ArchiveSent, ArchiveTask } from './archive-worker.ts'

/**
 * Brings the archive of a year to every destination that is not paused, sealed. (A readable one is made on a stick or as
 * a download, when somebody asks for it by itself.)
 *
 * @param year four digits
 * @throws what `makeArchive` throws
 */
export async function sendArchive(yard: Yard, year: string, signal: AbortSignal): Promise<ArchiveSent> {
  const { store, clock, key, folder, stick_folders, engine } = yard
  await engine.flush()
  const { zone, backup_catch_up_bytes } = readSettings(store)
  const made_at = clock.now()
  const out = join(scratchFolder(folder), `${newId()}.zip`)
  const task: ArchiveTask = {
    order: { folder, key, year, out, made_at, zone },
    targets: listTargets(store, key).filter(({ is_paused }) => !is_paused),
    stick_folders,
    bytes_per_second: backup_catch_up_bytes
  }
  const url = new URL('./archive-worker.ts', import.meta.url)
  const sent = await runWorker<ArchiveSent>(url, task, { signal })
  const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  const places = sent.filter(({ fault }) => fault === null).length
  await store.commit((tx) =>
    record(tx, by, { type: 'backup.archived', subject_id: year, facts: { places, of: sent.length } })
  )
  return sent
}
