import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { backupCommand } from '../../server/cli/backup.ts'
import { restoreCommand } from '../../server/cli/restore.ts'
import { copyTo, openRecordedShop, scratch } from '../backup/restore/recorded-shop.ts'
import { plugIn } from '../process.ts'

const PASSPHRASE = 'warung sepeda hujan mangga'

/** Runs a command as on a technician's own machine, where no shop is. */
async function run(
  command: typeof restoreCommand,
  args: string[],
  env: Record<string, string> = {}
): Promise<{ code: number; said: string; refused: string }> {
  const said: string[] = []
  const refused: string[] = []
  const code = await command(args, {
    out: (text) => said.push(text),
    err: (text) => refused.push(text),
    env: { LACI_DATA: '/nowhere', LANG: 'id_ID.UTF-8', LACI_PASSPHRASE: PASSPHRASE, ...env }
  })
  return { code, said: said.join('\n'), refused: refused.join('\n') }
}

async function openStick(t: Test) {
  const shop = await openRecordedShop(t)
  await shop.trade('sebelum impor')
  await shop.restart()
  await shop.trade()
  await shop.restart()
  await shop.trade()
  const stick = join(scratch(t), 'stick')
  mkdirSync(stick)
  await copyTo(shop, stick, PASSPHRASE)
  return { shop, stick, into: join(scratch(t), 'data') }
}

t.test('laci restore brings a shop back from a stick, and it sells on', async (t) => {
  const { shop, stick, into } = await openStick(t)
  const { code, said } = await run(restoreCommand, ['--from', stick, '--into', into])
  t.equal(code, 0)
  t.match(said, /TERBUKTI PULIH/)
  t.match(said, `LACI_DATA=${into} laci start`)
  t.ok(readFileSync(join(into, 'laci.db')).equals(shop.moments.at(-1)!.image))
  const box = await plugIn(t, into)
  t.equal((await box.browser().get('/sign-in')).status, 200)
  t.equal(await box.close(), 0)
  const [first] = readdirSync(join(into, 'backups/spool')).filter((name) => name.startsWith('0002-'))
  t.ok(first, 'the box goes on in an epoch above the lost one’s')
})

t.test('laci restore --to a number, a time or a named point', async (t) => {
  const { shop, stick } = await openStick(t)
  const [first, second] = shop.moments as [(typeof shop.moments)[0], (typeof shop.moments)[0]]
  const targets = {
    [String(first.seq)]: first,
    [new Date(second.at).toISOString()]: second,
    'sebelum impor': first
  }
  for (const [to, moment] of Object.entries(targets)) {
    const into = join(scratch(t), 'data')
    const { code } = await run(restoreCommand, ['--from', stick, '--into', into, '--to', to])
    t.equal(code, 0, to)
    t.ok(readFileSync(join(into, 'laci.db')).equals(moment.image), to)
  }
  const { code, refused } = await run(restoreCommand, ['--from', stick, '--prove-only', '--to', 'kemarin'])
  t.equal(code, 64)
  t.match(refused, '“kemarin” bukan waktu')
})

t.test('laci restore --prove-only proves and leaves nothing', async (t) => {
  const { shop, stick } = await openStick(t)
  const into = join(scratch(t), 'room')
  const { code, said } = await run(restoreCommand, [
    '--from',
    stick,
    '--prove-only',
    '--json',
    '--into',
    into
  ])
  t.equal(code, 0)
  t.same(readdirSync(into), [], 'not even in the folder that it was given room in')
  const { is_complete, reached, certificate } = JSON.parse(said)
  t.match({ is_complete, reached }, { is_complete: true, reached: { seq: shop.moments.at(-1)!.seq } })
  t.equal(certificate.proof.ok, true)
})

t.test('A wrong passphrase is said at once, and changes nothing', async (t) => {
  const { stick, into } = await openStick(t)
  const wrong = { LACI_PASSPHRASE: 'warung sepeda hujan pisang' }
  const { code, refused } = await run(restoreCommand, ['--from', stick, '--into', into], wrong)
  t.equal(code, 77)
  t.equal(refused, 'Frasa sandi atau kode pemulihannya salah.')
  t.notOk(existsSync(into))
})

t.test('A folder that holds a shop is left alone', async (t) => {
  const { stick, into } = await openStick(t)
  mkdirSync(into)
  writeFileSync(join(into, 'laci.db'), 'a shop')
  const { code, refused } = await run(restoreCommand, ['--from', stick, '--into', into])
  t.equal(code, 73)
  t.match(refused, 'Pilih folder lain')
  t.equal(readFileSync(join(into, 'laci.db'), 'utf8'), 'a shop')
})

t.test('What is missing is said, with how far the shop can be restored; --partial goes so far', async (t) => {
  const { shop, stick, into } = await openStick(t)
  const [first, second] = shop.moments
  const pack = packs(stick).find((name) => name.includes(second!.generation.generation))!
  rmSync(join(stick, pack))
  const args = ['--from', stick, '--into', into]
  const { code, refused } = await run(restoreCommand, args, { LANG: 'en_US.UTF-8' })
  t.equal(code, 65)
  const { seq, generation } = second!
  t.match(refused, 'A part of the backup is missing.')
  t.match(refused, `Segments ${seq} to ${seq} of ${generation.generation} are not there.`)
  t.match(refused, 'The shop can be restored up to')
  t.notOk(existsSync(join(into, 'laci.db')))
  const partly = await run(restoreCommand, [...args, '--partial'])
  t.equal(partly.code, 0)
  t.ok(readFileSync(join(into, 'laci.db')).equals(first!.image))
})

t.test('Bit rot is named, and how far the shop can be restored', async (t) => {
  const { shop, stick, into } = await openStick(t)
  const pack = packs(stick).at(-1)!
  const bytes = readFileSync(join(stick, pack))
  bytes[bytes.length - 9]! ^= 1
  writeFileSync(join(stick, pack), bytes)
  const { code, refused } = await run(restoreCommand, ['--from', stick, '--into', into])
  t.equal(code, 65)
  t.match(refused, `Berkas ${pack} rusak`)
  t.match(refused, 'Toko bisa dipulihkan sampai')
  t.match(refused, '--partial')
  t.notOk(existsSync(join(into, 'laci.db')))
  const partly = await run(restoreCommand, ['--from', stick, '--into', into, '--partial'])
  t.equal(partly.code, 0)
  t.ok(readFileSync(join(into, 'laci.db')).equals(shop.moments.at(-2)!.image))

  const verified = await run(backupCommand, ['verify', '--from', stick])
  t.equal(verified.code, 65)
  t.match(verified.said, `Berkas ${pack} rusak`)
  t.match(verified.said, '1 dari')
})

t.test('Nothing there, no such place, another shop’s stick', async (t) => {
  const { shop, stick } = await openStick(t)
  const empty = scratch(t)
  t.match(await run(restoreCommand, ['--from', empty, '--prove-only']), {
    code: 66,
    refused: 'Tidak ada cadangan Laci di tempat ini.'
  })
  t.match(await run(restoreCommand, ['--from', join(empty, 'x'), '--prove-only']), {
    code: 66,
    refused: 'Tidak ada folder, flashdisk, atau tempat cadangan bernama'
  })
  const other = await openStick(t)
  const key = join(other.shop.data, 'backups/key.json')
  const { code, refused } = await run(restoreCommand, ['--from', stick, '--prove-only', '--key', key])
  t.equal(code, 65)
  t.equal(refused, `Ini milik toko lain: ${shop.key.store_id.toString('hex')}.`)
})

t.test('laci backup list and verify say what lies there', async (t) => {
  const { shop, stick } = await openStick(t)
  const listed = await run(backupCommand, ['list', '--from', stick, '--json'])
  const [store] = JSON.parse(listed.said)
  t.match(store, {
    store_id: shop.key.store_id.toString('hex'),
    until: new Date(shop.moments.at(-1)!.at).toISOString(),
    snapshots: 1,
    key_files: 1,
    points: [{ label: 'sebelum impor', seq: shop.moments[0]!.seq }]
  })
  const verified = await run(backupCommand, ['verify', '--from', stick])
  t.equal(verified.code, 0)
  t.match(verified.said, 'semuanya utuh dan terbuka')
})

function packs(stick: string): string[] {
  return readdirSync(stick, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/log/') && name.endsWith('.lac'))
    .toSorted()
}
