import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import t, { type Test } from 'tap'
import { readSettings } from '../../server/settings/read-settings.ts'
import { openBox } from '../shop.ts'

/** A server that shows its key, and lets nobody in. */
async function openServer(t: Test): Promise<{ port: string; host_key: string; changeKey(): void }> {
  const keys = [1, 2].map(() => ssh2.utils.generateKeyPairSync('ed25519'))
  let now = 0
  const servers = keys.map(
    (key) => new ssh2.Server({ hostKeys: [key.private] }, (client) => client.on('error', () => undefined))
  )
  const listener = createServer((socket) => servers[now]!.injectSocket(socket))
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
  t.teardown(() => listener.close())
  return {
    port: String((listener.address() as AddressInfo).port),
    host_key: keys[0]!.public.trim(),
    changeKey: () => {
      now = 1
    }
  }
}

await t.test('The way in from afar', async (t) => {
  const { store, data, browser, setUp } = await openBox(t)
  const { owner, till, owner_id } = await setUp()
  const server = await openServer(t)
  const { port } = server
  const typed = { host: '127.0.0.1', port, remote_port: '15226' }
  const file = (name: string) => join(data, 'tunnel', name)
  const kept = () => readSettings(store).tunnel
  const happened = (type: string) =>
    store.sqlite.prepare('select subject_id, staff_id from events where type = ?').all(type)
  const fingerprint = (path: string) =>
    execFileSync('ssh-keygen', ['-lf', path], { encoding: 'utf8' }).split(' ')[1]!

  await t.test('is the owner’s business alone', async (t) => {
    for (const url of ['', '/state', '/server-setup']) {
      t.match(await till.get(`/tunnel${url}`), { status: 403 })
      t.match(await browser().get(`/tunnel${url}`), { goes: '/sign-in' })
    }
    const forms = { key: {}, look: typed, trust: { ...typed, host_key: server.host_key }, removal: {} }
    for (const [url, form] of Object.entries(forms)) {
      t.match(await till.post(`/tunnel/${url}`, form), { status: 403 })
    }
    t.notOk(existsSync(file('key')))
    t.equal(kept(), null)
  })

  await t.test('begins with three ways to choose from, and no server', async (t) => {
    const { text } = await owner.get('/tunnel')
    t.match(text, 'Belum ada jalan dari jauh')
    for (const way of ['SSH', 'WireGuard', 'cloudflared']) t.match(text, way)
    t.match(await owner.post('/tunnel/trust', { ...typed, host_key: server.host_key }), { status: 409 })
  })

  await t.test('makes a key whose secret half stays in the box, for it alone', async (t) => {
    t.match(await owner.post('/tunnel/key', {}), { goes: '/tunnel?saved' })
    t.equal(statSync(file('key')).mode & 0o777, 0o600)
    t.equal(statSync(join(data, 'tunnel')).mode & 0o777, 0o700)
    t.equal(
      execFileSync('ssh-keygen', ['-yf', file('key')], { encoding: 'utf8' }).split(' ')[1],
      readFileSync(file('key.pub'), 'utf8').split(' ')[1],
      'OpenSSH takes it for a pair'
    )
    t.match(happened('tunnel-key.made'), [{ subject_id: fingerprint(file('key.pub')), staff_id: owner_id }])
    const { text } = await owner.get('/tunnel')
    t.ok(text.includes(readFileSync(file('key.pub'), 'utf8').trim()), 'the half that anyone may see')
    t.notMatch(text, 'PRIVATE KEY')
    t.match(text, /sudo sh server-setup --port 15226 --key &#39;ssh-ed25519 AAAA/)
  })

  await t.test('makes one key, however often the button’s request arrives', async (t) => {
    const request_id = '01910000-0000-7000-8000-00000000abcd'
    await owner.post('/tunnel/key', {}, { request_id })
    const first = readFileSync(file('key'), 'utf8')
    await owner.post('/tunnel/key', {}, { request_id })
    t.equal(readFileSync(file('key'), 'utf8'), first)
    t.equal(happened('tunnel-key.made').length, 2, 'the first, and this one')
  })

  await t.test('hands out what the server is prepared with, as it lies in the program', async (t) => {
    const { text } = await owner.get('/tunnel/server-setup')
    t.equal(text, readFileSync(join(import.meta.dirname, '../../scripts/tunnel/server-setup'), 'utf8'))
  })

  await t.test('refuses an address that is none, with what was typed', async (t) => {
    for (const host of ['-oProxyCommand=id', 'a b', 'x\ny', '', 'toko;id', '$(id)']) {
      t.match(
        await owner.post('/tunnel/look', { ...typed, host }),
        { status: 422, text: 'Alamat servernya' },
        host
      )
    }
    t.match(await owner.post('/tunnel/look', { ...typed, port: '0' }), { status: 422, text: 'Port SSH' })
    t.match(await owner.post('/tunnel/look', { ...typed, remote_port: '80' }), { status: 422, text: '1024' })
    t.match(await owner.post('/tunnel/look', { ...typed, remote_port: '99999' }), { status: 422 })
    t.match(await owner.post('/tunnel/trust', { ...typed, host_key: 'x\nssh-ed25519 AAAA' }), { status: 422 })
  })

  await t.test('says so when nobody answers there', async (t) => {
    const closed = createServer()
    await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening))
    const gone = String((closed.address() as AddressInfo).port)
    await new Promise((done) => closed.close(done))
    t.match(await owner.post('/tunnel/look', { ...typed, port: gone }), {
      status: 409,
      text: 'tidak menjawab'
    })
  })

  const hidden = (text: string) => /name="host_key" value="([^"]*)"/.exec(text)![1]!.replaceAll('&#43;', '+')

  await t.test('shows a new server’s key, and keeps nothing before the owner says yes', async (t) => {
    const { text } = await owner.post('/tunnel/look', typed)
    writeFileSync(join(data, 'shown.pub'), server.host_key)
    t.match(text, 'Benarkah ini server Anda?')
    t.ok(text.includes(fingerprint(join(data, 'shown.pub'))), 'as ssh-keygen writes it')
    t.equal(kept(), null)
    t.notOk(existsSync(file('settings')))

    t.match(await owner.post('/tunnel/trust', { ...typed, host_key: hidden(text) }), {
      goes: '/tunnel?saved'
    })
    t.match(kept(), { host: '127.0.0.1', port: Number(port), remote_port: 15226, user: 'laci-15226' })
    t.match(happened('setting.changed').at(-1), { subject_id: 'tunnel', staff_id: owner_id })
  })

  await t.test('lays down for the service where to go, and the one key to take it by', async (t) => {
    const lines = readFileSync(file('settings'), 'utf8').split('\n')
    for (const line of [
      'host=127.0.0.1',
      `port=${port}`,
      'user=laci-15226',
      'remote_port=15226',
      'door_port=5226'
    ]) {
      t.ok(lines.includes(line), line)
    }
    t.equal(
      readFileSync(file('known_hosts'), 'utf8'),
      `laci-server ${server.host_key.split(' ').slice(0, 2).join(' ')}\n`
    )
    t.match((await owner.get('/tunnel')).text, 'layanannya belum jalan')
  })

  await t.test('stops at a server that shows another key, and calls it by its name', async (t) => {
    server.changeKey()
    const { text } = await owner.post('/tunnel/look', typed)
    t.match(text, 'kunci server ini berbeda')
    t.match(text, 'Terima kunci yang baru')
    t.ok(text.includes(fingerprint(join(data, 'shown.pub'))), 'beside the one that is known')
    t.equal(kept()?.host_key, server.host_key.split(' ').slice(0, 2).join(' '), 'until the owner says yes')
  })

  await t.test('tells how it fares, and why not, in both languages', async (t) => {
    const notes = join(data, 'notes')
    const note = (way: string, text: string) => {
      mkdirSync(join(notes, way), { recursive: true })
      writeFileSync(join(notes, way, 'status'), text)
    }
    note('ssh', 'state=waiting\nsince=1795374000\nwhy=other-key\n')
    note('wireguard', 'state=up\nsince=1795374000\nwhy=\n')
    note('cloudflared', 'state=rubbish\n')
    const says = (...args: string[]) =>
      runLaci({ LACI_DATA: data, LACI_TUNNEL_NOTES: notes, LANG: 'id_ID.UTF-8' }, args)
    const told = says('tunnel', 'status')
    t.equal(told.status, 0, 'one way is open')
    t.match(told.stdout, 'AWAS: server itu menunjukkan kunci yang berbeda')
    t.match(told.stdout, 'WireGuard: menyala sejak')
    t.notMatch(told.stdout, 'cloudflared')
    const { tunnels } = JSON.parse(says('tunnel', 'status', '--json').stdout)
    t.match(tunnels, [{ way: 'ssh', state: 'waiting', why: 'other-key' }, { state: 'up' }, { state: 'off' }])
    note('wireguard', '')
    t.equal(says('tunnel', 'status').status, 1)
    t.equal(says('tunnel').status, 64)
  })

  await t.test('is forgotten at the owner’s word; the key stays', async (t) => {
    t.match(await owner.post('/tunnel/removal', {}), { goes: '/tunnel?saved' })
    t.equal(kept(), null)
    t.notOk(existsSync(file('settings')))
    t.ok(existsSync(file('key')))
  })
})

function runLaci(env: Record<string, string>, args: string[]): { status: number | null; stdout: string } {
  try {
    const stdout = execFileSync(join(import.meta.dirname, '../../scripts/laci'), args, {
      env: { ...env, PATH: process.env['PATH'] ?? '' },
      encoding: 'utf8',
      stdio: 'pipe'
    })
    return { status: 0, stdout }
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string }
    return { status, stdout }
  }
}
