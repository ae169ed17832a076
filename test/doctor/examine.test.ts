import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import type { Finding } from '../../server/doctor/checks.ts'
import { examine } from '../../server/doctor/examine.ts'
import { asText, tell } from '../../views/doctor/tell.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openBox } from '../shop.ts'
import { folderFor, layDisk, patientAt } from './patients.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')

async function laci(data: string, args: string[], { input = '', LANG = 'id_ID.UTF-8' } = {}) {
  const env = { ...process.env, LC_ALL: '', LANG, LACI_DATA: data, LACI_PORT: '0', LACI_DOOR_PORT: '0' }
  const child = spawn(LACI, ['doctor', ...args], { env, stdio: 'pipe' })
  child.stdin.end(input)
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await once(child, 'close')) as [number]
  const [stdout, stderr] = await said
  return { status, stdout, stderr }
}

t.test('A check that hangs is ended, and the next one is done all the same', async (t) => {
  const data = folderFor(t)
  const numbers = execFileSync('stat', ['--format=%Hd:%Ld', data]).toString().trim()
  const sys = layDisk(t, { name: 'sdz', numbers }, { stat: '0' })
  // Whoever opens it waits for a writer who never comes: a disk that doesn't come back.
  mkdirSync(join(sys, 'fs/ext4/sdz'), { recursive: true })
  execFileSync('mkfifo', [join(sys, 'fs/ext4/sdz/errors_count')])
  const told: Finding[] = []
  const patient = patientAt(data, { sys })
  const longest_ms = 1500
  const found = await examine(patient, (one) => told.push(one), { checks: ['health', 'room'], longest_ms })
  t.match(found, [
    { check: 'health', verdict: 'unknown', says: 'too_long' },
    { check: 'room', facts: { free_bytes: Number } }
  ])
  t.same(told, found)
  const page = { words: wordsIn('id'), locale: 'id', zone: 'Asia/Jakarta' } as const
  t.match(asText(tell(page, found[0]!)), 'Tidak bisa diukur dalam 2 detik')
})

t.test('Whoever ends an examination keeps what was found so far', async (t) => {
  const ending = new AbortController()
  const found = await examine(patientAt(folderFor(t)), () => ending.abort(), { signal: ending.signal })
  t.match(found, [{ check: 'box', verdict: 'bad', says: 'no_shop' }])
  t.equal(found.length, 1)
})

t.test('laci doctor', async (t) => {
  const shop = await openBox(t)
  await shop.setUp()
  const { data } = shop
  const support = join(folderFor(t), 'bantuan.json')
  const verdictOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout).verdict as 'good' | 'watch' | 'bad'
  const codes = { good: 0, watch: 1, bad: 2 }

  await t.test('examines a box while it runs, and changes nothing', async (t) => {
    const events = () => shop.store.sqlite.prepare('select count(*) from events').pluck().get()
    const before = events()
    const said = await laci(data, ['--json'])
    t.equal(said.status, codes[verdictOf(said)])
    const { findings } = JSON.parse(said.stdout) as { findings: Finding[] }
    t.match(
      findings.find(({ check }) => check === 'box'),
      { verdict: 'good', says: 'runs' }
    )
    t.equal(findings.length, 14)
    t.equal(events(), before)
  })

  await t.test('and one that is stopped or broken, as far as it can be read', async (t) => {
    await shop.box.stop()
    writeFileSync(join(data, 'laci.db'), 'no database any more')
    rmSync(join(data, 'laci.db-wal'), { force: true })
    const broken = await laci(data, ['--support', support, '--log', '-'], {
      LANG: 'en_GB.UTF-8',
      input: '{"level":50,"msg":"refused at the door"}\n'
    })
    t.equal(broken.status, 2)
    t.match(broken.stdout, /Not known · Version: Could not be looked at \(SQLITE_NOTADB\)/)
    t.match(
      broken.stdout,
      /Act now · Box: The box does not run.*\n {2}→ Start it: sudo systemctl restart laci/
    )
    t.match(broken.stdout, /\w · Room on the disk: /)
    t.match(JSON.parse(readFileSync(support, 'utf8')), {
      shop: { unreadable: 'SQLITE_NOTADB' },
      log: { lines: [{ level: 50, msg: 'refused at the door' }] }
    })
  })

  await t.test('says how it is asked, and what it can’t do', async (t) => {
    t.match(await laci(data, ['--all']), { status: 64, stderr: 'Pakai: laci doctor' })
    t.match(await laci('/nowhere', []), { status: 66, stderr: /\S/ })
  })
})
