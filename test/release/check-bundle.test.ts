import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { checkBundle } from '../../server/release/check-bundle.ts'
import { layDown } from '../../server/release/lay-down.ts'
import { BundleFault, RELEASE, SIGNATURE, SUMS } from '../../server/release/release.ts'
import { trustedKeys } from '../../server/release/release-key.ts'
import { parseSums } from '../../server/release/sums.ts'
import { bundleOnce } from './bundle-once.ts'
import { type Files, repack, repackAs, write } from './repack.ts'

const bundle = await bundleOnce()
const scratch = mkdtempSync(join(tmpdir(), 'laci-release-'))
t.teardown(() => rmSync(scratch, { recursive: true }))
const place = join(scratch, 'laci-1')
/** The same bundle without its largest files, signed by its maker: what it is refused for doesn't hang on how large it is. */
const light = join(scratch, 'light.tar.gz')
const LARGE = 1_000_000
const changed = join(scratch, 'changed.tar.gz')
const stranger = generateKeyPairSync('ed25519')

/** What is wrong with a bundle, as it is said; `sound` when nothing is. */
async function verdict(path: string, trust: Parameters<typeof checkBundle>[1] = bundle): Promise<string> {
  return checkBundle(path, trust).then(
    () => 'sound',
    (error) => {
      if (error instanceof BundleFault) return error.message
      throw error
    }
  )
}

await t.test('A bundle is taken as it was made', async (t) => {
  const before = process.umask(0o077)
  const release = await layDown(bundle.archive, place, bundle)
  process.umask(before)

  t.match(release, { version: bundle.version, arch: process.arch, node: process.versions.node })
  t.equal(await verdict(bundle.archive), 'sound')
  t.equal(await verdict(place), 'sound')

  await t.test('whatever the umask of whoever unpacks it, others may read it and nobody write', async (t) => {
    t.equal(execFileSync('find', [place, '!', '-perm', '644', '!', '-perm', '755'], { encoding: 'utf8' }), '')
    t.same(readdirSync(scratch), ['laci-1'], 'nothing is left beside it')
  })

  await t.test('what every Debian has finds it sound too', async (t) => {
    t.equal(spawnSync('sha256sum', ['--check', '--quiet', '--strict', SUMS], { cwd: place }).status, 0)
  })

  await t.test('it holds the program compiled, and nothing that only its makers need', async (t) => {
    const files = execFileSync('find', ['.', '-type', 'f'], { cwd: place, encoding: 'utf8' }).split('\n')
    for (const path of [
      'server/cli/laci.js',
      'server/db/schema.sql',
      'static/app.js',
      'install',
      'LICENSE'
    ]) {
      t.ok(files.includes(`./${path}`), path)
    }
    const workshop =
      /\.[cm]?ts$|\.map$|\.key$|node_modules\/(typescript|tap|@types)\/|scripts\/release|node_modules\/[^/]+\/test\.js$/
    const elsewhere = /(prebuilds|@img)\/.*(darwin|win32|musl)/
    t.same(
      files.filter((path) => workshop.test(path) || elsewhere.test(path)),
      []
    )
  })
})

await t.test('The program in it runs by what it brings', async (t) => {
  // Without NODE_OPTIONS and the like, as on a box.
  const said = spawnSync('env', ['-i', 'LANG=en', join(place, 'scripts/laci'), '--help'], {
    encoding: 'utf8'
  })

  t.match(said.stdout, 'Usage: laci', said.stderr)
})

await t.test('A bundle is refused as an archive', async (t) => {
  const leaveOut = (files: Files) => {
    for (const [path, { bytes }] of files) if (bytes.length > LARGE) files.delete(path)
  }
  await repack(bundle.archive, light, leaveOut, bundle.key)
  t.equal(await verdict(light), 'sound')
  const hostile = async (change: (files: Files) => void, key?: Parameters<typeof repack>[3]) => {
    await repack(light, changed, change, key)
    return verdict(changed)
  }
  const main = 'server/main.js'

  await t.test('of which a byte was changed', async (t) => {
    t.equal(await hostile((files) => (files.get(main)!.bytes[100]! ^= 1)), `changed: ${main}`)
  })

  await t.test('of which a file is gone, or was added', async (t) => {
    t.equal(await hostile((files) => files.delete(main)), `missing: ${main}`)
    t.equal(await hostile((files) => write(files, 'server/more.js', '')), 'extra: server/more.js')
    t.equal(await hostile((files) => files.delete(SIGNATURE)), `not-a-bundle: ${SIGNATURE}`)
  })

  await t.test('of which a file may be run that should not', async (t) => {
    t.equal(await hostile((files) => (files.get(main)!.is_executable = true)), `changed: ${main}`)
  })

  await t.test('whose list was changed with the file, but could not be signed', async (t) => {
    const fakeList = (files: Files) => {
      const list = files.get(SUMS)!.bytes
      list[0] = list[0] === 0x61 ? 0x62 : 0x61
    }
    t.equal(await hostile(fakeList), 'not-trusted')
  })

  await t.test('that somebody else signed', async (t) => {
    t.equal(await hostile(() => {}, stranger.privateKey), 'not-trusted')
    t.equal(await verdict(changed, { keys: [stranger.publicKey] }), 'sound', 'whom another box would trust')
    t.equal(await verdict(light, { keys: [] }), 'no-key')
  })

  await t.test('that is for another processor', async (t) => {
    const arch = process.arch === 'x64' ? 'arm64' : 'x64'
    t.equal(await verdict(light, { ...bundle, arch }), `wrong-arch: ${process.arch}`)
  })

  await t.test('that leads out of its folder, whoever signed it', async (t) => {
    for (const path of ['../out', 'server/../../out', 'server//out', './out']) {
      t.equal(await hostile((files) => write(files, path, 'x'), bundle.key), `unsafe-path: ${path}`)
    }
    const list = Buffer.from(`${'0'.repeat(64)}  /etc/out\n`)
    t.throws(() => parseSums(list), { code: 'unsafe-path' }, 'nor may it only name such a file')
  })

  await t.test('that holds a link', async (t) => {
    const laid = join(scratch, `laci-${bundle.version}`)
    await layDown(light, laid, bundle)
    rmSync(join(laid, 'LICENSE'))
    symlinkSync('/etc/passwd', join(laid, 'LICENSE'))
    const order = [SIGNATURE, SUMS, RELEASE, 'LICENSE'].map((name) => `laci-${bundle.version}/${name}`)
    execFileSync('tar', ['--format=ustar', '-czf', changed, '-C', scratch, ...order])
    t.equal(await verdict(changed), `strange: ${order[3]}`)
    t.equal(await verdict(laid), 'strange: LICENSE')
    rmSync(laid, { recursive: true })
  })

  await t.test('that was cut off, anywhere', async (t) => {
    const bytes = readFileSync(light)
    for (const part of [0, 10, 1000, bytes.length / 3, bytes.length - 1]) {
      writeFileSync(changed, bytes.subarray(0, Math.floor(part)))
      t.equal(await verdict(changed), 'damaged', `after ${Math.floor(part)} bytes`)
    }
  })

  await t.test('that is none', async (t) => {
    writeFileSync(changed, 'a price list, perhaps')
    t.equal(await verdict(changed), 'damaged')
    execFileSync('tar', ['--format=ustar', '-czf', changed, '-C', place, 'LICENSE'])
    t.equal(await verdict(changed), `not-a-bundle: ${SIGNATURE}`)
  })
})

await t.test('A later version of the same maker takes the place of the one before', async (t) => {
  await repackAs('9.0.0', light, changed, bundle.key)

  t.equal((await layDown(changed, place, bundle)).version, '9.0.0')
  t.match(readFileSync(join(place, 'package.json'), 'utf8'), '"version": "9.0.0"')
})

await t.test('A box trusts every key in its file, and nobody while it has none', async (t) => {
  const kept = join(scratch, 'release.pub')
  const keys = [...bundle.keys, stranger.publicKey]
  t.same(await trustedKeys(kept), [])
  writeFileSync(kept, keys.map((key) => key.export({ type: 'spki', format: 'pem' })).join('added in May:\n'))

  t.same(
    (await trustedKeys(kept)).map((key) => key.export({ format: 'jwk' })),
    keys.map((key) => key.export({ format: 'jwk' }))
  )
})

await t.test('A bundle that is refused leaves what was there as it was', async (t) => {
  writeFileSync(changed, readFileSync(light).subarray(0, -100_000))
  const before = statSync(place).ino
  await t.rejects(layDown(changed, place, bundle), { code: 'damaged' })

  t.equal(statSync(place).ino, before)
  t.notOk(existsSync(`${place}.part`))
})

await t.test('A bundle is refused as a folder', async (t) => {
  await layDown(light, place, bundle)
  const file = join(place, 'server/main.js')
  const text = readFileSync(file)

  writeFileSync(file, `${text}\n`)
  t.equal(await verdict(place), 'changed: server/main.js')
  writeFileSync(file, text)
  chmodSync(file, 0o755)
  t.equal(await verdict(place), 'changed: server/main.js')
  chmodSync(file, 0o644)
  renameSync(file, `${file}.old`)
  t.equal(await verdict(place), 'extra: server/main.js.old')
  rmSync(`${file}.old`)
  t.equal(await verdict(place), 'missing: server/main.js')
  writeFileSync(file, text)
  t.equal(await verdict(place), 'sound')
})
