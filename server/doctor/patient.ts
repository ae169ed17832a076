import { join } from 'node:path'
import { backupFolder } from '../backup/folder.ts'
import type { Config } from '../config.ts'
import { openReader } from '../db/open.ts'
import type { Reader } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'

/** What is examined: a box that runs, or the files that one left. Plain data, for it is handed to another process. */
export interface Patient {
  /** The folder that holds everything. */
  readonly data: string
  readonly database: string
  /** Where the backup keeps what it knows. */
  readonly backups: string
  readonly config: Config
  /** When the examination began, by the box's clock. */
  readonly now: Moment
  /** The process of the box that runs on this data; null: none does. */
  readonly pid: number | null
  /** Where the kernel says how the machine is: `/sys`, `/proc` and `/run`. */
  readonly sys: string
  readonly proc: string
  readonly run: string
}

/** The patient that these settings describe. */
export function patientOf(config: Config, now: Moment, pid: number | null): Patient {
  return {
    data: config.data,
    database: join(config.data, 'laci.db'),
    backups: backupFolder(config),
    config,
    now,
    pid,
    sys: '/sys',
    proc: '/proc',
    run: '/run'
  }
}

/** Looks into the shop's database, over a connection of its own that may only read. @throws when it can't be opened */
export function lookInto<Answer>(
  { database }: Pick<Patient, 'database'>,
  look: (shop: Reader) => Answer
): Answer {
  const sqlite = openReader(database)
  try {
    return look({ sqlite })
  } finally {
    sqlite.close()
  }
}
