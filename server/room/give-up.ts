import { deleteFile, exportFolder, listFiles } from '../exports/export-folder.ts'
import type { Shop } from '../shop.ts'

/**
 * Gives up what the box can make again, the cheapest first: files that were handed out and lie here still, then of the
 * spool what every place has. Each is tried for itself: a disk this full may refuse even that.
 */
export async function giveUpRoom({ config, backup, log }: Shop): Promise<void> {
  const folder = exportFolder(config)
  for (const [what, work] of [
    ['exports', async () => listFiles(folder).map((file) => deleteFile(folder, file)).length],
    ['spool', async () => (await backup.chores.relieveSpool())?.length ?? 0]
  ] as const) {
    try {
      log.warn(
        { what, files: await work() },
        'the disk is short of room; what can be made again was given up'
      )
    } catch (error) {
      log.error({ err: error, what }, 'no room could be made')
    }
  }
}
