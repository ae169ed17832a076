import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../refusal.ts'
import { newId } from '../../values/id.ts'
import { scratchFolder } from '../drills/run-drills.ts'
import { spoolFolder } from '../engine/resume.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { Certificate } from '../proof/certificate.ts'
import { proveDatabase } from '../proof/prove.ts'
import { readCatalog } from '../restore/catalog.ts'
import { restoreAndProve } from '../restore/restore-and-prove.ts'
import { openShelf } from '../restore/shelf.ts'
import { spoolSource } from '../restore/source.ts'
import { blankSecrets } from './blank-secrets.ts'
import { openSigner } from './sign.ts'
import { writeArchive } from './write-archive.ts'

export interface ArchiveOrder {
  /** The backup's folder. */
  folder: string
  key: StoreKey
  /** Four digits. */
  year: string
  /** The file that is written; its folder is made when missing. */
  out: string
  made_at: string
  zone: string
}

export interface Archived {
  path: string
  bytes: number
  files: number
  certificate: Certificate
}

/**
 * Makes the archive of a year from the box's own backup, so that nobody waits at a till: restores it, proves it, takes
 * the secrets out, proves that nothing else went with them, and writes and signs it.
 *
 * @throws {Refusal} backup/not-proven when the backup does not prove: nothing is written then
 * @throws {Refusal} backup/archive-there when there is a file of this name
 */
export async function makeArchive({
  folder,
  key,
  year,
  out,
  made_at,
  zone
}: ArchiveOrder): Promise<Archived> {
  if (existsSync(out)) throw new Refusal('backup/archive-there')
  const scratch = join(scratchFolder(folder), newId())
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  try {
    const whole = join(scratch, 'laci.db')
    const certificate = await restoreWhole(folder, key, whole)
    const copy_path = join(scratch, 'toko.sqlite')
    const restored = new Database(whole)
    try {
      blankSecrets(restored, copy_path)
    } finally {
      restored.close()
    }
    const { ledger, last_event_id } = certificate.proof.facts
    const again = await proveDatabase(copy_path, { sum: null, counts: null, ledger, last_event_id })
    if (!again.ok) throw new Refusal('backup/not-proven')
    mkdirSync(dirname(out), { recursive: true, mode: 0o700 })
    const written = write(`${out}.part`, { copy_path, certificate, key, year, made_at, zone })
    renameSync(`${out}.part`, out)
    return { path: out, ...written, certificate }
  } finally {
    rmSync(`${out}.part`, { force: true })
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function restoreWhole(folder: string, key: StoreKey, file: string): Promise<Certificate> {
  const store_id = key.store_id.toString('hex')
  const source = spoolSource(spoolFolder(folder), store_id)
  const { stores } = await readCatalog(source)
  const store = stores.find((one) => one.store_id === store_id)
  const restoring =
    store && (await restoreAndProve(openShelf(source, store, key), 'latest', file, { destination: '' }))
  const certificate = restoring?.certificate
  if (!certificate?.proof.ok || !restoring?.is_complete) throw new Refusal('backup/not-proven')
  return certificate
}

function write(
  path: string,
  {
    copy_path,
    key,
    ...rest
  }: Omit<ArchiveOrder, 'folder' | 'out'> & { copy_path: string; certificate: Certificate }
): { bytes: number; files: number } {
  const copy = new Database(copy_path, { readonly: true })
  try {
    return writeArchive(path, { ...rest, copy, copy_path, signer: openSigner(key) })
  } finally {
    copy.close()
  }
}

/** `Arsip_Toko-Makmur_2026.zip` */
export function archiveName(shop_name: string, year: string): string {
  const name =
    shop_name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'Toko'
  return `Arsip_${name.slice(0, 40)}_${year}.zip`
}
