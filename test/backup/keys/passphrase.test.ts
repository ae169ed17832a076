import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { keyFilesFor, readKeyFile } from '../../../server/backup/keys/keep-key-file.ts'
import { openKeyFile, parseKeyFile } from '../../../server/backup/keys/key-file.ts'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { readSettings } from '../../../server/settings/read-settings.ts'
import { newId } from '../../../server/values/id.ts'
import { wired } from '../../counter.ts'
import { overTheWire } from '../../process.ts'
import { read } from '../../read.ts'
import {
  type Answer,
  answerWizard,
  type Browser,
  OWNER,
  openBox,
  openBrowser,
  type TestBox
} from '../../shop.ts'

const FIRST = 'Gerobak kuning di depan klinik'
const SECOND = 'Tujuh belas payung tanpa gagang'
const CODE = /<p class="code-groups">(.*?)<\/p>/s

t.test('The owner sets the passphrase of the backup', async (t) => {
  const { owner, store, backups } = await openShop(t)

  await t.test('after reading that nobody can open it otherwise', async (t) => {
    const { text, status } = await owner.get('/backup/passphrase')
    t.equal(status, 200)
    t.match(read(text), /tidak bisa dibuka siapa pun, juga bukan oleh kami/)
    t.notMatch(text, 'name="proof"', 'nothing to prove the first time')
    t.match(read((await owner.get('/backup/sheet')).text), /Buat frasa sandi dulu/)
    t.match(await owner.post('/backup/sheet', { proof: OWNER.password }), { status: 409 })
  })

  await t.test(
    'which must not be short, common, the shop’s name, the own password, or mistyped',
    async (t) => {
      for (const [passphrase, sentence] of [
        ['sebelas hrf', /paling sedikit 12/],
        [`   ${'abc'}          `, /paling sedikit 12/],
        ['rahasia 123456', /mudah ditebak/],
        ['Toko Makmur Jaya 2026', /mudah ditebak/],
        ['0812345678901', /mudah ditebak/],
        ['aaaaaaaaaaaaaaa', /mudah ditebak/],
        ['k4s1r k4s1r k4s1r', /mudah ditebak/],
        [OWNER.password, /sandi Anda untuk masuk/]
      ] as const) {
        const { status, text } = await setPassphrase(owner, passphrase)
        t.equal(status, 422, passphrase)
        t.match(read(text), sentence, passphrase)
      }
      const { text } = await owner.post('/backup/passphrase', { passphrase: FIRST, passphrase_again: SECOND })
      t.match(read(text), /tidak sama/)
      t.equal(readKeyFile(backups), undefined, 'and nothing was kept')
    }
  )

  const made = await setPassphrase(owner, FIRST)
  const code = codeOn(made)

  await t.test(
    'and gets the sheet with a recovery code, which like the passphrase opens the key file',
    async (t) => {
      t.equal(made.status, 200)
      const file = readKeyFile(backups)!
      const key = openStoreKey(backups)
      t.same(await openKeyFile(file, FIRST), key)
      t.same(await openKeyFile(file, code), key)
      t.same(await openKeyFile(parseKeyFile(keyFilesFor(backups)[0]!.bytes), code), key)
      await t.rejects(openKeyFile(file, SECOND), { code: 'backup/passphrase-wrong' })
      t.match(read(made.text), key.store_id.toString('hex').slice(0, 8))
      t.match(read(made.text), 'Toko Makmur Jaya')
      t.match(read(made.text), OWNER.name)
      t.match(made.headers, { 'cache-control': 'no-store' })
    }
  )

  await t.test('which is shown this once', async (t) => {
    for (const url of ['/backup/sheet', '/backup/sheet?made', '/backup/passphrase']) {
      const { text, headers } = await owner.get(url)
      t.notOk(text.includes(code) || text.includes(code.slice(0, 9)), url)
      t.notMatch(text, CODE)
      t.match(headers, { 'cache-control': 'no-store' })
    }
    t.match(read((await owner.get('/backup/sheet')).text), /belum Anda nyatakan tersimpan/)
  })

  await t.test('until the owner has said that it is put away, the box knows that it is not', async (t) => {
    t.equal(readSettings(store).backup_sheet_at, null)
    const slot = /name="slot" value="([^"]+)"/.exec(made.text)![1]!
    t.match(await owner.post('/backup/sheet/kept', { slot: 'another' }), { status: 409 })
    t.match(await owner.post('/backup/sheet/kept', { slot }), { goes: '/backup' })
    t.ok(readSettings(store).backup_sheet_at)
  })

  await t.test('Changing it takes the own password', async (t) => {
    t.match(await owner.get('/backup/passphrase'), { text: /name="proof"/ })
    for (const proof of [undefined, '', 'bukan sandi saya', SECOND]) {
      const { status, text } = await setPassphrase(owner, SECOND, proof)
      t.equal(status, 422)
      t.match(read(text), /belum ada yang berubah/)
    }
    t.same(await openKeyFile(readKeyFile(backups)!, FIRST), openStoreKey(backups))
  })

  await t.test('and leaves the recovery code and the key as they are', async (t) => {
    const before = readKeyFile(backups)!
    const key = openStoreKey(backups)
    t.match(await setPassphrase(owner, SECOND, OWNER.password), { goes: '/backup/passphrase?saved' })
    const after = readKeyFile(backups)!
    t.same(openStoreKey(backups), key)
    t.same(await openKeyFile(after, SECOND), key)
    t.same(await openKeyFile(after, code.toLowerCase()), key)
    await t.rejects(openKeyFile(after, FIRST), { code: 'backup/passphrase-wrong' })
    t.ok(after.edition > before.edition)
    t.ok(readSettings(store).backup_sheet_at, 'the sheet still counts')
  })

  await t.test('A new sheet replaces the code, and the old sheet opens nothing', async (t) => {
    t.match(await owner.post('/backup/sheet', { proof: 'salah' }), { status: 422 })
    const other = codeOn(await owner.post('/backup/sheet', { proof: SECOND }))
    const file = readKeyFile(backups)!
    t.same(await openKeyFile(file, other), openStoreKey(backups))
    t.same(await openKeyFile(file, SECOND), openStoreKey(backups))
    await t.rejects(openKeyFile(file, code), { code: 'backup/passphrase-wrong' })
    t.equal(readSettings(store).backup_sheet_at, null, 'the new one has to be put away')
  })

  await t.test('Who forgot the passphrase sets another by the recovery code alone', async (t) => {
    const current = codeOn(await owner.post('/backup/sheet', { proof: OWNER.password }))
    t.match(await setPassphrase(owner, FIRST, current.replaceAll('-', ' ').toLowerCase()), {
      goes: '/backup/passphrase?saved'
    })
    t.same(await openKeyFile(readKeyFile(backups)!, FIRST), openStoreKey(backups))
  })

  await t.test('Each change is an event without a secret', async (t) => {
    const events = store.sqlite
      .prepare("select subject_id, facts, request_id from events where type = 'backup-key.changed'")
      .all() as { subject_id: string; facts: string; request_id: string }[]
    t.equal(events.length, 5)
    for (const { facts } of events) t.same(Object.keys(JSON.parse(facts)), ['edition', 'kinds'])
  })

  await t.test('Guessing at the proof is slowed down', async (t) => {
    for (let tries = 0; tries < 5; tries++) await owner.post('/backup/sheet', { proof: `tebakan ${tries}` })
    const { status, text } = await owner.post('/backup/sheet', { proof: OWNER.password })
    t.equal(status, 429)
    t.match(read(text), /Terlalu banyak salah/)
  })
})

t.test('A passphrase is set once, however often it is sent', async (t) => {
  await t.test('The same request again says so, and can’t show the code', async (t) => {
    const { owner, backups, store } = await openShop(t)
    const request_id = newId()
    const code = codeOn(await setPassphrase(owner, FIRST, undefined, request_id))
    const again = await setPassphrase(owner, FIRST, undefined, request_id)
    t.match(again, { goes: '/backup/sheet?made' })
    const { text } = await owner.get('/backup/sheet?made')
    t.match(read(text), /hanya tampil sekali/)
    t.notOk(text.includes(code))
    t.same(await openKeyFile(readKeyFile(backups)!, code), openStoreKey(backups), 'the printed one counts')
    t.equal(changes(store), 1)
    const other = await setPassphrase(owner, SECOND, undefined, request_id)
    t.equal(other.status, 409, 'another passphrase under the same id is refused')
  })

  await t.test('Of copies that come at once, only the code that counts is shown', async (t) => {
    const { owner, backups, store } = await openShop(t)
    const request_id = newId()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => setPassphrase(owner, FIRST, undefined, request_id))
    )
    const shown = answers.filter(({ text }) => CODE.test(text))
    t.equal(shown.length, 1)
    t.same(await openKeyFile(readKeyFile(backups)!, codeOn(shown[0]!)), openStoreKey(backups))
    t.equal(changes(store), 1)
  })

  await t.test('Of two who set the first one at once, the second is told', async (t) => {
    const { owner, backups } = await openShop(t)
    const answers = await Promise.all([setPassphrase(owner, FIRST), setPassphrase(owner, SECOND)])
    t.same(answers.map(({ status }) => status).sort(), [200, 422])
    const won = answers[0]!.status === 200 ? FIRST : SECOND
    t.same(await openKeyFile(readKeyFile(backups)!, won), openStoreKey(backups))
  })

  await t.test('A new passphrase and a new code that are made at once both count', async (t) => {
    const { owner, backups } = await openShop(t)
    await setPassphrase(owner, FIRST)
    const [, sheet] = await Promise.all([
      setPassphrase(owner, SECOND, OWNER.password),
      owner.post('/backup/sheet', { proof: OWNER.password })
    ])
    const file = readKeyFile(backups)!
    t.same(await openKeyFile(file, SECOND), openStoreKey(backups))
    t.same(await openKeyFile(file, codeOn(sheet)), openStoreKey(backups))
  })

  await t.test(
    'When the file was written and the commit failed, the same request makes it good',
    async (t) => {
      const { owner, backups, store } = await openShop(t)
      const request_id = newId()
      store.sqlite.exec(
        "create trigger no before insert on events when new.type = 'backup-key.changed' begin select raise(abort, 'no'); end"
      )
      t.equal((await setPassphrase(owner, FIRST, undefined, request_id)).status, 500)
      t.ok(readKeyFile(backups), 'the file is there already')
      t.equal((await setPassphrase(owner, SECOND)).status, 422, 'nobody else may take its place')
      store.sqlite.exec('drop trigger no')
      const code = codeOn(await setPassphrase(owner, FIRST, undefined, request_id))
      t.same(await openKeyFile(readKeyFile(backups)!, code), openStoreKey(backups))
      t.equal(changes(store), 1)
    }
  )
})

t.test('What is kept of a request is no quick way to guess at its passphrase', async (t) => {
  const { owner, store } = await openShop(t)
  const request_id = newId()
  await setPassphrase(owner, FIRST, undefined, request_id)
  const kept = store.sqlite
    .prepare('select content from requests where request_id = ?')
    .pluck()
    .get(request_id) as Buffer
  const fields = [
    ['passphrase', FIRST],
    ['passphrase_again', FIRST]
  ]
  for (const content of [fields, []]) {
    const guess = hash('sha256', JSON.stringify(['/backup/passphrase', content]), 'buffer')
    t.notOk(kept.equals(guess))
  }
})

t.test('A key file that was damaged on the box is made anew with the own password', async (t) => {
  const { owner, backups } = await openShop(t)
  await setPassphrase(owner, FIRST)
  const before = readKeyFile(backups)!
  const path = join(backups, 'keys', `${before.key_id}.json`)
  writeFileSync(path, readFileSync(path).subarray(0, 300))
  t.match(read((await owner.get('/backup/passphrase')).text), /Berkas kunci di kotak ini rusak/)
  t.same(keyFilesFor(backups), [], 'it is not carried anywhere')
  t.equal((await setPassphrase(owner, SECOND)).status, 422)
  const code = codeOn(await setPassphrase(owner, SECOND, OWNER.password))
  const after = readKeyFile(backups)!
  t.same(await openKeyFile(after, SECOND), await openKeyFile(before, FIRST), 'the same key')
  t.same(await openKeyFile(after, code), openStoreKey(backups))
  t.ok(after.edition >= before.edition)
})

t.test('An owner without a password shows that they know what opens the backup', async (t) => {
  const { owner, shop } = await openShop(t)
  await setPassphrase(owner, FIRST)
  shop.store.sqlite
    .prepare('update staff set pin_hash = password_hash, password_hash = null where role = ?')
    .run('owner')
  t.match(read((await owner.get('/backup/passphrase')).text), /Frasa sandi yang lama atau kode pemulihan/)
  t.equal((await setPassphrase(owner, SECOND, OWNER.password)).status, 422)
  t.match(await setPassphrase(owner, SECOND, FIRST), { goes: '/backup/passphrase?saved' })
})

t.test('Nobody but the owner comes near it', async (t) => {
  const { till } = await openShop(t)
  for (const url of ['/backup/passphrase', '/backup/sheet']) t.match(await till.get(url), { status: 403 })
  t.match(await setPassphrase(till, FIRST), { status: 403 })
})

t.test('No secret is left anywhere: not in a file of the box, not in what it says', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'laci-secrets-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  const box = await startTalking(t, data)
  const owner = openBrowser(overTheWire(box.url))
  await answerWizard(owner)
  await setPassphrase(owner, 'terlalu p')
  const code = codeOn(await setPassphrase(owner, FIRST))
  await setPassphrase(owner, SECOND, 'bukan sandi yang benar')
  await setPassphrase(owner, SECOND, OWNER.password)
  const other = codeOn(await owner.post('/backup/sheet', { proof: code }))
  const said = await box.end()

  const backups = join(data, 'backups')
  const key = openStoreKey(backups).key
  const secrets = [FIRST, SECOND, OWNER.password, 'bukan sandi yang benar', code, other].flatMap((secret) => [
    secret,
    secret.replaceAll('-', ''),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+')
  ])
  const keys = [key.toString('hex'), key.toString('base64'), key.toString('base64url')]
  t.match(said, 'backup/proof-wrong', 'it does log what happens')
  for (const secret of [...secrets, ...keys]) t.notOk(said.includes(secret), 'in the log')
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  t.ok(files.length > 5)
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name))
    for (const secret of secrets) t.notOk(bytes.includes(secret), name)
    if (name === 'key.json') continue
    for (const secret of [...keys, key]) t.notOk(bytes.includes(secret), name)
  }
  t.equal(statSync(join(backups, 'key.json')).mode & 0o777, 0o600)
})

async function openShop(t: Test) {
  const shop = await openBox(t)
  const people = await shop.setUp()
  return {
    shop,
    store: shop.store,
    owner: wired(shop.box.url, people.owner),
    till: wired(shop.box.url, people.till),
    backups: join(shop.data, 'backups')
  }
}

function setPassphrase(
  browser: Browser,
  passphrase: string,
  proof?: string,
  request_id = newId()
): Promise<Answer> {
  const form = { passphrase, passphrase_again: passphrase, ...(proof !== undefined && { proof }) }
  return browser.post('/backup/passphrase', form, { request_id })
}

/** The code that a sheet shows, as it stands there. */
function codeOn({ text, status }: Answer): string {
  const [, groups] = CODE.exec(text) ?? []
  assert(groups, `no code; answered ${status}: ${read(text).slice(0, 300)}`)
  return groups
    .replace(/<[^>]+>/g, '')
    .trim()
    .replace(/\s+/g, '-')
}

function changes(store: TestBox['store']): number {
  return store.sqlite
    .prepare("select count(*) from events where type = 'backup-key.changed'")
    .pluck()
    .get() as number
}

/** A box in a process of its own that says all it has to say. */
async function startTalking(t: Test, data: string): Promise<{ url: string; end(): Promise<string> }> {
  const child = spawn(join(import.meta.dirname, '../../../scripts/laci'), ['start'], {
    env: {
      ...process.env,
      LACI_DATA: data,
      LACI_PORT: '0',
      LACI_DOOR_PORT: '0',
      LACI_LOG: 'debug',
      LANG: 'id_ID.UTF-8'
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  t.teardown(() => child.kill('SIGKILL'))
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const [found] = /http:\/\/\S+\d/.exec(said) ?? []
      if (found) resolve(found)
    })
  })
  return {
    url,
    async end() {
      child.kill('SIGTERM')
      await once(child, 'close')
      return said
    }
  }
}
