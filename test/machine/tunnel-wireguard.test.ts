import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t, { type Test } from 'tap'
import { until } from './container.ts'

const SCRIPTS = resolve(import.meta.dirname, '../../scripts')
const BOX = '10.52.26.1'

/** A network of its own on this machine: an address on the internet of this test, and the programs that run there. */
interface Place {
  run(...line: string[]): string
  start(...line: string[]): ChildProcess
  /** The answer of a web server, or undefined. */
  read(url: string): string | undefined
}

await t.test('The owner’s way in by WireGuard', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'laci-wg-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const internet = layInternet(t)
  const [box, server, phone] = [internet.place('box', 1), internet.place('srv', 2), internet.place('tel', 3)]
  server.run('sysctl', '-qw', 'net.ipv4.ip_forward=1')
  const keys = { box: keyPair(), server: keyPair(), phone: keyPair() }
  const fill = (name: string, interface_name: string, words: Record<string, string>): string => {
    const path = join(folder, `${interface_name}.conf`)
    const text = readFileSync(join(SCRIPTS, 'tunnel', name), 'utf8')
    const filled = Object.entries(words).reduce((so_far, [word, by]) => so_far.replaceAll(word, by), text)
    writeFileSync(path, filled, { mode: 0o600 })
    return path
  }
  const notes = join(folder, 'notes')
  const box_conf = fill('wireguard-box.conf', 'laci', {
    PRIVATE_KEY: keys.box.private_key,
    SERVER_KEY: keys.server.public_key,
    ENDPOINT: '192.0.2.2:51826',
    '/opt/laci/scripts': SCRIPTS,
    '/run/laci-tunnel/wireguard': notes
  })
  const server_conf = fill('wireguard-server.conf', 'lacisrv', {
    PRIVATE_KEY_OF_THE_SERVER: keys.server.private_key,
    PUBLIC_KEY_OF_THE_BOX: keys.box.public_key,
    PUBLIC_KEY_OF_THE_PHONE: keys.phone.public_key
  })
  const phone_conf = fill('wireguard-phone.conf', 'lacitel', {
    PRIVATE_KEY_OF_THE_PHONE: keys.phone.private_key,
    PUBLIC_KEY_OF_THE_SERVER: keys.server.public_key,
    'SERVER:51826': '192.0.2.2:51826'
  })

  await serve(box, '127.0.0.1', 5226, 'the owner’s door')
  await serve(box, '0.0.0.0', 5224, 'the tills')
  for (const [place, conf] of [
    [server, server_conf],
    [box, box_conf],
    [phone, phone_conf]
  ] as const) {
    place.run('wg-quick', 'up', conf)
    t.teardown(() => place.run('wg-quick', 'down', conf))
  }
  const unit = (name: string, what: RegExp) =>
    what.exec(readFileSync(join(SCRIPTS, 'box', name), 'utf8'))![1]!
  box.start(
    'systemd-socket-activate',
    `--listen=${unit('laci-door-proxy.socket', /^ListenStream=(.*)$/m)}`,
    ...unit('laci-door-proxy.service', /^ExecStart=(.*)$/m).split(' ')
  )

  await t.test('shows the owner’s telephone the door', async (t) => {
    await until(() => phone.read(`http://${BOX}:5226/`) !== undefined, 'the door is reached', 20)
    t.equal(phone.read(`http://${BOX}:5226/`), 'the owner’s door')
    t.match(readFileSync(join(notes, 'status'), 'utf8'), /^state=up\nsince=\d+\n/)
  })

  await t.test('shows nothing else of the box, which the tills in the shop do reach', async (t) => {
    t.equal(phone.read(`http://${BOX}:5224/`), undefined)
    t.equal(server.read(`http://${BOX}:5224/`), undefined)
    t.equal(server.read('http://192.0.2.1:5224/'), 'the tills', 'by another way than the tunnel')
    box.run('nft', 'delete', 'table', 'inet', 'laci_tunnel')
    t.equal(phone.read(`http://${BOX}:5224/`), 'the tills', 'it is our rules that keep them out')
    box.run('nft', '-f', join(SCRIPTS, 'tunnel/wireguard.nft'))
    t.equal(phone.read(`http://${BOX}:5224/`), undefined)
  })

  await t.test('is not seen from the internet', async (t) => {
    t.equal(phone.read('http://192.0.2.1:5226/'), undefined)
  })

  await t.test('is back by itself after a cut', async (t) => {
    internet.cut('box')
    t.equal(phone.read(`http://${BOX}:5226/`), undefined)
    internet.mend('box')
    await until(
      () => phone.read(`http://${BOX}:5226/`) === 'the owner’s door',
      'the door is reached again',
      20
    )
  })

  await t.test('ends without a trace', async (t) => {
    box.run('wg-quick', 'down', box_conf)
    t.notOk(existsSync(notes))
    t.notMatch(box.run('nft', 'list', 'ruleset'), 'laci_tunnel')
    box.run('wg-quick', 'up', box_conf) // for the teardown
  })
})

/** Networks joined by a switch, as if by the internet. */
function layInternet(t: Test) {
  const tag = `l${process.pid % 10_000}`
  const net = `${tag}net`
  const root = (...line: string[]): string => execFileSync(line[0]!, line.slice(1), { encoding: 'utf8' })
  root('ip', 'netns', 'add', net)
  t.teardown(() => root('ip', 'netns', 'delete', net))
  root('ip', '-n', net, 'link', 'add', 'switch', 'type', 'bridge')
  root('ip', '-n', net, 'link', 'set', 'switch', 'up')
  return {
    place(name: string, number: number): Place {
      const space = tag + name
      root('ip', 'netns', 'add', space)
      const children: ChildProcess[] = []
      t.teardown(async () => {
        for (const child of children)
          if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
        root('ip', 'netns', 'delete', space)
      })
      root('ip', '-n', net, 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'wan', 'netns', space)
      root('ip', '-n', net, 'link', 'set', name, 'master', 'switch', 'up')
      const inside = ['netns', 'exec', space]
      const run = (...line: string[]): string => root('ip', ...inside, ...line)
      run('ip', 'address', 'add', `192.0.2.${number}/24`, 'dev', 'wan')
      for (const link of ['lo', 'wan']) run('ip', 'link', 'set', link, 'up')
      return {
        run,
        start: (...line) => {
          const child = spawn('ip', [...inside, ...line], { env: { PATH: process.env['PATH'] } })
          children.push(child)
          return child
        },
        read: (url) => {
          const script =
            'fetch(process.argv[1], { signal: AbortSignal.timeout(3000) }).then(async (answer) => process.stdout.write(await answer.text()), () => {})'
          const said = spawnSync('ip', [...inside, process.execPath, '-e', script, url], {
            env: { PATH: process.env['PATH'] },
            encoding: 'utf8'
          })
          return said.stdout || undefined
        }
      }
    },
    cut: (name: string) => root('ip', '-n', net, 'link', 'set', name, 'down'),
    mend: (name: string) => root('ip', '-n', net, 'link', 'set', name, 'up')
  }
}

async function serve(place: Place, host: string, port: number, text: string): Promise<void> {
  const script = `http.createServer((_, answer) => answer.end('${text}')).listen(${port}, '${host}', () => console.log('open'))`
  const server = place.start(process.execPath, '-e', script)
  await once(server.stdout!, 'data')
}

function keyPair(): { private_key: string; public_key: string } {
  const private_key = execFileSync('wg', ['genkey'], { encoding: 'utf8' }).trim()
  return {
    private_key,
    public_key: execFileSync('wg', ['pubkey'], { input: private_key, encoding: 'utf8' }).trim()
  }
}
