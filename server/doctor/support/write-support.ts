import { freemem, release, totalmem, uptime } from 'node:os'
import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import { listPrinters } from '../../printing/find-printer.ts'
import { readSettings } from '../../settings/read-settings.ts'
import type { Moment } from '../../values/clock.ts'
import type { Finding } from '../checks.ts'
import { lookAtBackup } from '../look-at-backup.ts'
import { lookInto, type Patient } from '../patient.ts'
import { type LogTold, readJournal, scrubLog } from './scrub-log.ts'

/** What the support file is made of. */
export interface SupportTask {
  /** What the file is, for whoever reads it before sending it. */
  about: string
  findings: Finding[]
  /** Lines of the journal (`journalctl -o json`) that somebody handed over, where the box may not read it. */
  log?: string
}

/**
 * The support file: what somebody needs who helps from afar, and nothing of the shop's. Nothing is taken out of it:
 * only what is named here is put in, so that a new table or setting is in it never by itself. No names, no telephone
 * numbers, no goods, no amounts, no secrets, no addresses; one JSON file, to be read before it is sent.
 */
export async function supportText(patient: Patient, { about, findings, log }: SupportTask): Promise<string> {
  const file = {
    about,
    made_at: patient.now,
    findings: findings.map(withoutNames),
    machine: machineOf(),
    config: configOf(patient),
    shop: attempt(() => lookInto(patient, shopOf)),
    backup: attempt(() => lookAtBackup(patient, backupOf)),
    log: tellLog(log)
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function withoutNames({ check, verdict, says, facts }: Finding): object {
  const { names, ...rest } = facts as Finding['facts'] & { names?: readonly string[] }
  return { check, verdict, says, facts: { ...rest, ...(names && { names: names.length }) } }
}

function machineOf(): object {
  const { arch, platform, versions } = process
  return {
    platform,
    arch,
    kernel: release(),
    node: versions.node,
    up_seconds: Math.round(uptime()),
    memory_bytes: totalmem(),
    free_bytes: freemem()
  }
}

/** How the box is told to run. Names, addresses and folders say where a shop is: only whether they are set is told. */
function configOf({ config, pid }: Patient): object {
  const { port, https_port, http_port, announces, log, door, names, public_url, stick_folders } = config
  return {
    runs: pid !== null,
    ...{ port, https_port, http_port, announces, log },
    door: door ? { port: door.port, trusts_proxy: door.trusts_proxy, names: door.names.length } : null,
    names: names?.length ?? 0,
    has_public_url: public_url !== undefined,
    stick_folders: stick_folders.length
  }
}

const migrations = question()((db) =>
  db
    .selectFrom(sql<{ name: string; timestamp: Moment }>`kysely_migration`.as('changes'))
    .select(['changes.name', 'changes.timestamp'])
    .orderBy('changes.name')
)

function shopOf(shop: Reader): object {
  const { locale, zone, lock_after_minutes, shift_mode, promotion_mode, day_starts_at } = readSettings(shop)
  return {
    settings: { locale, zone, lock_after_minutes, shift_mode, promotion_mode, day_starts_at },
    migrations: migrations.list(shop, {}),
    rows: countRows(shop),
    printers: listPrinters(shop).map(({ transport, language, columns, code_page, answers }) => ({
      ...{ transport, language, columns, code_page, answers }
    }))
  }
}

/** How many rows each table has: their names are ours, not the shop's. */
function countRows({ sqlite }: Reader): Record<string, number> {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[]
  const count = (table: string) => sqlite.prepare(`select count(*) from "${table}"`).pluck().get() as number
  return Object.fromEntries(tables.map((table) => [table, count(table)]))
}

const jobs = question()((db) =>
  db.selectFrom('backup_jobs').select(['name', 'started_at', 'ended_at', 'result']).orderBy('name')
)

const reaches = question()((db) =>
  db
    .selectFrom('backup_reach')
    .select(['tried_at', 'reached_at', 'fault', 'failures', 'safe_until', 'waiting_bytes'])
)

const troubles = question()((db) =>
  db
    .selectFrom('backup_troubles')
    .select(['kind', 'began_at', 'ended_at'])
    .orderBy('began_at', 'desc')
    .limit(50)
)

function backupOf(state: Reader): object {
  return {
    jobs: jobs.list(state, {}),
    places: reaches.list(state, {}),
    troubles: troubles.list(state, {}).map(({ kind, ...when }) => ({ kind: kind.split('/')[0], ...when }))
  }
}

function tellLog(given: string | undefined): LogTold {
  return given === undefined ? readJournal() : { from: 'handed over', lines: scrubLog(given) }
}

/** What can't be read is named, and the rest is told. */
function attempt<Told>(read: () => Told): Told | { unreadable: string } {
  try {
    return read()
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException
    return { unreadable: code ?? name }
  }
}
