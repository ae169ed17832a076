import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { addDestination } from '../../server/backup/places/add-destination.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { CHECK_NAMES, type Finding } from '../../server/doctor/checks.ts'
import { examine, writeSupport } from '../../server/doctor/examine.ts'
import { scrubLog } from '../../server/doctor/support/scrub-log.ts'
import { newId } from '../../server/values/id.ts'
import { openCounter, sell } from '../counter.ts'
import { CASHIER, OWNER } from '../shop.ts'
import { patientOfBox } from './patients.ts'

const PASSPHRASE = 'Gerobak kuning di depan klinik'
const PLACE_SECRET = 'kunci-webdav-9Tq!x'
const CUSTOMER = { name: 'Nyi Roro Kencanawungu', phone: '0812-7766-5544' }

/** What is no secret of the shop's although it stands in its tables: words of the program's own, and which zone it is in. */
const HARMLESS =
  /^(Asia\/Jakarta|escpos|shared|priority|system|default|\d{8}T\d{4}-[a-z-]+|owner|cashier|printed|preview|unknown|partial|nearest|waiting|events|webdav|folder|completed|closed|opened|migration_lock|columns|locale|version|points|voucher)$/

t.test('The support file holds nothing of the shop’s', async (t) => {
  const { shop, till, owner, people } = await openCounter(t)
  const { store, box } = shop
  await owner.post('/backup/passphrase', { passphrase: PASSPHRASE, passphrase_again: PASSPHRASE })
  const by = { at: new Date().toISOString(), staff_id: people.owner_id, terminal_id: null, request_id: null }
  await store.commit((tx) => {
    addCustomer(tx, by, { customer_id: newId(), ...CUSTOMER, consent: true })
    const address = {
      kind: 'webdav',
      url: 'http://127.0.0.1:9/rahasia-toko',
      user: 'pengguna-rahasia'
    } as const
    addDestination(tx, by, box.shop.backup.key, {
      destination_id: newId(),
      name: 'NAS milik Bu Kencana',
      address,
      secret: { password: PLACE_SECRET }
    })
  })
  await sell(till)
  const secrets = [
    ...[PASSPHRASE, PLACE_SECRET, CUSTOMER.name, '7766', 'rahasia', 'Kencana', OWNER.name, OWNER.password],
    ...[CASHIER.name, CASHIER.pin, 'Toko Makmur', 'Ciawi', '8240017', 'Printer depan', shop.data],
    ...Object.values(box.shop.backup.key).map((bytes: Buffer) => bytes.toString('hex')),
    ...[...owner.cookies.values(), ...till.cookies.values()].filter((value) => value.length > 5)
  ]
  const log = [
    journalLine({ level: 50, msg: 'the ledger could not be verified', err: faultAbout(CUSTOMER.name) }),
    journalLine({ level: 50, msg: faultAbout(CUSTOMER.name).message, err: faultAbout(CUSTOMER.name) }),
    journalLine({
      level: 30,
      msg: `incoming request /customers?text=${CUSTOMER.name}`,
      req: { headers: owner.cookies }
    }),
    JSON.stringify({ SYSLOG_IDENTIFIER: 'laci', MESSAGE: `a line that says ${PASSPHRASE}` }),
    `${CUSTOMER.phone} and no JSON at all`
  ].join('\n')

  const patient = patientOfBox(shop)
  const findings = await examine(patient, () => undefined)
  t.same(
    findings.map(({ check }) => check),
    CHECK_NAMES
  )
  const told = findings.find(({ check }) => check === 'places')!
  t.ok(told.facts, 'a place is in trouble, and its name is said on the page alone')
  const text = await writeSupport(patient, { about: 'for the technician', findings, log })

  await t.test('none of what was put in as a mark', async (t) => {
    for (const secret of secrets) t.notOk(text.includes(secret), secret)
  })

  await t.test('and no text of any table that is not the program’s own', async (t) => {
    const tables = store.sqlite
      .prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name != 'table_marks'"
      )
      .pluck()
      .all() as string[]
    let looked_for = 0
    for (const table of tables) {
      for (const row of store.sqlite.prepare(`select * from "${table}"`).all() as Record<string, unknown>[]) {
        for (const [column, value] of Object.entries(row)) {
          const one = Buffer.isBuffer(value)
            ? value.toString('hex')
            : String(value ?? '').replace(/^"|"$/g, '')
          if (one.length < 6 || HARMLESS.test(one) || /^\d{4}-\d\d-\d\d(T|$)/.test(one)) continue
          looked_for++
          if (text.includes(one)) t.fail(`${table}.${column}: ${one}`)
        }
      }
    }
    t.ok(looked_for > 200, `${looked_for} values were looked for`)
  })

  await t.test('yet it says what a helper needs', async (t) => {
    const file = JSON.parse(text)
    t.match(file, {
      machine: { node: process.versions.node, arch: process.arch },
      config: { runs: true, has_public_url: false },
      shop: { rows: { sales: 1, customers: 1 }, settings: { locale: 'id', zone: 'Asia/Jakarta' } },
      backup: { jobs: Array },
      findings: [{ check: 'box', verdict: 'good' }]
    })
    t.ok(file.shop.migrations.length > 5)
    t.match(file.log, {
      from: 'handed over',
      lines: [
        {
          level: 50,
          msg: 'the ledger could not be verified',
          error: 'Error',
          frames: ['server/chain/harm.ts:10:5', 'node:internal/process/task_queues:104:5']
        },
        { level: 50 },
        { level: 30 },
        { left_out: 2 }
      ]
    })
    t.notOk(file.log.lines[1].msg, 'what an error says is never told')
  })

  await t.test('what can’t be read is named, and the rest is told', async (t) => {
    const file = JSON.parse(
      await writeSupport(
        { ...patient, database: '/nowhere/laci.db' },
        { about: '', findings: [] as Finding[] }
      )
    )
    t.match(file, { shop: { unreadable: String }, machine: { platform: 'linux' } })
  })
})

t.test('Of the system’s own lines only what became of the service is told', async (t) => {
  const systemd = (MESSAGE: string) =>
    JSON.stringify({ SYSLOG_IDENTIFIER: 'systemd', MESSAGE, __REALTIME_TIMESTAMP: '1795420800000000' })
  const lines = scrubLog(
    [
      systemd('laci.service: Main process exited, code=killed, status=9/KILL'),
      systemd('Mounted /media/siti/FLASHDISK.')
    ].join('\n')
  )
  t.match(lines, [
    { systemd: 'laci.service: Main process exited, code=killed, status=9/KILL', time: /^2026-/ },
    {}
  ])
  t.notMatch(JSON.stringify(lines), 'siti')
})

// The support file tells our own sentences: none may be put together with what somebody typed.
t.test('No line of the log is put together', async (t) => {
  const root = join(import.meta.dirname, '../..')
  for (const file of globSync('server/**/*.ts', { cwd: root })) {
    t.notMatch(
      readFileSync(join(root, file), 'utf8'),
      /\blog\.(error|warn|info|debug|fatal)\((\{[^}]*\}, )?`/,
      file
    )
  }
})

/** A mistake of ours that quotes somebody. */
function faultAbout(name: string): Error {
  const error = new Error(`UNIQUE constraint failed: ${name}`)
  const frames = [
    'at hash (file:///opt/laci-1/server/chain/harm.ts:10:5)',
    'at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
    `at ${name} (/media/${name}/evil.js:1:1)`
  ]
  error.stack = [String(error), ...frames.map((frame) => `    ${frame}`)].join('\n')
  return error
}

/** A line of the box's log as journald keeps it. */
function journalLine({
  err,
  ...line
}: {
  level: number
  msg: string
  err?: Error
  [more: string]: unknown
}): string {
  const error = err && { type: err.name, message: err.message, stack: err.stack }
  const MESSAGE = JSON.stringify({ time: Date.now(), ...line, ...(error && { err: error }) })
  return JSON.stringify({ SYSLOG_IDENTIFIER: 'laci', MESSAGE, __REALTIME_TIMESTAMP: `${Date.now()}000` })
}
