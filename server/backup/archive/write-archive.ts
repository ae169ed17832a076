import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type Database from 'better-sqlite3'
import {
  type ArchiveFacts,
  type ArchiveMonth,
  archivePage,
  archiveReadMe
} from '../../../views/backup/archive.ts'
import { openFile } from '../../exports/files/file-writer.ts'
import { openArchive } from '../../exports/files/zip.ts'
import type { Certificate } from '../proof/certificate.ts'
import { APP_VERSION } from '../version.ts'
import type { ArchiveSigner } from './sign.ts'
import { csvOf, readYearTables, type YearTable } from './year-tables.ts'

/** What an archive is made from. */
export interface ArchiveSource {
  /** A copy of the shop that was proven, without secrets, and open to be read. */
  copy: Database.Database
  /** Its path. */
  copy_path: string
  certificate: Certificate
  signer: ArchiveSigner
  year: string
  made_at: string
  zone: string
}

const READ_BYTES = 1 << 20
const SUMS = 'SHA256SUMS'
const DATABASE = 'toko.sqlite'

/** How it is checked on any machine with the usual tools. */
const COMMANDS = [
  'sha256sum -c SHA256SUMS',
  'openssl pkeyutl -verify -pubin -inkey kunci-toko.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig',
  'openssl pkey -pubin -in kunci-toko.pem -outform DER | sha256sum'
]

/**
 * Writes a year as a ZIP that opens anywhere: a page to begin with, each table as CSV, the whole database, the sums of
 * all that, and the shop's signature over the sums.
 *
 * @param path where it is written; what was there is gone
 * @throws {ArchiveFull} beyond 4 GB, and what the disk says
 */
export function writeArchive(path: string, source: ArchiveSource): { bytes: number; files: number } {
  const { copy, copy_path, certificate, signer, year, made_at } = source
  const file = openFile(path)
  try {
    const zip = openArchive(file, Date.parse(made_at))
    const sums: string[] = []
    const add = (name: string, pieces: Iterable<string | Uint8Array>): void => {
      const hash = createHash('sha256')
      zip.add(name, hashed(pieces, hash))
      sums.push(`${hash.digest('hex')}  ${name}\n`)
    }
    const files: ArchiveFacts['files'] = []
    for (const table of readYearTables(copy, year)) {
      const name = `csv/${table.name}.csv`
      const count = { rows: 0 }
      add(name, csvOf({ ...table, rows: counted(table, count) }))
      files.push({ name, rows: count.rows, is_of_year: table.is_of_year })
    }
    add(DATABASE, piecesOf(copy_path))
    add('bukti.json', [JSON.stringify(certificate, null, 2)])
    const facts: ArchiveFacts = {
      shop_name: certificate.shop_name,
      year,
      zone: source.zone,
      made_at,
      app_version: APP_VERSION,
      state_at: certificate.state_at,
      months: readMonths(copy, year),
      files: [...files, { name: DATABASE, rows: null, is_of_year: false }],
      public_key: signer.public_key,
      fingerprint: signer.fingerprint,
      commands: COMMANDS
    }
    add('index.html', [archivePage(facts).text])
    for (const name of ['BACA-DULU.txt', 'READ-ME-FIRST.txt']) add(name, [archiveReadMe(facts)])
    add('kunci-toko.pem', [signer.public_key])
    const list = Buffer.from(sums.join(''))
    zip.add(SUMS, [list])
    zip.add(`${SUMS}.sig`, [signer.sign(list)])
    zip.finish()
    file.close()
    return { bytes: file.bytes, files: sums.length + 2 }
  } finally {
    file.drop()
  }
}

function* hashed(pieces: Iterable<string | Uint8Array>, hash: ReturnType<typeof createHash>) {
  for (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}

function* counted({ rows }: YearTable, count: { rows: number }): Generator<unknown[]> {
  for (const row of rows) {
    count.rows++
    yield row
  }
}

function* piecesOf(path: string): Generator<Uint8Array> {
  const handle = openSync(path, 'r')
  try {
    const into = Buffer.alloc(READ_BYTES)
    for (let length = readSync(handle, into); length > 0; length = readSync(handle, into)) {
      yield into.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}

function readMonths(copy: Database.Database, year: string): ArchiveMonth[] {
  return copy
    .prepare(`
      select month, sum(sales) as sales, sum(total_minor) as total_minor, sum(tax_minor) as tax_minor,
        sum(refunded_minor) as refunded_minor
      from (
        select substr(business_day, 1, 7) as month, 1 as sales, total_minor, tax_minor, 0 as refunded_minor from sales
        union all select substr(business_day, 1, 7), 0, 0, 0, value_minor from refunds)
      where month like @year || '-%' group by month order by month`)
    .all({ year }) as ArchiveMonth[]
}
