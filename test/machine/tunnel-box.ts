import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { keepKeyPair, makeKeyPair } from '../../server/tunnel/key.ts'
import { bootDebian, CHECKOUT_INSIDE, type Container } from './container.ts'

/** What the tunnel of this shop is on the server. */
export const PORT = 15_226

/** What box and server need of Debian; the same for every test, so that its root is made once. */
export const PACKAGES = ['openssh-server', 'openssh-client', 'procps', 'iproute2', 'socat'] as const

/** A shop box and the owner's server in one Debian, each set up by our own scripts, with a door to look through. */
export interface TunnelBox {
  debian: Container
  /** Where the tunnel's private key lies. */
  key: string
  /** What the tunnel's service noted. */
  status(): { state?: string; since?: string; why?: string }
  /** What stands on the page that the server's port shows; undefined when nothing does. */
  door(): string | undefined
  /** The owner says yes to the key that the server has now, and that it is to be called at a port. */
  trustServer(port?: number): void
}

const A_PAGE = `http.createServer((_, answer) => answer.end('the owner’s door'))`

/** @param door what listens in the place of the owner's door: an expression of a server */
export async function bootTunnel(t: Test, door: string = A_PAGE): Promise<TunnelBox> {
  const debian = await bootDebian(t, PACKAGES)
  const must = (line: string): string => {
    const { status, stdout, stderr } = debian.shell(line)
    if (status !== 0) throw new Error(`${line}: ${stdout}${stderr}`)
    return stdout
  }
  must(`install -d /opt/laci; cp -r ${CHECKOUT_INSIDE}/scripts /opt/laci/`)
  must(
    'useradd --system --home-dir /var/lib/laci laci; install -d -o laci -m 700 /var/lib/laci /var/lib/laci/tunnel'
  )
  const standing = debian.beside(`${door}.listen(5226, '127.0.0.1', () => console.log('open'))`)
  await once(standing.stdout!, 'data')
  t.teardown(() => standing.kill())

  const { private_key, public_key } = await makePair(t)
  lay('key', private_key)
  must(`${CHECKOUT_INSIDE}/scripts/tunnel/server-setup --port ${PORT} --key '${public_key}'`)
  trustServer()
  must('/opt/laci/scripts/tunnel/setup ssh')

  return {
    debian,
    key: '/var/lib/laci/tunnel/key',
    status: () => {
      const { stdout } = debian.shell('cat /run/laci-tunnel/ssh/status')
      return Object.fromEntries(
        stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split('='))
      )
    },
    door: () => debian.read(`http://127.0.0.1:${PORT}/`),
    trustServer
  }

  function trustServer(port = 22): void {
    const [kind, key] = must('cat /etc/ssh/ssh_host_ed25519_key.pub').split(' ')
    lay('known_hosts', `laci-server ${kind} ${key}\n`)
    const settings = {
      host: '127.0.0.1',
      port,
      user: `laci-${PORT}`,
      remote_port: PORT,
      door_port: 5226,
      server: key
    }
    lay(
      'settings',
      `${Object.entries(settings)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n')}\n`
    )
  }

  /** As the box does: whole, and its own. */
  function lay(name: string, text: string): void {
    const path = `/var/lib/laci/tunnel/${name}`
    must(`umask 077; cat >${path}.new <<'END'\n${text}END\nchown laci ${path}.new; mv ${path}.new ${path}`)
  }
}

async function makePair(t: Test): Promise<{ private_key: string; public_key: string }> {
  const data = mkdtempSync(join(tmpdir(), 'laci-tunnel-'))
  t.teardown(() => rmSync(data, { recursive: true, force: true }))
  const pair = await makeKeyPair()
  keepKeyPair(data, pair)
  return { private_key: readFileSync(join(data, 'tunnel/key'), 'utf8'), public_key: pair.public_key }
}
