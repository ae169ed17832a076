import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  hasPassphrase,
  keepKeyFile,
  keyFilesFor,
  keysFolder,
  readKeyFile,
  sortKeyFiles
} from '../../../server/backup/keys/keep-key-file.ts'
import {
  type KeyFile,
  openKeyFile,
  parseKeyFile,
  sumUp,
  wrapKey,
  writeKeyFile
} from '../../../server/backup/keys/key-file.ts'
import { newRecoveryCode, readRecoveryCode } from '../../../server/backup/keys/recovery-code.ts'
import { openSecret, sealSecret } from '../../../server/backup/keys/seal-secret.ts'
import { keepStoreKey, newStoreKey } from '../../../server/backup/keys/store-key.ts'
import type { StoreKey } from '../../../server/backup/objects/seal.ts'

const AT = '2026-11-22T03:00:00.000Z'
const PASSPHRASE = 'Café di Jalan Merdeka 45'
const WRONG = { code: 'backup/passphrase-wrong' }
const DAMAGED = { code: 'backup/key-damaged' }

const storeKey = newStoreKey()
const code = newRecoveryCode()
const file = await fileOf(storeKey, PASSPHRASE, code)

t.test('A key file opens', async (t) => {
  const opens = async (t: Test, secret: string) => t.same(await openKeyFile(file, secret), storeKey, secret)

  await t.test('by the passphrase, with blanks around it and its accents in either form', async (t) => {
    await opens(t, PASSPHRASE)
    await opens(t, `  ${PASSPHRASE}\t\n`)
    await opens(t, PASSPHRASE.normalize('NFD'))
    await opens(t, PASSPHRASE.normalize('NFC'))
  })

  await t.test(
    'by the recovery code, in small letters, with blanks or without, O for 0 and l for 1',
    async (t) => {
      await opens(t, code)
      await opens(t, code.toLowerCase())
      await opens(t, ` ${code.replaceAll('-', ' ')} `)
      await opens(t, code.replaceAll('-', ''))
      await opens(t, code.replaceAll('-', ' – '))
      await opens(t, code.replaceAll('0', 'o').replaceAll('1', 'l'))
      await opens(t, code.replaceAll('0', 'O').replaceAll('1', 'i'))
    }
  )

  await t.test('and by nothing else', async (t) => {
    for (const secret of [
      '',
      ' ',
      PASSPHRASE.toLowerCase(),
      PASSPHRASE.replace('é', 'e'),
      PASSPHRASE.replace(' ', ''),
      `${PASSPHRASE}.`,
      newRecoveryCode(),
      storeKey.key.toString('hex')
    ]) {
      await t.rejects(openKeyFile(file, secret), WRONG, secret)
    }
  })

  await t.test('while a slip of the pen in a code is called that, wherever it is', async (t) => {
    const slip = (at: number) => {
      const letters = [...code.replaceAll('-', '')]
      letters[at] = letters[at] === '7' ? '8' : '7'
      return letters.join('')
    }
    for (const at of [0, 13, 27]) {
      await t.rejects(openKeyFile(file, slip(at)), { code: 'backup/code-mistyped' })
    }
  })

  await t.test('also where a passphrase has a code’s form', async (t) => {
    const own = newRecoveryCode()
    t.same(await openKeyFile(await fileOf(storeKey, own, code), own), storeKey)
  })

  await t.test('after it was written and read, and laid out anew by somebody’s editor', async (t) => {
    t.same(parseKeyFile(writeKeyFile(file)), file)
    const turned = Object.fromEntries(Object.entries(file).reverse())
    t.same(await openKeyFile(parseKeyFile(Buffer.from(JSON.stringify(turned))), code), storeKey)
  })
})

t.test('A key file says nothing of the key, the secrets, or whose shop it is', async (t) => {
  const text = writeKeyFile(file).toString('utf8')
  for (const secret of [PASSPHRASE, code, code.replaceAll('-', ''), storeKey.key.toString('hex')]) {
    t.notMatch(text, secret)
  }
  t.notMatch(text, /name": "(?!argon2id)|shop|address/)
  const [passphrase, recovery] = file.slots
  t.not(passphrase!.wrapped, recovery!.wrapped)
  t.not(passphrase!.kdf.salt, recovery!.kdf.salt)
})

t.test('A damaged key file is told from a wrong passphrase:', async (t) => {
  const bytes = writeKeyFile(file)

  await t.test('every single bit of it, flipped', async (t) => {
    const wrong: string[] = []
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const harmed = Buffer.from(bytes)
      harmed[bit >> 3]! ^= 1 << (bit & 7)
      const said = refusalOf(harmed)
      // A blank between the names may become another blank; then nothing is harmed.
      if (said === undefined && !isOnlyLayout(bit >> 3)) wrong.push(`bit ${bit} went unnoticed`)
      if (said && said !== 'backup/key-damaged' && said !== 'backup/key-newer')
        wrong.push(`bit ${bit}: ${said}`)
    }
    t.same(wrong, [])
  })

  await t.test('cut short anywhere, empty, endless, or no JSON at all', async (t) => {
    for (let length = 0; length < bytes.length - 2; length += 7) {
      t.equal(refusalOf(bytes.subarray(0, length)), 'backup/key-damaged')
    }
    for (const text of [
      '',
      'null',
      '[]',
      '"laci-key"',
      '{}',
      '{"format":"laci-key","version":1}',
      '<!doctype html>'
    ]) {
      t.equal(refusalOf(Buffer.from(text)), 'backup/key-damaged', text)
    }
    t.equal(refusalOf(Buffer.alloc(1_000_000, ' ')), 'backup/key-damaged')
  })

  await t.test('each of its fields missing or of another kind', async (t) => {
    for (const name of Object.keys(file)) {
      const { [name as keyof KeyFile]: _, ...rest } = file
      t.equal(refusalOf(Buffer.from(JSON.stringify(rest))), 'backup/key-damaged', `without ${name}`)
      t.equal(refusalOf(Buffer.from(JSON.stringify({ ...rest, [name]: {} }))), 'backup/key-damaged', name)
    }
    for (const name of Object.keys(file.slots[0]!)) {
      const { [name as 'kind']: _, ...rest } = file.slots[0]!
      t.equal(refusalOf(Buffer.from(JSON.stringify({ ...file, slots: [rest] }))), 'backup/key-damaged', name)
    }
  })

  function refusalOf(harmed: Buffer): string | undefined {
    try {
      parseKeyFile(harmed)
      return undefined
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  function isOnlyLayout(at: number): boolean {
    return /\s/.test(String.fromCharCode(bytes[at]!))
  }
})

t.test('A key file that a later Laci wrote asks for that Laci', async (t) => {
  t.throws(() => parseKeyFile(Buffer.from(JSON.stringify({ ...file, version: 2, slots: 'other' }))), {
    code: 'backup/key-newer'
  })
})

t.test('A key file by a hostile hand', async (t) => {
  await t.test('can’t make the box run out of memory or of time, however right its sum is', async (t) => {
    for (const more of [
      { memory_kib: 100_000_000 },
      { memory_kib: 2 ** 53 },
      { memory_kib: -1 },
      { memory_kib: 65_536.5 },
      { memory_kib: '65536' },
      { passes: 1_000_000 },
      { passes: 0 },
      { lanes: 0 },
      { lanes: 255 },
      { name: 'argon2i' },
      { salt: '' },
      { salt: 'zz'.repeat(16) }
    ]) {
      const slot = { ...file.slots[0]!, kdf: { ...file.slots[0]!.kdf, ...more } } as KeyFile['slots'][number]
      const hostile = sumUp({ ...file, slots: [slot] })
      t.throws(() => parseKeyFile(writeKeyFile(hostile)), DAMAGED, JSON.stringify(more))
      await t.rejects(openKeyFile(hostile, PASSPHRASE), DAMAGED, 'not even when nobody parsed it')
    }
    const slots = Array.from({ length: 500 }, () => file.slots[0]!)
    t.throws(() => parseKeyFile(writeKeyFile(sumUp({ ...file, slots }))), DAMAGED)
  })

  await t.test('opens nothing when it was made to look like another shop’s, key’s or kind', async (t) => {
    const [passphrase, recovery] = file.slots as [KeyFile['slots'][number], KeyFile['slots'][number]]
    const other = newStoreKey()
    const changed: Omit<KeyFile, 'sum'>[] = [
      { ...file, store_id: other.store_id.toString('hex') },
      { ...file, key_id: other.key_id.toString('hex') },
      { ...file, slots: [{ ...passphrase, kind: 'recovery' }] },
      { ...file, slots: [{ ...passphrase, wrapped: recovery.wrapped }] },
      { ...file, slots: [{ ...passphrase, nonce: recovery.nonce }] },
      { ...file, slots: [{ ...passphrase, tag: recovery.tag }] },
      { ...file, slots: [{ ...passphrase, kdf: { ...passphrase.kdf, passes: 2 } }] }
    ]
    for (const one of changed) await t.rejects(openKeyFile(sumUp(one), PASSPHRASE), WRONG)
    t.throws(
      () => parseKeyFile(Buffer.from(JSON.stringify(changed[0]))),
      DAMAGED,
      'nor without mending its sum'
    )
  })
})

t.test('A recovery code', async (t) => {
  await t.test('has seven groups of four, none of them with a letter that is read as another', async (t) => {
    const codes = Array.from({ length: 300 }, newRecoveryCode)
    for (const one of codes) t.match(one, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
    t.equal(new Set(codes).size, 300)
    t.equal(new Set(codes.join('')).size, 33, 'all letters and the dash are used')
  })

  await t.test(
    'finds out every wrong letter, any two neighbours swapped, and one too few or many',
    async (t) => {
      const letters = [...code.replaceAll('-', '')]
      const missed: string[] = []
      const typed = (some: string[]) => {
        const text = some.join('')
        if (text !== letters.join('') && readRecoveryCode(text)) missed.push(text)
      }
      for (let at = 0; at < letters.length; at++) {
        for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') typed(letters.with(at, other))
        if (at > 0 && at < 26) typed(letters.with(at, letters[at - 1]!).with(at - 1, letters[at]!))
        typed(letters.toSpliced(at, 1))
        typed(letters.toSpliced(at, 0, '0'))
      }
      t.same(missed, [])
    }
  )
})

t.test('On the box', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'laci-keys-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  keepStoreKey(folder, storeKey)

  await t.test('there is no key file until there is a passphrase', async (t) => {
    t.equal(readKeyFile(folder), undefined)
    t.equal(hasPassphrase(folder), false)
    t.same(keyFilesFor(folder), [])
  })

  await t.test('it lies where only the box reads it, and belongs at every destination', async (t) => {
    keepKeyFile(folder, file)
    const path = join(folder, 'keys', `${file.key_id}.json`)
    t.equal(statSync(path).mode & 0o777, 0o600)
    t.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700)
    t.same(readKeyFile(folder), file)
    t.equal(hasPassphrase(folder), true)
    const [side, ...more] = keyFilesFor(folder)
    t.same(more, [])
    t.match(
      side!.name,
      new RegExp(`^laci/${file.store_id}/keys/${file.key_id}-0000000001-[0-9a-f]{8}\\.json$`)
    )
    t.same(await openKeyFile(parseKeyFile(side!.bytes), code), storeKey)
  })

  await t.test('a changed one has another name there, and the newest is tried first', async (t) => {
    const before = keyFilesFor(folder)[0]!.name
    keepKeyFile(folder, sumUp({ ...file, edition: 2 }))
    const after = keyFilesFor(folder)[0]!.name
    const names = [before, `${keysFolder(file.store_id)}/notes.txt`, after]
    t.same(
      sortKeyFiles(names).map(({ name, is_old }) => [name, is_old]),
      [
        [after, false],
        [before, true]
      ]
    )
  })

  await t.test('a damaged one is said to be, and not taken for none', async (t) => {
    const path = join(folder, 'keys', `${file.key_id}.json`)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"slots"', '"slats"'))
    chmodSync(path, 0o600)
    t.throws(() => readKeyFile(folder), DAMAGED)
    t.equal(hasPassphrase(folder), false, 'this box can vouch for nothing')
    t.same(keyFilesFor(folder), [], 'and nothing of it is carried anywhere')
  })
})

t.test('A destination’s password in the shop’s database', async (t) => {
  const secret = { password: 'rahasia sekali', private_key: '-----BEGIN' }
  const sealed = sealSecret(storeKey, secret)

  await t.test('is opened by the shop’s key alone', async (t) => {
    t.same(openSecret(storeKey, sealed), secret)
    t.notMatch(sealed, /rahasia|BEGIN/)
    t.not(sealSecret(storeKey, secret), sealed, 'sealed twice it looks different')
    t.throws(() => openSecret(newStoreKey(), sealed), { code: 'backup/secret-unreadable' })
  })

  await t.test('and not at all once a letter of it changed', async (t) => {
    for (let at = 0; at < sealed.length - 1; at++) {
      const harmed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      t.throws(() => openSecret(storeKey, harmed), { code: 'backup/secret-unreadable' }, `letter ${at}`)
    }
    for (const other of ['', 'laci1', 'laci1.', 'laci2.AAAA', 'rahasia']) {
      t.throws(() => openSecret(storeKey, other), { code: 'backup/secret-unreadable' })
    }
  })
})

async function fileOf(key: StoreKey, passphrase: string, recovery: string): Promise<KeyFile> {
  return sumUp({
    store_id: key.store_id.toString('hex'),
    key_id: key.key_id.toString('hex'),
    edition: 1,
    request_id: null,
    slots: [await wrapKey(key, 'passphrase', passphrase, AT), await wrapKey(key, 'recovery', recovery, AT)]
  })
}
