import { openDestination } from '../destinations/open-destination.ts'
import { folderSource } from './folder-source.ts'
import type { SourceAt } from './run-restore.ts'
import { type Source, spoolSource } from './source.ts'

/** Opens a source; `close` lets go of its connections. @param store_id hex, whose spool it is */
export function openSource(at: SourceAt, store_id: string): Source & { close(): Promise<void> } {
  const nothing = async () => {}
  if (at.kind === 'spool') return { ...spoolSource(at.root, store_id), close: nothing }
  if (at.kind === 'path') return { ...folderSource(at.path), close: nothing }
  return openDestination(at.address, at.secret, { stick_folders: at.stick_folders ?? [] })
}
