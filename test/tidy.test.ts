import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { migrate } from '../server/db/migrate.ts'
import { refusals } from '../server/refusal.ts'
import { wordsIn } from '../views/words/words.ts'

/** The reading order for a newcomer, and the whole rule of who may import whom: only what stands above. */
const ORDER = [
  'server/values',
  'server/refusal.ts',
  'server/db',
  'server/events',
  'server/clock',
  'server/qris',
  'server/requests',
  'server/config.ts',
  'server/shop.ts',
  'server/settings',
  'server/auth',
  'server/terminals',
  'server/stock',
  'server/catalog',
  'server/pricing',
  'server/ledger',
  'server/shifts',
  'server/customers',
  'server/tenders',
  'server/baskets',
  'server/sales',
  'server/refunds',
  'server/till',
  'server/orders',
  'server/displays',
  'views',
  'server/receipts',
  'server/printing',
  'server/labels',
  'server/reports',
  'server/checkout',
  'server/screens',
  'server/exports',
  'server/radar',
  'server/chain',
  'server/backup',
  'server/room',
  'server/answers',
  'server/tunnel',
  'server/http',
  'server/door',
  'server/tls',
  'server/release',
  'server/doctor',
  'server/update',
  'server/rescue',
  'routes',
  'server/app.ts',
  'server/door.ts',
  'server/trust-app.ts',
  'server/timetable.ts',
  'server/schedule.ts',
  'server/main.ts',
  'server/ailing',
  'server/demo',
  'server/cli'
]

const LONGEST_FILE = 300

const root = join(import.meta.dirname, '..')
const files = globSync('{server,views}/**/*.ts', { cwd: root })

t.test('Each file imports only what stands above it in the reading order', async (t) => {
  for (const file of files) {
    const own = place(file)
    t.not(own, -1, `${file} has a place in the reading order`)
    for (const [, types, target = ''] of read(file).matchAll(
      /^(?:import|export) (type )?[^']*?'(\.[^']+)'/gms
    )) {
      const imported = join(dirname(file), target)
      if (types) continue // words, not behaviour: a type is gone when the box runs
      t.ok(place(imported) <= own, `${file} imports ${imported}`)
    }
  }
})

t.test('What describes a form costs no thread a library', async (t) => {
  for (const file of files) {
    if (file.startsWith('server/cli/price/')) continue // a command of its own, with shapes that ours can't say
    t.notMatch(
      read(file),
      /^import (?!type )[^']*'typebox/m,
      `${file} takes Type from server/values/shape.ts`
    )
  }
})

t.test('Nothing has Node load a client for fetch', async (t) => {
  for (const file of files) {
    const text = read(file)
    if (file !== 'server/values/node-http.ts')
      t.notMatch(
        text,
        /^import (?!type )[^']*'node:http'/m,
        `${file} takes it from server/values/node-http.ts`
      )
    t.notMatch(text, /new BroadcastChannel/, file)
  }
})

t.test('No thread is ended while it loads the database’s driver, which would end the box', async (t) => {
  const MAY = [
    'server/values/end-thread.ts', // knows when it is loaded
    'server/backup/run-worker.ts', // ten seconds after it was told to stop
    'server/radar/radar-thread.ts', // when it has answered all it was asked
    ...['server/catalog/price-list/read-in-worker.ts', 'server/printing/find/announced.ts'], // load no driver
    'server/tls/announce.ts'
  ]
  for (const file of files) if (!MAY.includes(file)) t.notMatch(read(file), /\.terminate\(\)/, file)
})

t.test('Only one place asks for less of the machine, since a service may not even do that', async (t) => {
  for (const file of files) {
    if (file !== 'server/values/give-way.ts') t.notMatch(read(file), /setPriority/, file)
  }
})

t.test('A file is short enough to be read at once', async (t) => {
  for (const file of [...files, ...globSync('static/*.js', { cwd: root })]) {
    if (/words\/(id|en)\.ts$|migrations\//.test(file)) continue // tables of sentences, and a list of tables
    const lines = read(file).split('\n').length
    t.ok(lines <= LONGEST_FILE, `${file} has ${lines} lines`)
  }
})

t.test('The whole database stands on one page, as the migrations make it', async (t) => {
  const sqlite = new Database(':memory:')
  await migrate(sqlite, ':memory:')
  const rows = sqlite
    .prepare("select sql from sqlite_schema where sql is not null and name not like 'kysely%' order by rowid")
    .pluck()
    .all() as string[]
  const schema = `${rows.filter((sql) => !/items_search_/.test(sql)).join(';\n\n')};\n`
  const page = join(root, 'server/db/schema.sql')
  if (process.env['LACI_WRITE_SCHEMA']) writeFileSync(page, schema)
  t.equal(readFileSync(page, 'utf8'), schema, 'LACI_WRITE_SCHEMA=1 npm test writes it anew')
})

t.test('Nothing is said that nobody says', async (t) => {
  const code = files.filter((file) => !file.startsWith('views/words/'))
  const said = (word: string, declared_in: string) =>
    code.some((file) => file !== declared_in && read(file).includes(`'${word}'`))

  await t.test('Every refusal is thrown somewhere', async (t) => {
    for (const refusal of Object.keys(refusals)) t.ok(said(refusal, 'server/refusal.ts'), refusal)
  })

  await t.test('Every happening is recorded somewhere, and every right asked for', async (t) => {
    const happenings = read('server/events/record.ts').match(/(?<=^ {2}\| ')[a-z.-]+/gm) ?? []
    const known = code.filter((file) => file !== 'server/screens/live.ts')
    for (const happening of happenings) {
      t.ok(
        known.some((file) => read(file).includes(`type: '${happening}'`)),
        happening
      )
    }
    const rights = read('server/auth/permissions.ts').match(/(?<=^ {2}\| ')[a-z-]+/gm) ?? []
    t.ok(happenings.length > 40 && rights.length > 20)
    for (const right of rights) t.ok(said(right, 'server/auth/permissions.ts'), right)
  })

  await t.test('Every sentence has its name in a page or on a slip', async (t) => {
    const text = code.map(read).join('\n')
    for (const name of sentences(wordsIn('id'))) {
      // Names of one kind are put together: `${step}_text`.
      const [, ending = name] = /(_text|_action)$/.exec(name) ?? []
      t.ok(new RegExp(`\\b${name}\\b|}${ending}\\b`).test(text), name)
    }
  })
})

t.test('Nothing in a page runs code that came as text', async (t) => {
  for (const file of globSync('static/*.js', { cwd: root })) {
    t.notMatch(read(file), /\beval\(|innerHTML|document\.write|new Function/, file)
  }
  for (const file of files) {
    t.notMatch(read(file), /hx-on|hx-vals=.js:|<script>|<style>| style="/, file)
  }
})

function place(file: string): number {
  if (file.endsWith('routes.ts')) return ORDER.indexOf('routes')
  return ORDER.findIndex((entry) => file === entry || file.startsWith(`${entry}/`))
}

/** The names of all sentences; what stands for a code of a machine or a bank is no name. */
function sentences(table: object): string[] {
  return Object.entries(table).flatMap(([name, one]) => {
    if (typeof one === 'object' && one !== null && !Array.isArray(one)) return sentences(one)
    return /^[a-z_]+$/.test(name) ? [name] : []
  })
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
