import { join } from 'node:path'
import type { Config } from '../config.ts'

/** Where the box keeps its backup. */
export function backupFolder(config: Config): string {
  return join(config.data, 'backups')
}
