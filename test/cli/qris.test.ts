import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { DYNAMIC, STATIC } from '../qris/payloads.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')

/** Runs `laci qris` at a terminal in Indonesian, and says what came out where. */
function run(args: string[], { input = '', LANG = 'id_ID.UTF-8' } = {}) {
  const env = { ...process.env, LC_ALL: '', LANG }
  const { status, stdout, stderr } = spawnSync(LACI, ['qris', ...args], { env, input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

await t.test('laci qris', async (t) => {
  const asked = ['--amount', '50000', '--bill', 'A1-000123', '--terminal', 'K02']

  await t.test('writes the code with the amount, and nothing else', async (t) => {
    t.same(run(['--static', STATIC, ...asked]), { status: 0, stdout: `${DYNAMIC}\n`, stderr: '' })
    t.same(run(['--static', '-', ...asked], { input: `${STATIC}\n` }).stdout, `${DYNAMIC}\n`)
    t.same(JSON.parse(run(['--static', STATIC, ...asked, '--json']).stdout), { payload: DYNAMIC })
  })

  await t.test('or says in words why there is none, and writes nothing', async (t) => {
    const broken = STATIC.replace('TOKO', 'T0KO')
    t.match(run(['--static', broken, ...asked]), { status: 65, stdout: '', stderr: 'tidak cocok' })
    t.match(run(['--static', broken, ...asked], { LANG: 'en_GB.UTF-8' }), { stderr: 'does not match' })
    t.match(run(['--static', STATIC, '--amount', '10000001']), { status: 65, stderr: /Rp.10\.000\.000/ })
    for (const amount of ['0', '12.5', '50.000', 'lima', '9'.repeat(30)]) {
      t.match(run(['--static', STATIC, '--amount', amount]), { status: 65, stdout: '', stderr: /\S/ }, amount)
    }
    const { stdout } = run(['--static', '-', '--amount', '1', '--json'])
    t.same(JSON.parse(stdout), { fault: 'too-short', facts: { found: 0, least: 14 } })
  })

  await t.test('tells how it is asked', async (t) => {
    for (const wrong of [
      [],
      ['--static', STATIC],
      ['--amount', '1'],
      ['--static', STATIC, ...asked, '--to']
    ]) {
      t.match(run(wrong), { status: 64, stdout: '', stderr: 'Pakai: laci qris' })
    }
  })
})
