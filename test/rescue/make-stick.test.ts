import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDestination } from '../../server/backup/destinations/open-destination.ts'
import { checkBundle } from '../../server/release/check-bundle.ts'
import { layDown } from '../../server/release/lay-down.ts'
import { openBoxSettings } from '../../server/rescue/box-settings.ts'
import { installedProgram } from '../../server/rescue/programs.ts'
import { putSet } from '../../server/rescue/put-set.ts'
import { newestSet, readRescue } from '../../server/rescue/stick-files.ts'
import { openSafeShop, until } from '../backup/safe-shop.ts'
import { read } from '../read.ts'
import { bundleOnce } from '../release/bundle-once.ts'

const bundle = await bundleOnce()

t.test('A stick is made a rescue stick', async (t) => {
  const shop = await openSafeShop(t)
  const { owner, till, box } = shop
  const { rescue, backup } = box.shop
  const from = { bundles: [bundle.archive], keys: writeKeys(t) }
  const path = shop.plugIn('A')
  const panel = async () => read((await owner.get('/backup/standing')).text)
  const shows = (text: RegExp) => until(async () => text.test(await panel()))
  await until(async () => (await owner.get('/backup/standing')).text.includes(`value="${path}"`))

  await t.test('by whoever looks after the backup, and by nobody else', async (t) => {
    t.equal((await till.post('/backup/sticks/rescue', { path })).status, 403)
    t.equal((await owner.post('/backup/sticks/rescue', { path: shop.data })).status, 409)
    t.equal((await owner.post('/backup/sticks/rescue', { path })).goes, '/backup')
    await shows(/Flashdisk penyelamat belum jadi\. Laci di kotak ini tidak dipasang dari paket/)
  })

  await t.test('with the backup, the program and the settings on it, each of them whole', async (t) => {
    t.match(await rescue.begin(path, from), { state: 'made', facts: { version: bundle.version } })
    await shows(/Flashdisk penyelamat, dibuat .*\. Berisi Laci/)
    t.same(
      readdirSync(path).filter((name) => !/^(la|re)/.test(name)),
      ['BACA-DULU.txt', 'READ-ME-FIRST.txt', 'RESTORE']
    )
    t.ok(readdirSync(path, { recursive: true }).some((file) => /snapshot\/.*-end-/.test(String(file))))
    t.equal(soundness(path), '')
    const names = programNames(path)
    t.equal(names.length, 1)
    t.ok(packed(path, names[0]!).equals(readFileSync(bundle.archive)), 'the pieces are the bundle')
    const set = await newestSet(path)
    const sealed = readFileSync(join(path, set!, 'settings'), 'utf8')
    t.notMatch(sealed, /Printer|host_name/, 'what it says of the shop is sealed')
    t.match(openBoxSettings(backup.key, sealed.trim()).printers, [{ transport: 'preview' }])
    for (const guide of ['BACA-DULU.txt', 'READ-ME-FIRST.txt'])
      t.match(readFileSync(join(path, guide), 'utf8'), 'sh /mnt/RESTORE')
  })

  await t.test('made again, what is there already is not written again, and one set remains', async (t) => {
    const before = inodes(path)
    const old = await newestSet(path)
    t.match(await rescue.begin(path, from), { state: 'made' })
    t.same(inodes(path), before)
    t.not(await newestSet(path), old)
    t.equal(readdirSync(join(path, 'rescue/sets')).length, 1)
  })

  await t.test('cut short, the set before is whole', async (t) => {
    const whole = await newestSet(path)
    const stick_id = JSON.parse(readFileSync(join(path, 'laci-stick.json'), 'utf8')).stick_id
    const place = openDestination({ kind: 'stick', stick_id }, {}, { stick_folders: [shop.slots] })
    const other = { arch: 'x64', version: '9', bytes_about: 20e6, name: 'laci-9-linux-x64-00000000' }
    async function* pieces() {
      yield Buffer.alloc(9 << 20, 1)
      throw new Error('pulled')
    }
    const facts = { made_at: new Date(Date.now() + 1000).toISOString(), store_id: 'x' }
    const set = { programs: [{ ...other, read: pieces }], settings: 's', facts }
    await t.rejects(putSet(place, set, { progress: () => {}, check: () => {} }), /pulled/)
    t.equal(await newestSet(path), whole)
    t.equal(soundness(path), '')
    t.match(await readRescue(path), { version: bundle.version })
    const huge = { ...set, programs: [{ ...other, read: pieces, bytes_about: 1e15 }] }
    await t.rejects(putSet(place, huge, { progress: () => {}, check: () => {} }), { name: 'NoRoom' })
    t.match(await rescue.begin(path, from), { state: 'made' })
    t.same(programNames(path), [...new Set(programNames(path))])
    t.notOk(
      programNames(path).includes(other.name) && packed(path, other.name).length > 0,
      'the rest goes with the next'
    )
  })

  await t.test('a bundle that was tampered with, or of somebody else, is not put on it', async (t) => {
    const folder = t.testdir({ 'no.pub': '' })
    const bad = join(folder, 'bad.tar.gz')
    cpSync(bundle.archive, bad)
    truncateSync(bad, 6e6)
    t.match(await rescue.begin(path, { ...from, bundles: [bad] }), { state: 'failed', fault: 'bundle-bad' })
    const nobody = { ...from, keys: join(folder, 'no.pub') }
    t.match(await rescue.begin(path, nobody), { state: 'failed', fault: 'bundle-bad' })
    await shows(/Paket programnya rusak/)
    t.equal(soundness(path), '', 'what was there stays')
  })

  await t.test('pulled and plugged in elsewhere, it says what it holds', async () => {
    renameSync(path, join(shop.outside, 'in-a-pocket'))
    await shows(/Tidak terpasang/)
    renameSync(join(shop.outside, 'in-a-pocket'), join(shop.slots, 'B'))
    await shows(/Flashdisk penyelamat, dibuat/)
  })
})

t.test(
  'What is installed from a bundle is packed again as one, and only when it is what was signed',
  async (t) => {
    const home = t.testdir({})
    const keys = writeKeys(t)
    await layDown(bundle.archive, join(home, 'laci'), { keys: bundle.keys })
    const program = await installedProgram(join(home, 'laci'), keys)
    const out = join(home, 'again.tar.gz')
    await writeFile(out, program.read())
    execFileSync('tar', ['--extract', '--gzip', `--file=${out}`, `--directory=${home}`])
    t.match(await checkBundle(join(home, `laci-${bundle.version}`), { keys: bundle.keys }), {
      version: bundle.version
    })
    t.ok(readFileSync(out).length <= program.bytes_about, 'so much room it asks for')
    writeFileSync(join(home, 'laci/server/main.js'), '')
    await t.rejects(installedProgram(join(home, 'laci'), keys), { code: 'changed' })
  }
)

function writeKeys(t: Test): string {
  const pem = bundle.keys.map((key) => key.export({ type: 'spki', format: 'pem' })).join('')
  const folder = t.testdir({})
  writeFileSync(join(folder, 'release.pub'), String(pem))
  return join(folder, 'release.pub')
}

/** What a bare Debian's own tool finds wrong with the newest set. */
function soundness(path: string): string {
  const set = readdirSync(join(path, 'rescue/sets'))
    .sort()
    .reverse()
    .find((name) => readdirSync(join(path, 'rescue/sets', name)).includes('SHA256SUMS'))
  return execFileSync('sha256sum', ['--check', '--quiet', `sets/${set}/SHA256SUMS`], {
    cwd: join(path, 'rescue'),
    encoding: 'utf8'
  })
}

function programNames(path: string): string[] {
  return readdirSync(join(path, 'rescue/programs'))
}

function packed(path: string, name: string): Buffer {
  const folder = join(path, 'rescue/programs', name)
  return Buffer.concat(
    readdirSync(folder)
      .sort()
      .map((piece) => readFileSync(join(folder, piece)))
  )
}

function inodes(path: string): string {
  return execFileSync('ls', ['-Ri', 'programs'], { cwd: join(path, 'rescue'), encoding: 'utf8' })
}
