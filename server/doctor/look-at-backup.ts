import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Reader } from '../db/prepare.ts'
import type { Patient } from './patient.ts'

/** Looks into what the backup knows of itself, without changing it. @throws when the box never ran */
export function lookAtBackup<Answer>({ backups }: Patient, look: (state: Reader) => Answer): Answer {
  const sqlite = new Database(join(backups, 'state.db'), { readonly: true })
  try {
    return look({ sqlite })
  } finally {
    sqlite.close()
  }
}
